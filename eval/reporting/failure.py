"""One failure as the page shows it: expected, answered, and the evidence beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Span
from eval.failures import Fault, faults
from eval.report import Report
from eval.reporting.evidence import Line, cited_spans, evidence
from eval.summary import Result
from qa.records import Citation


@dataclass(frozen=True, slots=True)
class Expected:
    """An item with all its wordings, and whether the answer held one."""

    name: str
    wordings: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and where it lies: "gold", on the "line" of gold, or "elsewhere"."""

    citation: Citation
    place: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Everything that tells whether retrieval, reading or the gold is at fault."""

    result: Result
    faults: tuple[Fault, ...]
    items: tuple[Expected, ...]
    citations: tuple[Cited, ...]
    lines: tuple[Line, ...]
    """Those that hold gold first: they are never folded away behind what was cited."""
    uncited: int
    """Gold spans that no citation overlaps."""


def failures(report: Report, split: str) -> tuple[Failure, ...]:
    """Every result of a split that failed in any way, in the order of the questions."""
    return tuple(_failure(result, report) for result in report.failed(split))


def _failure(result: Result, report: Report) -> Failure:
    found = set(result.items.found)
    lines = evidence(result, report.document, report.source)
    cited = cited_spans(result, report.document, report.source)
    return Failure(
        result=result,
        faults=faults(result),
        items=tuple(Expected(i[0], i[1:], i[0] in found) for i in result.question.items),
        citations=tuple(_cited(result, report)),
        lines=tuple(sorted(lines, key=lambda line: not line.gold)),
        uncited=sum(not any(g.overlaps(s) for s in cited) for g in result.question.gold),
    )


def _cited(result: Result, report: Report) -> Iterator[Cited]:
    gold = result.question.gold
    rows = [report.source.line(span) for span in gold]
    for citation in result.answer.citations:
        place = "elsewhere"
        if citation.document_id == report.document.id and 0 <= citation.start <= citation.end:
            span = Span(citation.start, citation.end)
            if any(own.overlaps(span) for own in gold):
                place = "gold"
            elif any(row.overlaps(span) for row in rows):
                place = "line"
        yield Cited(citation, place)
