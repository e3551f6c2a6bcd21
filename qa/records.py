"""What an answer is made of. `Answer.to_dict` is the JSON that scripts rely on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.records import Span


class Status(StrEnum):
    """Whether the documents answer the question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class Support(StrEnum):
    """How a claim rests on its citations."""

    QUOTED = "quoted"
    """The claim is the cited source itself (misprints read as the document's repairs say)."""
    TRANSLATED = "translated"
    """The claim is the sidecar translation of the cited source."""
    COMPUTED = "computed"
    """The claim was computed from the cited cells."""
    UNSUPPORTED = "unsupported"
    """The check failed; shown only with its mark."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact place in a document. `source[start:end] == quote`, or `exact` is False."""

    number: int
    document_id: str
    document_title: str
    page: int
    section: str
    start: int
    end: int
    quote: str
    translation: str
    sha256: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the answer: its range in `Answer.answer` and the citations it rests on."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class TableUse:
    """How many rows were looked at and how many answer the question."""

    rows_checked: int
    rows_matched: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage offered beside a refusal: near the question, not an answer to it."""

    document_id: str
    page: int
    section: str
    spans: tuple[Span, ...]
    quote: str
    translation: str


@dataclass(frozen=True, slots=True)
class Related:
    """Rows near to a list question that don't list what was asked, written apart and cited.

    `answer` holds the text with `[n]` markers; numbers go on from those of the answer.
    """

    answer: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


class Refusal(StrEnum):
    """Why there is no answer."""

    OFF_TOPIC = "off_topic"
    NO_SUCH_ENTITY = "no_such_entity"
    NOT_STATED = "not_stated"
    FALSE_PREMISE = "false_premise"
    """The question takes for granted what the documents deny; `nearest` is what they say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the language of the question.

    `answer` holds the text with `[n]` markers; `confidence` is between 0 and 1; `seconds` is
    the time from question to answer. `refusal` and `nearest` are set when nothing was found,
    `related` when rows come near to a list, `resolved` when a follow-up was completed from the
    turns before.
    """

    question: str
    language: str
    status: Status
    answer: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    table: TableUse | None
    confidence: float
    seconds: float
    refusal: Refusal | None = None
    nearest: tuple[Nearest, ...] = ()
    related: Related | None = None
    resolved: str = ""

    @property
    def all_citations(self) -> tuple[Citation, ...]:
        """Those of the answer, then those of related rows."""
        return self.citations + (self.related.citations if self.related else ())

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready values: the published contract's keys.

        `table` is there when one was used, `resolved` when a follow-up was completed.
        """
        result: dict[str, Any] = {
            "question": self.question,
            "language": self.language,
            "status": str(self.status),
            "answer": self.answer,
            "claims": [
                {
                    "text": claim.text,
                    "start": claim.start,
                    "end": claim.end,
                    "citations": list(claim.citations),
                    "support": str(claim.support),
                }
                for claim in self.claims
            ],
            "citations": [
                {
                    "number": citation.number,
                    "document_id": citation.document_id,
                    "document_title": citation.document_title,
                    "page": citation.page,
                    "section": citation.section,
                    "start": citation.start,
                    "end": citation.end,
                    "quote": citation.quote,
                    "translation": citation.translation,
                    "sha256": citation.sha256,
                    "exact": citation.exact,
                }
                for citation in self.citations
            ],
        }
        if self.table is not None:
            result["table"] = {
                "rows_checked": self.table.rows_checked,
                "rows_matched": self.table.rows_matched,
            }
        if self.resolved:
            result["resolved"] = self.resolved
        result["confidence"] = round(self.confidence, 3)
        result["seconds"] = round(self.seconds, 4)
        return result


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the answer it got."""

    question: str
    answer: str = ""
