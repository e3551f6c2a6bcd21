"""Blocks of a Markdown or plain text file, each with its exact range of the source.

Own code, because CommonMark parsers give lines, not characters, and know neither tables set
with tabs nor the "•" bullets of text that came out of a scanner.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from corpus.records import BlockKind, Span

_HEADING = regex.compile(r"(#{1,6})\s+(?:[•·▪]\s*)?(?P<text>.*\S)\s*#*\s*$")
_ITEM = regex.compile(r"\s*(?:[-*+•·▪]|\d{1,3}[.)])\s+(?P<text>.*\S)\s*$")
_FOOTNOTE = regex.compile(r"\s*(?:\\\*|<sup>[^<]*</sup>|\[\^[^\]]+\]:)\s*(?P<text>.*\S)\s*$")
_RULE = regex.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block in source order; `lines` are the ranges of a table's lines."""

    kind: BlockKind
    span: Span
    line: int
    level: int = 0
    lines: tuple[Span, ...] = ()


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    return spans


def is_table_line(line: str) -> bool:
    """Whether a line is part of a table: tabs between cells, or pipes around them."""
    return line.count("\t") >= 1 or (line.strip().startswith("|") and line.count("|") >= 2)


def read_blocks(text: str, ignored: Sequence[Span] = ()) -> list[RawBlock]:
    """Blocks of `text` in source order; what lies in `ignored` is left out."""
    lines = _lines(text)
    blocks: list[RawBlock] = []
    seen_heading = False
    i = 0
    while i < len(lines):
        span = lines[i]
        line = span.of(text)
        if not line.strip() or _RULE.match(line) or any(x.contains(_trim(text, span)) for x in ignored):
            i += 1
        elif match := _HEADING.match(line):
            seen_heading = True
            blocks.append(RawBlock(BlockKind.HEADING, _group(span, match), span.start,
                                   len(match.group(1))))
            i += 1
        elif is_table_line(line):
            table, i = _table(text, lines, i)
            blocks.append(table)
        elif match := _FOOTNOTE.match(line):
            blocks.append(RawBlock(BlockKind.FOOTNOTE, _group(span, match), span.start))
            i += 1
        elif match := _ITEM.match(line):
            end, i = _continued(text, lines, i)
            item = Span(span.start + match.start("text"), end)
            blocks.append(RawBlock(BlockKind.LIST_ITEM, item, span.start))
        else:
            end, i = _continued(text, lines, i)
            kind = BlockKind.PARAGRAPH if seen_heading or blocks else BlockKind.CAPTION
            blocks.append(RawBlock(kind, _trim(text, Span(span.start, end)), span.start))
    # A document without any heading has no captions, only paragraphs.
    if not seen_heading:
        blocks = [RawBlock(BlockKind.PARAGRAPH, b.span, b.line) if b.kind is BlockKind.CAPTION
                  else b for b in blocks]  # fmt: skip
    return blocks


def _group(line: Span, match: regex.Match[str]) -> Span:
    return Span(line.start + match.start("text"), line.start + match.end("text"))


def _trim(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _continued(text: str, lines: Sequence[Span], i: int) -> tuple[int, int]:
    """End of a block that runs over the following lines, and the line after it."""
    end = _trim(text, lines[i]).end
    i += 1
    while i < len(lines):
        line = lines[i].of(text)
        starts = _HEADING.match(line) or _ITEM.match(line) or _FOOTNOTE.match(line)
        if not line.strip() or starts or is_table_line(line):
            break
        end = _trim(text, lines[i]).end
        i += 1
    return end, i


def _table(text: str, lines: Sequence[Span], i: int) -> tuple[RawBlock, int]:
    """The table that starts at line `i`: up to a blank line or the next heading."""
    found = []
    while i < len(lines) and lines[i].of(text).strip():
        line = lines[i].of(text)
        if _HEADING.match(line) or _FOOTNOTE.match(line):
            break
        found.append(lines[i])
        i += 1
    first, last = _trim(text, found[0]), _trim(text, found[-1])
    return RawBlock(BlockKind.TABLE, Span(first.start, last.end), found[0].start, 0,
                    tuple(found)), i
