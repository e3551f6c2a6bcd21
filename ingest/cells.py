"""Lines of a table as cells, and cells as values with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from corpus.records import Repair, Span, Value
from ingest.edges import trim_markup
from ingest.normalise import normalise, reading

# A bullet stands at the start of the cell or after a space: "·" and "•" also occur inside words.
_BULLET = regex.compile(r"(?:(?<=^)|(?<=\s)|(?<=>))[•·▪●◦](?=\s|\p{L}|\p{N})")
_BREAK = regex.compile(r"<br\s*/?>\s*(?:[-*•·▪●◦]\s+)?")
# Not inside a number.
_COMMA = regex.compile(r"[،؛;、，；]|,(?!\d)")
# The sign of a sum ("5+5") or a decimal makes it no count; separators part thousands only.
_NUMBER = regex.compile(
    r"(?<![\p{N}+.,٬٫])(\d{1,3}(?:[,٬\u00a0\u202f]\d{3})+|\d{1,9})(?![\p{N}+]|[.,٬٫]\p{N})"
)
_ABOUT = regex.compile(
    r"(?:about|around|approx\.?|ca\.?|nearly|over|some|more than|حوالي|حوالى|نحو|قرابه|زهاء|"
    r"ما يقارب|اكثر من|اقل من)\s+"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: the range of its words, and of each of its cells."""

    span: Span
    cells: tuple[Span, ...]

    def filled(self) -> list[Span]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell.start < cell.end]


def split_line(text: str, line: Span) -> Line:
    """Cells of a line, edges and markup trimmed; a tab or an unescaped pipe parts them."""
    body = line.of(text)
    tabs = "\t" in body
    cuts = [m.start() for m in regex.finditer(r"\t" if tabs else r"(?<!\\)\|", body)]
    edges = [-1, *cuts, len(body)]
    if not tabs and body.strip().startswith("|"):
        edges = edges[1:-1] if body.rstrip().endswith("|") and len(cuts) > 1 else edges[1:]
    cells = tuple(
        trim_markup(text, Span(line.start + a + 1, line.start + b)) for a, b in pairwise(edges)
    )
    filled = [cell for cell in cells if cell.start < cell.end]
    outer = Span(line.start + edges[0] + 1, line.start + edges[-1]) if filled else line
    return Line(trim_markup(text, outer), cells)


def is_bulleted(text: str, cell: Span) -> bool:
    """Whether a cell is a list: bullets in it, or several lines."""
    return bool(_BULLET.search(cell.of(text)) or _BREAK.search(cell.of(text)))


def is_bold(text: str, cell: Span) -> bool:
    """Whether markup for bold stands right before the (trimmed) cell."""
    return text[: cell.start].endswith(("<b>", "<strong>", "**", "__"))


def starts_with_number(text: str, cell: Span) -> bool:
    """Whether a cell begins with a number, perhaps after a sign or a word such as "about"."""
    words = _ABOUT.sub("", normalise(cell.of(text)))
    match = regex.match(r"[^\p{L}\p{N}+]*\d[\d.,٬٫]*(?!\S*\+)(?=\s|$|[%)\]-]|\p{L})", words)
    return match is not None


def read_values(text: str, cell: Span, repairs: Sequence[Repair]) -> tuple[Value, ...]:
    """The bullets (or lines) of a cell, or the cell as one value; none if it is empty."""
    marks = [(m.start(), m.end()) for m in _BREAK.finditer(cell.of(text))]
    marks += [(m.start(), m.end()) for m in _BULLET.finditer(cell.of(text))]
    inside = [m for m in marks if not any(o[0] <= m[0] and m[1] <= o[1] and o != m for o in marks)]
    cuts = [(0, 0), *sorted(inside), (cell.end - cell.start, 0)]
    parts = [Span(cell.start + a[1], cell.start + b[0]) for a, b in pairwise(cuts)]
    trimmed = [trim_markup(text, part) for part in parts]
    return tuple(read_value(text, part, repairs) for part in trimmed if part.start < part.end)


def split_at_commas(text: str, value: Value, repairs: Sequence[Repair]) -> tuple[Value, ...]:
    """The parts of a value between commas and semicolons, each a value of its own."""
    marks = [m.start() for m in _COMMA.finditer(value.span.of(text))]
    cuts = [-1, *marks, value.span.end - value.span.start]
    parts = [Span(value.span.start + a + 1, value.span.start + b) for a, b in pairwise(cuts)]
    trimmed = [trim_markup(text, part) for part in parts]
    return tuple(read_value(text, part, repairs) for part in trimmed if part.start < part.end)


def read_value(text: str, span: Span, repairs: Sequence[Repair]) -> Value:
    """A range as a value: its reading text, and the whole numbers it holds in order.

    "6,650" is one number; a decimal is left out, since half of it would be a wrong one.
    """
    words = normalise(reading(text, span, repairs))
    numbers = tuple(int(regex.sub(r"\D", "", found)) for found in _NUMBER.findall(words))
    return Value(span, reading(text, span, repairs), numbers)
