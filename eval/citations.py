"""Citations: do they prove the answer, and are they what the source says, byte for byte."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.records import Span
from eval.questions import Question
from qa.records import Answer, Citation


@dataclass(frozen=True, slots=True)
class Source:
    """A document's file as it is on disk now; `lines` are the ranges of its lines."""

    text: str
    sha256: str
    lines: tuple[Span, ...]

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read the file anew: the engine's own copy is what is being checked.

        Raises:
            DocumentError: The file can't be read as UTF-8.
        """
        try:
            data = path.read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DocumentError(f"cannot read {path} to check citations: {error}") from error
        lines, start = [], 0
        for line in text.split("\n"):
            lines.append(Span(start, start + len(line)))
            start += len(line) + 1
        return cls(text, hashlib.sha256(data).hexdigest(), tuple(lines))

    def line(self, span: Span) -> Span:
        """The whole lines a range lies on; in a table that is the row."""
        held = [line for line in self.lines if line.overlaps(span)]
        return Span(held[0].start, held[-1].end) if held else span


@dataclass(frozen=True, slots=True)
class CitationScore:
    """Figures over one answer's citations.

    `recall` is None when there is no gold, the precisions are None when nothing is cited.
    `row_precision` also accepts a citation of another cell of a row that holds gold: the
    name cell beside the proving cell is no stray citation.
    """

    recall: float | None
    precision: float | None
    row_precision: float | None
    cited: int
    exact: int
    false_quotes: tuple[str, ...]


def score_citations(
    question: Question, answer: Answer, sources: Mapping[str, Source], document_id: str
) -> CitationScore:
    """Compare an answer's citations with the gold spans and with the files on disk.

    Args:
        question: Its gold spans are offsets into the document `document_id`.
        answer: Citations of other documents never touch gold.
        sources: Every document which may be cited, by id.
        document_id: The document the question set is about.
    """
    false = tuple(
        f"[{citation.number}] {problem}"
        for citation in answer.citations
        if (problem := quote_problem(citation, sources))
    )
    spans = [
        Span(citation.start, citation.end)
        for citation in answer.citations
        if citation.document_id == document_id and 0 <= citation.start <= citation.end
    ]
    total = len(answer.citations)
    recall = precision = row_precision = None
    if question.gold:
        recall = _share([any(gold.overlaps(span) for span in spans) for gold in question.gold])
    if question.gold and total:
        source = sources[document_id]
        rows = [source.line(gold) for gold in question.gold]
        precision = sum(any(g.overlaps(s) for g in question.gold) for s in spans) / total
        row_precision = sum(any(row.overlaps(s) for row in rows) for s in spans) / total
    return CitationScore(recall, precision, row_precision, total, total - len(false), false)


def quote_problem(citation: Citation, sources: Mapping[str, Source]) -> str:
    """What is false about a citation, or "" when it is exact.

    A citation which says itself that it is not exact counts as false as well.
    """
    source = sources.get(citation.document_id)
    if source is None:
        return f"cites an unknown document {citation.document_id!r}"
    if citation.sha256 != source.sha256:
        return "the SHA-256 is not that of the file"
    if not 0 <= citation.start < citation.end <= len(source.text):
        return f"[{citation.start}, {citation.end}) is no range of the source"
    if source.text[citation.start : citation.end] != citation.quote:
        return f"the source does not say {citation.quote[:60]!r} there"
    return "" if citation.exact else "is marked as not exact"


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)
