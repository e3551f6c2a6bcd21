"""Builds an `Answer`: text with `[n]` markers, claims with their ranges, exact citations."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from corpus.records import Document, Span
from ingest.normalise import reading
from qa.records import Citation, Claim, Related, Support
from qa.writing.messages import message


class Composer:
    """Collects the pieces of one answer. A place cited twice keeps its number."""

    def __init__(self, language: str, first: int = 1) -> None:
        """Start an empty answer in `language` whose citations are numbered from `first`."""
        self.language, self._first = language, first
        self._parts: list[str] = []
        self._length = 0
        self.claims: list[Claim] = []
        self.citations: list[Citation] = []

    @property
    def text(self) -> str:
        """The answer so far."""
        return "".join(self._parts)

    def answered(self) -> Related:
        """What was written, as a part beside an answer."""
        return Related(self.text, tuple(self.claims), tuple(self.citations))

    def say(self, text: str) -> None:
        """Add connecting text, which states nothing."""
        self._parts.append(text)
        self._length += len(text)

    def claim(
        self, text: str, document: Document, places: Sequence[tuple[Span, str]], support: Support
    ) -> None:
        """Add a statement and the places it rests on.

        Args:
            text: the statement, in the language of the answer.
            document: where it stands.
            places: source spans, each with the label of its section.
            support: how it rests on them.
        """
        numbers = tuple(dict.fromkeys(self._cite(document, span, label) for span, label in places))
        start = self._length
        self.say(text)
        self.claims.append(Claim(text, start, start + len(text), numbers, support))
        self.say("".join(f" [{n}]" for n in numbers))

    def _cite(self, document: Document, span: Span, label: str) -> int:
        for known in self.citations:
            if (known.document_id, known.start, known.end) == (document.id, span.start, span.end):
                return known.number
        number = self._first + len(self.citations)
        self.citations.append(cite(document, span, label, self.language, number))
        return number


def begin(language: str, document: Document, first: str = "") -> Composer:
    """A new answer; it says when the document can't be read in this language, `first` before."""
    composer = Composer(language)
    composer.say(first)
    if language != document.language and language not in document.translations:
        composer.say(message("untranslated", language) + "\n")
    return composer


def cite(document: Document, span: Span, label: str, language: str, number: int) -> Citation:
    """A citation whose quote is a slice of the source, checked against its hash."""
    target = language if language in document.translations else "en"
    translation = document.translations.get(target)
    page = page_of(document, span)
    return Citation(
        number, document.id, title(document, language), page, label, span.start, span.end,
        span.of(document.text), translation.of(span) if translation else "", document.sha256,
        is_exact(document, span, span.of(document.text)),
    )  # fmt: skip


def page_of(document: Document, span: Span) -> int:
    """The page of a span: its sentence's, since a joined sentence leaves its block's span."""
    for sentence in document.sentences:
        if any(own.overlaps(span) for own in sentence.spans):
            return sentence.page
    return next((b.page for b in document.blocks if b.span.overlaps(span)), 1)


def is_exact(document: Document, span: Span, quote: str) -> bool:
    """Whether the source still has its recorded hash and holds `quote` at `span`."""
    return _digest(document.text) == document.sha256 and span.of(document.text) == quote


@lru_cache(maxsize=64)
def _digest(text: str) -> str:
    # A string never changes, so one hash of it holds for as long as it lives.
    return hashlib.sha256(text.encode()).hexdigest()


def title(document: Document, language: str) -> str:
    """The document's title in `language`, else as it stands."""
    return document.titles.get(language) or document.title


def section_label(document: Document, section: Sequence[Span], language: str) -> str:
    """The path of headings in the language of the answer, outermost first."""
    return " › ".join(say(document, (span,), language) for span in section)


def say(document: Document, spans: Sequence[Span], language: str) -> str:
    """What these spans say in `language`: the translation, else the reading text."""
    if language != document.language and language in document.translations:
        if found := document.translations[language].of(*spans):
            return found
    return " ".join(reading(document.text, span, document.repairs) for span in spans)


def support_of(document: Document, language: str) -> Support:
    """How a statement made by `say` rests on the source."""
    translated = language != document.language and language in document.translations
    return Support.TRANSLATED if translated else Support.QUOTED
