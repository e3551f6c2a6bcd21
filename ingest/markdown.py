"""Blocks of a Markdown or plain text file, each with its exact range of the source.

Own code, because CommonMark parsers (markdown-it-py among them) give lines, not characters, and
know neither tables set with tabs nor the "•" bullets of text that came out of a scanner.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from corpus.records import BlockKind, Span
from ingest.edges import trim, trim_markup

_HEADING = regex.compile(r"\ufeff?\s{0,3}(#{1,6})\s+(?:[•·▪]\s*)?(?P<text>.*?\S)(?:\s+#+)?\s*$")
_UNDERLINE = regex.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
_ITEM = regex.compile(r"\s*(?:[-*+•·▪●◦]|(?P<number>\d{1,3})[.)]|\(\d{1,3}\))\s+(?P<text>.*\S)\s*$")
_FOOTNOTE = regex.compile(r"\s*(?:\\\*|<sup>[^<]*</sup>|\[\^[^\]]+\]:)\s*(?P<text>.*\S)\s*$")
_RULE = regex.compile(r"\s*(?:#{1,6}|-{3,}|\*{3,}|_{3,}|={3,}|<!--.*-->)\s*$")
_QUOTED = regex.compile(r"\s{0,3}>\s?")
_FENCE = regex.compile(r"\s{0,3}(`{3,}|~{3,})")
_PIPES = regex.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block in source order; `line` is where its first line starts.

    `lines` are the ranges of a table's lines.
    """

    kind: BlockKind
    span: Span
    line: int
    level: int = 0
    lines: tuple[Span, ...] = ()


def is_table_line(line: str) -> bool:
    """Whether a line may be part of a table: tabs between cells, or pipes around them.

    A tab that indents parts nothing, but one at the end does: a group row has only those.
    """
    return "\t" in line.lstrip() or (line.strip().startswith("|") and line.count("|") >= 2)


def is_separator(line: str) -> bool:
    """Whether a line is the rule of dashes below the header of a pipe table."""
    return "|" in line and _PIPES.match(line) is not None


def read_blocks(text: str, ignored: Sequence[Span] = ()) -> list[RawBlock]:
    """Blocks of `text` in source order; lines that lie in `ignored` are left out."""
    return _Scanner(text, ignored).blocks()


class _Scanner:
    """Walks over the lines; each reader takes the lines of one block and moves on."""

    def __init__(self, text: str, ignored: Sequence[Span]) -> None:
        self.text, self.at = text, 0
        self.lines: list[Span] = []
        # Not `splitlines`: it also cuts at characters (form feed, U+2028) that end no line here.
        for match in regex.finditer(r"[^\r\n]*(?:\r\n?|\n|$)", text):
            span = Span(match.start(), match.start() + len(match.group().rstrip("\r\n")))
            inner = trim(text, span)
            hidden = inner.start < inner.end and any(x.contains(inner) for x in ignored)
            self.lines.append(Span(span.start, span.start) if hidden else span)

    def line(self, ahead: int = 0) -> str:
        """The line at hand, or one below; "" beyond the last."""
        index = self.at + ahead
        return self.lines[index].of(self.text) if index < len(self.lines) else ""

    def blocks(self) -> list[RawBlock]:
        found: list[RawBlock] = []
        while self.at < len(self.lines):
            if not self.line().strip("\ufeff \t\r") or _RULE.match(self.line()):
                self.at += 1
                continue
            block = self._block()
            if block.span.start < block.span.end:
                found.append(block)
        return _with_caption(found)

    def _block(self) -> RawBlock:
        line = self.line()
        if _FENCE.match(line):
            return self._fenced()
        if match := _HEADING.match(line):
            return self._heading(match, len(match.group(1)))
        if self._is_table():
            return self._table()
        if match := _FOOTNOTE.match(line):
            return self._flowing(BlockKind.FOOTNOTE, match.start("text"))
        if match := _ITEM.match(line):
            return self._flowing(BlockKind.LIST_ITEM, match.start("text"), self._starts_item)
        if _UNDERLINE.match(self.line(1)) and not _QUOTED.match(line):
            heading = self._heading(None, 1 if "=" in self.line(1) else 2)
            self.at += 1
            return heading
        quoted = _QUOTED.match(line)
        return self._flowing(BlockKind.PARAGRAPH, quoted.end() if quoted else 0)

    def _heading(self, match: regex.Match[str] | None, level: int) -> RawBlock:
        line = self.lines[self.at]
        inner = (
            Span(line.start + match.start("text"), line.start + match.end("text"))
            if match
            else line
        )
        self.at += 1
        return RawBlock(BlockKind.HEADING, trim_markup(self.text, inner), line.start, level)

    def _fenced(self) -> RawBlock:
        """What stands between fences, word for word: a "#" in it is no heading."""
        mark = _FENCE.match(self.line())
        first, opening = self.at, mark.group(1) if mark else ""
        self.at += 1
        while self.at < len(self.lines) and not self.line().strip().startswith(opening):
            self.at += 1
        inside = self.lines[first + 1 : self.at]
        self.at += 1
        start = self.lines[first].start
        span = Span(inside[0].start, inside[-1].end) if inside else Span(start, start)
        return RawBlock(BlockKind.PARAGRAPH, trim(self.text, span), start)

    def _is_table(self) -> bool:
        """A single line with a tab or pipes is prose: a table has at least two lines."""
        return is_table_line(self.line()) and is_table_line(self.line(1))

    def _starts_item(self, line: str) -> bool:
        return _ITEM.match(line) is not None

    def _interrupts(self, line: str) -> bool:
        """Whether a line ends the paragraph above it, though no blank line parts them.

        Only a list that starts with 1 does, as in CommonMark: else a wrapped "... in
        / 60. The next" would become an item.
        """
        item = _ITEM.match(line)
        return item is not None and (item.group("number") is None or int(item["number"]) == 1)

    def _flowing(
        self, kind: BlockKind, offset: int, is_item: Callable[[str], bool] | None = None
    ) -> RawBlock:
        """A block that runs on until a blank line or the start of another block."""
        first = self.lines[self.at]
        last = first
        ends = is_item or self._interrupts
        self.at += 1
        while self.at < len(self.lines):
            line = self.line()
            other = _HEADING.match(line) or _FOOTNOTE.match(line) or _FENCE.match(line)
            if not line.strip() or other or _RULE.match(line) or ends(line) or self._is_table():
                break
            last = self.lines[self.at]
            self.at += 1
        span = Span(first.start + offset, last.end)
        return RawBlock(kind, trim_markup(self.text, span), first.start)

    def _table(self) -> RawBlock:
        """Lines up to a blank one or another block; group rows may have a single cell."""
        found: list[Span] = []
        while self.at < len(self.lines) and self.line().strip():
            line = self.line()
            other = _HEADING.match(line) or _FOOTNOTE.match(line) or _FENCE.match(line)
            if not is_table_line(line) and (other or _ITEM.match(line)):
                break
            found.append(self.lines[self.at])
            self.at += 1
        span = Span(trim(self.text, found[0]).start, trim(self.text, found[-1]).end)
        return RawBlock(BlockKind.TABLE, span, found[0].start, 0, tuple(found))


def _with_caption(blocks: list[RawBlock]) -> list[RawBlock]:
    """A lone paragraph above the first heading is the caption of a picture."""
    headed = len(blocks) > 1 and blocks[1].kind is BlockKind.HEADING
    if headed and blocks[0].kind is BlockKind.PARAGRAPH:
        blocks[0] = replace(blocks[0], kind=BlockKind.CAPTION)
    return blocks
