"""A conversation as a sequence of blocks, each in one language: what every export shows.

The renderers (`export.markdown`, `word.docx`) decide how a block looks; what is said, and in which
order, is decided here only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.records import Document
from qa.records import Answer, Citation, Claim, Support
from qa.words.language import detect
from ui.render.labels import beside, label, nearest_label

Turns = Sequence[tuple[str, Answer]]
"""Questions as the user wrote them, each with its answer, oldest first."""
Library = Mapping[str, Document]
"""Documents by id, from which publisher and date of a source are read."""


class Kind(Enum):
    """What a block is."""

    TITLE = auto()
    QUESTION = auto()
    NOTE = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    HEADING = auto()
    SOURCE = auto()
    QUOTE = auto()
    TRANSLATION = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an export and the language that gives its direction."""

    kind: Kind
    text: str
    language: str


def conversation_blocks(turns: Turns, documents: Library | None = None) -> Iterator[Block]:
    """All blocks of a conversation in order.

    Args:
        turns: the conversation; may be empty.
        documents: where publisher and date of the sources stand; they are left out without it.
    """
    yield Block(Kind.TITLE, "Isnad", "en")
    for number, (question, answer) in enumerate(turns, 1):
        yield Block(Kind.QUESTION, f"{number}. {_line(question)}", detect(question))
        yield from _answer(answer, documents or {})


def _answer(answer: Answer, documents: Library) -> Iterator[Block]:
    language = answer.language
    if answer.resolved:
        yield Block(Kind.NOTE, f"{label('resolved', language)} {_line(answer.resolved)}", language)
    yield from _lines(answer.answer, answer.claims, language)
    if answer.related:
        yield from _lines(answer.related.answer, answer.related.claims, language)
    if answer.all_citations:
        yield Block(Kind.HEADING, label("source", language), language)
    for citation in answer.all_citations:
        yield Block(Kind.SOURCE, source_line(citation, language, documents), language)
        yield from _quoted(citation.quote, citation.translation, language)
    if answer.nearest:
        yield Block(Kind.HEADING, nearest_label(answer), language)
    for nearest in answer.nearest:
        place = f"{nearest.section} · {label('page', language, page=nearest.page)}"
        yield Block(Kind.SOURCE, place, language)
        yield from _quoted(nearest.quote, beside(nearest), language)


def _lines(text: str, claims: Sequence[Claim], language: str) -> Iterator[Block]:
    """The answer's lines; a claim that failed its check is never shown without its mark."""
    mark = f" ({label('unsupported', language)})"
    for claim in sorted(claims, key=lambda claim: claim.end, reverse=True):
        if claim.support is Support.UNSUPPORTED:
            text = text[: claim.end] + mark + text[claim.end :]
    for line in filter(str.strip, text.split("\n")):
        item = line.startswith("- ")
        yield Block(Kind.ITEM if item else Kind.PARAGRAPH, line[2 * item :].strip(), language)


def _quoted(quote: str, translation: str, language: str) -> Iterator[Block]:
    yield Block(Kind.QUOTE, quote, detect(quote))
    if translation and translation != quote:
        words = f"{label('translation', language)}: {_line(translation)}"
        yield Block(Kind.TRANSLATION, words, detect(translation))


def source_line(citation: Citation, language: str, documents: Library) -> str:
    """Number, publisher, title, date, section, page, offsets and hash of a citation."""
    exact = label("exact" if citation.exact else "inexact", language)
    facts = [
        *titles(citation, documents),
        citation.section.removeprefix(citation.document_title).removeprefix(" › "),
        label("page", language, page=citation.page),
        label("place", language, start=citation.start, end=citation.end),
        f"SHA-256 {citation.sha256}",
        exact,
    ]
    return f"[{citation.number}] " + " · ".join(fact for fact in facts if fact)


def titles(citation: Citation, documents: Library) -> list[str]:
    """Publisher, title (the original, and in brackets the reader's) and date, as far as known."""
    document = documents.get(citation.document_id)
    if document is None:
        return [citation.document_title]
    title = document.title
    if citation.document_title != title:
        title += f" [{citation.document_title}]"
    return [fact for fact in (document.publisher, title, document.date) if fact]


def _line(text: str) -> str:
    return " ".join(text.split())
