"""Checks claims against what they cite: exact quote, right place, numbers kept.

`verify` looks at an answer before it is shown; `check_text` looks at any text that is pasted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import regex

from corpus.records import Document, Span
from ingest.normalise import normalise
from ingest.sentences import split_sentences
from qa.compose import cite, is_exact, say, section_label
from qa.language import detect, words_of
from qa.records import Answer, Citation, Claim, Status, Support
from qa.tokens import tokenize

if TYPE_CHECKING:
    from qa.engine import Engine

_NUMBER = regex.compile(r"\d+")
_MARKER = regex.compile(r"\s*\[\d{1,3}\]")


def numbers(text: str) -> set[str]:
    """The numbers in a text, number words included."""
    words = words_of(detect(text))
    found = {str(int(number)) for number in _NUMBER.findall(normalise(text))}
    worth = (words.number(token) for token in tokenize(text, words.code))
    return found | {str(value) for value in worth if value is not None}


def verify(answer: Answer, documents: Mapping[str, Document]) -> Answer:
    """The answer with what fails the check left out of its claims' support.

    A quotation must be the source's own words (repairs applied), a translation the sidecar's;
    a computed claim may hold no number that its citations don't. Claims that fail are marked
    unsupported, and an answer with such a claim is partial.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    claims = tuple(_verified(claim, by_number, documents, answer.language)
                   for claim in answer.claims)  # fmt: skip
    failed = any(claim.support is Support.UNSUPPORTED for claim in claims)
    status = Status.PARTIAL if failed and answer.status is Status.ANSWERED else answer.status
    return replace(answer, claims=claims, status=status)


def _verified(
    claim: Claim, citations: Mapping[int, Citation], documents: Mapping[str, Document],
    language: str,
) -> Claim:  # fmt: skip
    cited = [citations[number] for number in claim.citations]
    exact = all(c.exact and is_exact(documents[c.document_id], Span(c.start, c.end), c.quote)
                for c in cited)  # fmt: skip
    evidence = " ".join(
        f"{c.quote} {c.section} {say(documents[c.document_id], (Span(c.start, c.end),), language)}"
        for c in cited
    )
    holds = bool(cited) and exact and numbers(claim.text) <= numbers(evidence)
    return claim if holds else replace(claim, support=Support.UNSUPPORTED)


class Verdict(StrEnum):
    """What a check found."""

    EXACT_QUOTE = "exact_quote"
    SUPPORTED = "supported"
    ALTERED = "altered"
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
    result: list[CheckedClaim] = []
    for span in split_sentences(text):
        sentence = _MARKER.sub("", span.of(text)).strip(" -•\n")
        if any(char.isalnum() for char in sentence):
            result.append(_check(engine, sentence, span))
    return result


def _check(engine: "Engine", sentence: str, span: Span) -> CheckedClaim:
    for document in engine.documents.values():
        if (at := _find(document, sentence)) is not None:
            citation = _citation(engine, document, at, detect(sentence))
            return CheckedClaim(sentence, *_ends(span), Verdict.EXACT_QUOTE, (), citation)
    language = detect(sentence)
    hits = engine.index.search(sentence, 5, level="unit", language=language)
    best: tuple[float, CheckedClaim] | None = None
    for hit in hits:
        passage = engine.passage(hit.passage_id)
        unit = next(u for u in passage.units if u.id == hit.unit_id)
        document = engine.documents[passage.document_id]
        view = " ".join([unit.views.get(language, ""), passage.views.get(language, "")
                         if passage.table_id else ""])  # fmt: skip
        score, differs = _compare(sentence, view or " ".join(unit.views.values()), language)
        verdict = (Verdict.UNSUPPORTED if score < 0.55
                   else Verdict.ALTERED if differs else Verdict.SUPPORTED)  # fmt: skip
        citation = _citation(engine, document, unit.spans[0], language)
        claim = CheckedClaim(sentence, *_ends(span), verdict, tuple(differs), citation)
        if best is None or score > best[0]:
            best = (score, claim)
    if best is None:
        return CheckedClaim(sentence, *_ends(span), Verdict.UNSUPPORTED, (), None)
    return best[1]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _find(document: Document, sentence: str) -> Span | None:
    """Where the source holds the sentence, folded and repaired alike."""
    needle = normalise(sentence).strip(' .؟!،؛"«»')
    if len(needle) < 12:
        return None
    at = document.shadow.text.find(needle)
    return None if at < 0 else document.shadow.to_source(Span(at, at + len(needle)))


def _citation(engine: "Engine", document: Document, span: Span, language: str) -> Citation:
    section = next((b.section for b in document.blocks if b.span.overlaps(span)), ())
    return cite(document, span, section_label(document, section, language), language, 1)


def _compare(sentence: str, evidence: str, language: str) -> tuple[float, list[str]]:
    """Share of the sentence's content words in the evidence, and the values that differ."""
    words_known = words_of(language)
    claimed = [t for t in tokenize(sentence, language) if not words_known.is_stopword(t)]
    held = tokenize(evidence, language)
    known = {t.stem for t in held}
    words: Iterable[str] = [t.stem for t in claimed if not t.word.isdigit()]
    words = list(words)
    share = sum(word in known for word in words) / len(words) if words else 0.0
    differs = sorted(numbers(sentence) - numbers(evidence))
    negators = words_known.negators
    denied = len(negators.positions(tokenize(sentence, language))) % 2
    if share >= 0.55 and denied != len(negators.positions(held)) % 2 and not differs:
        differs = ["negation"]
    return share, differs
