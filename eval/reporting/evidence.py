"""The source's lines that hold gold or cited characters, with both marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.records import Document, Span
from eval.citations import Source
from eval.summary import Result

Mark = Literal["", "gold", "cited", "both", "gap"]
_CONTEXT = 160
"""Unmarked characters shown on each side of a mark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of source characters marked alike; a "gap" stands for characters left out."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source file, counted from 1. Only what is far from every mark is left out."""

    number: int
    page: int
    pieces: tuple[Piece, ...]

    @property
    def gold(self) -> bool:
        """Whether the line holds gold."""
        return any(piece.mark in ("gold", "both") for piece in self.pieces)


def evidence(result: Result, document: Document, source: Source) -> tuple[Line, ...]:
    """The lines of a question's gold and of its answer's citations, in the order of the source."""
    cited = cited_spans(result, document, source)
    marked = (*result.question.gold, *cited)
    return tuple(
        Line(
            number,
            page_of(document, max(line.start, min(s.start for s in marked if line.overlaps(s)))),
            tuple(_clipped(list(_pieces(line, source.text, result.question.gold, cited)))),
        )
        for number, line in enumerate(source.lines, 1)
        if any(line.overlaps(span) for span in marked)
    )


def cited_spans(result: Result, document: Document, source: Source) -> tuple[Span, ...]:
    """What the answer cites of the document; citations of no range of it are left out."""
    return tuple(
        Span(citation.start, citation.end)
        for citation in result.answer.citations
        if citation.document_id == document.id
        and 0 <= citation.start < citation.end <= len(source.text)
    )


def page_of(document: Document, offset: int) -> int:
    """The page of a character: that of the last block which begins before it."""
    before = [block for block in document.blocks if block.span.start <= offset]
    return max(before, key=lambda block: block.span.start).page if before else 1


def _pieces(line: Span, text: str, gold: Sequence[Span], cited: Sequence[Span]) -> Iterator[Piece]:
    cuts = {line.start, line.end}
    for span in (*gold, *cited):
        cuts |= {min(max(edge, line.start), line.end) for edge in (span.start, span.end)}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        run = Span(start, end)
        is_gold = any(run.overlaps(span) for span in gold)
        is_cited = any(run.overlaps(span) for span in cited)
        mark: Mark = "both" if is_gold and is_cited else "gold" if is_gold else ""
        yield Piece(run.of(text), mark or ("cited" if is_cited else ""))


def _clipped(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, of unmarked ones only what is near to a mark."""
    for place, piece in enumerate(pieces):
        head = _CONTEXT if place > 0 else 0
        tail = _CONTEXT if place < len(pieces) - 1 else 0
        if piece.mark or len(piece.text) <= head + tail + _CONTEXT:
            yield piece
            continue
        if head:
            yield Piece(piece.text[:head], "")
        yield Piece("", "gap")
        if tail:
            yield Piece(piece.text[-tail:], "")
