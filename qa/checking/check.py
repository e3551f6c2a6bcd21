"""Checks any text against the documents, sentence by sentence: `isnad check`.

A sentence is an exact quote of the source, supported by it, altered (with what differs),
right but given to a wrong passage, or not supported. Statements on the rows of a table are checked
by the table engine over every row; all others by their words, their meaning, and their values:
numbers, dates, names and what they deny.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import regex

from corpus.records import Document, Passage, ShadowText, Span, Unit
from ingest.normalise import normalise, shadow
from ingest.sentences import split_sentences
from qa.checking.differences import differences
from qa.checking.rows import check_rows
from qa.prose.evidence import logistic
from qa.reading.concepts import Concept, concepts, coverage, covers, readable, stems_of
from qa.reading.understand import Question, understand
from qa.records import Citation
from qa.words.language import detect
from qa.words.polarity import pairs_of
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
_OWN, _DIFFERS = 0.4, 0.1
"""What the claim's content in a sentence is worth beside its support, and what it costs to say
otherwise. From 0.2 to 0.8 and from 0 to 0.15 the development claims make little difference."""


_BACK = 3
"""How many sentences back an event may have been named."""
_NEAR, _NEAR_OWN = 0.12, 0.05
"""How much less of a claim a sentence may hold that says the contrary of it."""
_BARE, _TELLING = 1.0, 0.5
"""What it costs a sentence to hold the claim's names alone; the weight of a word that tells."""
_PAIR = 0.5
"""The weight of a word that has an opposite, beside those of the claim's other words."""


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


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one place says of a claim; `own` is the share of its content that is there.

    The documents' topic, which is everywhere, is no content.
    """

    support: float
    differs: tuple[str, ...]
    document: Document
    spans: tuple[Span, ...]
    page: int
    own: float = 1.0


def _fitness(finding: _Finding) -> tuple[float, float]:
    """By which the place is chosen that a claim is held against."""
    fits = finding.support + _OWN * finding.own
    return fits - _DIFFERS * bool(finding.differs), finding.support


def _contrary(found: Sequence[_Finding]) -> _Finding | None:
    """What says the contrary, and as much of the claim's content as the best does.

    "Never used figuratively" is held against the sentence on how a word is used, though another
    has more of the claim's words and says nothing on the matter.
    """
    if not found or found[0].differs:
        return None
    best = found[0]
    for finding in found[1:]:
        near = finding.support >= best.support - _NEAR and finding.own >= best.own - _NEAR_OWN
        if near and finding.differs == ("negation",):
            return finding
    return None


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

    def _verdict(self, finding: _Finding) -> Verdict:
        weights = self.engine.calibration.checking
        if finding.support + weights["own"] * finding.own < weights["threshold"]:
            return Verdict.UNSUPPORTED
        return Verdict.ALTERED if finding.differs else Verdict.SUPPORTED

    def _quote(self, sentence: str) -> _Finding | None:
        """Where a document holds the sentence, folded and repaired alike."""
        needle = normalise(sentence).strip(" .؟!،؛:\"'«»“”")
        if len(needle) < _EXACT:
            return None
        for document in self.engine.documents.values():
            for folded in _texts(document):
                at = folded.text.find(needle)
                if at >= 0:
                    span = folded.to_source(Span(at, at + len(needle)))
                    return _Finding(1.0, (), document, (span,), page_of(document, span))
        return None

    def _best(self, sentence: str, language: str) -> _Finding | None:
        """What the tables say of the sentence, else what the nearest passages do."""
        question = understand(sentence, self.answering.vocabulary)
        for view in self.answering.tables:
            found = check_rows(view, question)
            if found is not None:
                differs, values = found
                spans = tuple(value.span for value in values)
                return _Finding(1.0, differs, view.document, spans, view.table.page)
        findings = sorted(self._findings(sentence, language, question), key=_fitness, reverse=True)
        return _contrary(findings) or next(iter(findings), None)

    def _findings(self, sentence: str, language: str, question: Question) -> Iterator[_Finding]:
        # A number that was altered must not hide the sentence that it was altered in.
        wanted = concepts(question, self.answering.vocabulary, topic=True, numerals=False)
        told = concepts(question, self.answering.vocabulary, numerals=False)
        hits = self.engine.index.search(sentence, 10, level="unit", language=language)
        weights = self.engine.calibration.checking
        for hit in hits:
            passage = self.engine.passage(hit.passage_id)
            unit = next(u for u in passage.units if u.id == hit.unit_id)
            before = self._before(passage, unit)
            own_views = readable(unit.views, language)
            views = _carried(told, own_views, readable(before, language))
            share = coverage(wanted, views, readable(passage.context, language))
            z = weights["bias"] + weights["share"] * share + weights["cosine"] * (hit.cosine or 0.0)
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
            own = _own(told, views, question)
            if not differs and _names_alone(told, {**unit.views, **table}, views):
                z -= _BARE
            yield _Finding(logistic(z), differs, document, unit.spans, passage.page, own)

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

    def _citation(self, finding: _Finding, language: str) -> Citation:
        document, span = finding.document, finding.spans[0]
        section = next((b.section for b in document.blocks if b.span.overlaps(span)), ())
        return cite(document, span, section_label(document, section, language), language, 1)


def _own(told: Sequence[Concept], views: Mapping[str, str], question: Question) -> float:
    """The share of a claim's content that a text holds.

    A word that says the contrary is of the same content.
    """
    weight = sum(concept.weight for concept in told)
    pairs = pairs_of(question.text, question.language)
    if not weight and not pairs:
        return 1.0
    held = pairs & pairs_of(views.get(question.language, ""), question.language)
    return (coverage(told, views, {}) * weight + _PAIR * len(held)) / (weight + _PAIR * len(pairs))


def _names_alone(
    told: Sequence[Concept], around: Mapping[str, str], views: Mapping[str, str]
) -> bool:
    """Whether a text has a claim's names and nothing of what the claim says of them."""
    said = [concept for concept in told if not concept.named and concept.weight >= _TELLING]
    texts, carried = stems_of(around), stems_of(views)
    named = any(concept.named for concept in told)
    return named and bool(said) and not any(covers(c, texts) or covers(c, carried) for c in said)


def _carried(
    told: Sequence[Concept], views: Mapping[str, str], before: Mapping[str, str]
) -> Mapping[str, str]:
    """A sentence with the one before it, where that names the event or the place in an order.

    "The third meeting was held in X. It was attended by 75 people": the number is in the second
    sentence, what it is the number of in the first.
    """
    inside, earlier = stems_of(views), stems_of(before)
    named = [concept for concept in told if concept.kind in ("event", "ordinal")]
    if not any(covers(c, earlier) and not covers(c, inside) for c in named):
        return views
    return {code: f"{before.get(code, '')}\n{text}" for code, text in views.items()}


def _texts(document: Document) -> tuple[ShadowText, ShadowText]:
    """The document folded with its repairs, and as it is printed."""
    return document.shadow, shadow(document.text)
