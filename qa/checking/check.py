"""Checks any text against the documents, sentence by sentence: `isnad check`.

A sentence is an exact quote of the source, supported by it, altered (with what differs),
right but given to a wrong passage, or not supported. Statements on the rows of a table are checked
by the table engine over every row; all others by their words, their meaning, and their values:
numbers, dates, names and what they deny.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from corpus.records import Document, Passage, ShadowText, Span, Unit
from ingest.normalise import normalise, shadow
from ingest.sentences import split_sentences
from qa.checking.differences import differences
from qa.checking.finding import (
    BARE,
    Finding,
    carried,
    contrary,
    fitness,
    leading,
    names_alone,
    own_share,
)
from qa.checking.rows import check_rows
from qa.prose.evidence import logistic
from qa.reading.concepts import concepts, readable
from qa.reading.understand import Question, understand
from qa.records import Citation
from qa.words.language import detect
from qa.writing.compose import cite, page_of, section_label

if TYPE_CHECKING:
    from qa.answering import Answering
    from qa.engine import Engine

_MARKER = regex.compile(r"\s*\[\d{1,3}(?:\s*[,،]\s*\d{1,3})*\]")
_PAGE = regex.compile(
    r"\s*[(（\[]\s*(?:p{1,2}\.?|pages?|pág(?:ina)?s?\.?|ص\.?|صفحة|الصفحة|с\.|стр\.?|страница|第)"
    r"\s*(\p{Nd}+)\s*页?\s*[)）\]]",
    regex.IGNORECASE,
)
_EXACT = 12
"""The shortest quotation, in characters, that is no accident."""
_BACK = 3
"""How many sentences back an event may have been named."""


class Verdict(StrEnum):
    """What a check found."""

    EXACT_QUOTE = "exact_quote"
    SUPPORTED = "supported"
    ALTERED = "altered"
    WRONG_PASSAGE = "wrong_passage"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A sentence of a checked text: its range, the verdict, what differs, the best evidence."""

    text: str
    start: int
    end: int
    verdict: Verdict
    differs: tuple[str, ...]
    evidence: Citation | None


def check_text(engine: "Engine", text: str) -> list[CheckedClaim]:
    """Check every sentence of `text` against the library."""
    checker = _Checker(engine)
    result: list[CheckedClaim] = []
    for span in _whole(split_sentences(text), text):
        sentence, page = _cited_page(span.of(text))
        sentence = _MARKER.sub("", sentence).strip(" -•\t\n")
        if not any(char.isalnum() for char in sentence):
            if page and result and result[-1].end <= span.start:
                # "The statement. (p. 3)": the marker was split off as a sentence of its own.
                result[-1] = checker.check(result[-1].text, result[-1].start, span.end, page)
            continue
        result.append(checker.check(sentence, span.start, span.end, page))
    return result


def _whole(found: Sequence[Span], text: str) -> list[Span]:
    """Sentences, with those put together again that end within a page marker: "(с. 3)"."""
    marks = [match.span() for match in _PAGE.finditer(text)]
    result: list[Span] = []
    for span in found:
        if result and any(start < span.start < end for start, end in marks):
            span = Span(result.pop().start, span.end)
        result.append(span)
    return result


def _cited_page(sentence: str) -> tuple[str, int | None]:
    """The sentence without its page marker, and the page."""
    match = _PAGE.search(sentence)
    if not match:
        return sentence, None
    return sentence[: match.start()] + sentence[match.end() :], int(match.group(1))


class _Checker:
    """Checks sentences against all documents of an engine."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self.answering: Answering = engine.answering()

    def check(self, sentence: str, start: int, end: int, page: int | None) -> CheckedClaim:
        """One sentence, and the page it cites if it does."""
        language = detect(sentence)
        if (quoted := self._quote(sentence)) is not None:
            finding, verdict = quoted, Verdict.EXACT_QUOTE
        else:
            found = self._best(sentence, language)
            if found is None:
                return CheckedClaim(sentence, start, end, Verdict.UNSUPPORTED, (), None)
            finding, verdict = found, self._verdict(found)
        right = verdict in (Verdict.EXACT_QUOTE, Verdict.SUPPORTED)
        if right and page is not None and page != finding.page:
            verdict = Verdict.WRONG_PASSAGE
        citation = self._citation(finding, language)
        differs = finding.differs if verdict is Verdict.ALTERED else ()
        return CheckedClaim(sentence, start, end, verdict, differs, citation)

    def _verdict(self, finding: Finding) -> Verdict:
        if not finding.holds(self.engine.calibration.checking):
            return Verdict.UNSUPPORTED
        return Verdict.ALTERED if finding.differs else Verdict.SUPPORTED

    def _quote(self, sentence: str) -> Finding | None:
        """Where a document holds the sentence, folded and repaired alike."""
        needle = normalise(sentence).strip(" .؟!،؛:\"'«»“”")
        if len(needle) < _EXACT:
            return None
        for document in self.engine.documents.values():
            for folded in _texts(document):
                at = folded.text.find(needle)
                if at >= 0:
                    span = folded.to_source(Span(at, at + len(needle)))
                    return Finding(1.0, (), document, (span,), page_of(document, span))
        return None

    def _best(self, sentence: str, language: str) -> Finding | None:
        """What the tables say of the sentence, else what the nearest passages do."""
        question = understand(sentence, self.answering.vocabulary)
        for view in self.answering.tables:
            found = check_rows(view, question)
            if found is not None:
                differs, values = found
                spans = tuple(value.span for value in values)
                return Finding(1.0, differs, view.document, spans, view.table.page)
        findings = sorted(self._findings(sentence, language, question), key=fitness, reverse=True)
        return contrary(findings) or next(iter(findings), None)

    def _findings(self, sentence: str, language: str, question: Question) -> Iterator[Finding]:
        # A number that was altered must not hide the sentence that it was altered in.
        told = concepts(question, self.answering.vocabulary, numerals=False)
        hits = self.engine.index.search(sentence, 10, level="unit", language=language)
        passages = [self.engine.passage(hit.passage_id) for hit in hits]
        units = [next(u for u in p.units if u.id == h.unit_id)
                 for p, h in zip(passages, hits, strict=True)]  # fmt: skip
        texts = [unit.views.get(language) or next(iter(unit.views.values())) for unit in units]
        cosines = [hit.cosine or 0.0 for hit in hits]
        # An encoder without vectors of pieces has the texts' cosines, which spread alike.
        alike = self.engine.likeness.of(sentence, texts) or cosines
        leads = leading(alike, cosines)
        weights = self.engine.calibration.checking
        for hit, passage, unit, cosine, like, lead in zip(
            hits, passages, units, cosines, alike, leads, strict=True
        ):
            before = self._before(passage, unit)
            own_views = readable(unit.views, language)
            views = carried(told, own_views, readable(before, language))
            z = weights["bias"] + weights["cosine"] * cosine + weights["late"] * like
            table = {} if passage.table_id is None else passage.views
            differs = differences(
                question,
                self.answering.vocabulary,
                unit.views,
                {**unit.views, **table},
                before,
                passage.context,
            )
            document = self.engine.documents[hit.document_id]
            own = own_share(told, views, question)
            if not differs and names_alone(told, {**unit.views, **table}, views):
                z -= BARE
            yield Finding(logistic(z), differs, document, unit.spans, passage.page, own, lead)

    def _before(self, passage: Passage, unit: Unit) -> Mapping[str, str]:
        """The sentence before one in its passage that may name what "the meeting" is.

        The nearest that names an event, else the one before.
        """
        at = passage.units.index(unit)
        if not at or passage.table_id is not None:
            return {}
        earlier = [u.views for u in reversed(passage.units[max(0, at - _BACK) : at])]
        held = self.answering.vocabulary.held
        return next((views for views in earlier if held(views, ("event",))), earlier[0])

    def _citation(self, finding: Finding, language: str) -> Citation:
        document, span = finding.document, finding.spans[0]
        section = next((b.section for b in document.blocks if b.span.overlaps(span)), ())
        return cite(document, span, section_label(document, section, language), language, 1)


def _texts(document: Document) -> tuple[ShadowText, ShadowText]:
    """The document folded with its repairs, and as it is printed."""
    return document.shadow, _printed(document.text)


@lru_cache(maxsize=8)
def _printed(text: str) -> ShadowText:
    return shadow(text)
