"""Sentences that may answer a question, each with the signals by which it is chosen.

A sentence's score is a weighted sum of eleven signals between 0 and 1; the weights are fitted on
the development questions (`python -m eval.calibrate`). Signals are shares and cosines rather than
raw scores, so that they mean the same for every question and every library.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace

from corpus.records import Passage, PassageKind, Unit
from index.store import Hit, Level, Mode, SearchIndex
from qa.prose.answer_type import answer_type
from qa.reading.concepts import Concept, content_tokens, coverage, covers, readable, stems_of
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.tokens import tokenize
from qa.words.values import YEAR

_UNITS, _PASSAGES = 60, 30
"""How many sentences and passages are asked of the index."""
_JUDGED = 8
"""How many of the first sentences the reranker reads."""
_SURE = 6.0
"""Log-odds from which on a sentence is sure to answer, and below whose negative sure not to."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence. `share` and `passage_share` are of the question's words.

    `cosine` is of what sets the sentence apart in its library, `likeness` of all of it.
    `named` is the share of the names and numbers asked about that its passage holds, `late` how
    well the question's pieces find their like in its passage, `late_own` in the sentence alone.
    `judged` is how likely the reranker takes it to answer, 0 for what isn't among the first.
    """

    share: float
    passage_share: float
    heading: float
    coverage: float
    cosine: float
    likeness: float
    typed: float
    named: float
    late: float
    late_own: float
    judged: float = 0.0

    def weighted(self, weights: Mapping[str, float]) -> float:
        """The weighted sum."""
        return sum(
            weights.get(field.name, 0.0) * value
            for field, value in zip(fields(self), astuple(self), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with its signals and score."""

    passage: Passage
    unit: Unit
    signals: Signals
    score: float


class Evidences:
    """Gathers and ranks sentences. `passages` are those that may be used, by id."""

    def __init__(
        self,
        passages: Mapping[str, Passage],
        index: SearchIndex,
        vocabulary: Vocabulary,
        weights: Mapping[str, float],
        mode: Mode = "fused",
    ) -> None:
        """Keep the sentences at hand.

        Args:
            passages: by id.
            index: that they were indexed in.
            vocabulary: of their documents.
            weights: of the signals.
            mode: how the index is searched.
        """
        self._mode = mode
        self.passages, self._index, self._weights = passages, index, weights
        self._vocabulary = vocabulary
        self._documents = {passage.document_id for passage in passages.values()}
        self._units = {
            unit.id: (passage, unit)
            for passage in passages.values()
            if passage.kind is PassageKind.PROSE
            for unit in passage.units
        }

    def find(self, question: Question, wanted: Sequence[Concept]) -> list[Evidence]:
        """Sentences of prose, best first."""
        near = self._search(question, "passage", _PASSAGES)
        hits = {h.unit_id: h for h in self._search(question, "unit", _UNITS) if h.unit_id}
        passages = {hit.passage_id: hit for hit in near}
        asked = dict.fromkeys(hits)
        for hit in near[:5]:
            asked.update(dict.fromkeys(unit.id for unit in self.passages[hit.passage_id].units))
        found = []
        for unit_id in asked:
            if unit_id in self._units:
                passage, unit = self._units[unit_id]
                signals = self._signals(
                    question, wanted, passage, unit, hits.get(unit_id), passages.get(passage.id)
                )
                found.append(Evidence(passage, unit, signals, signals.weighted(self._weights)))
        return self._judged(question, sorted(found, key=_order))

    def _judged(self, question: Question, found: Sequence[Evidence]) -> list[Evidence]:
        """The evidence ranked anew, after the reranker has read the first, if it has a weight."""
        first = found[:_JUDGED]
        keys = [(evidence.passage.id, evidence.unit.id) for evidence in first]
        odds = None
        if first and self._mode != "lexical" and "judged" in self._weights:
            odds = self._index.answering(question.text, keys, question.language)
        if odds is None:
            return list(found)
        read = []
        for evidence, key in zip(first, keys, strict=True):
            share = min(1.0, max(0.0, 0.5 + odds[key] / (2 * _SURE)))
            signals = replace(evidence.signals, judged=share)
            score = signals.weighted(self._weights)
            read.append(replace(evidence, signals=signals, score=score))
        return sorted([*read, *found[_JUDGED:]], key=_order)

    def _search(self, question: Question, level: Level, k: int) -> list[Hit]:
        return self._index.search(
            question.text,
            k,
            level=level,
            language=question.language,
            documents=self._documents,
            words=self._words(question),
            mode=self._mode,
        )

    def _words(self, question: Question) -> str:
        """What is searched for by words: a name that no text has by one of its other spellings."""
        kept = content_tokens(question)
        found = " ".join(token.raw for token in kept)
        for mention in question.mentions:
            run = question.tokens[mention.start : mention.end]
            if not mention.of_kind("organisation", "entity", "place", "event"):
                continue
            if run[0] in kept and not self._vocabulary.says_name(
                " ".join(t.raw for t in run), question.language
            ):
                spelled = (
                    name for term in mention.terms for name in term.names.get(question.language, ())
                )
                said = (n for n in spelled if self._vocabulary.says_name(n, question.language))
                found += f" {next(said, '')}"
        return found.strip() or question.text

    def _signals(
        self,
        question: Question,
        wanted: Sequence[Concept],
        passage: Passage,
        unit: Unit,
        hit: Hit | None,
        around: Hit | None,
    ) -> Signals:
        language = question.language
        views, around_it = (readable(v, language) for v in (unit.views, passage.context))
        own = coverage(wanted, views, around_it)
        whole = coverage(wanted, readable(passage.views, language), around_it)
        return Signals(
            share=hit.share if hit else 0.0,
            passage_share=around.share if around else 0.0,
            heading=coverage(wanted, around_it, {}),
            coverage=max(own, 0.5 * own + 0.4 * whole),
            cosine=max(0.0, (hit.dense or 0.0) if hit else 0.0),
            likeness=max(0.0, (hit.cosine or 0.0) if hit else 0.0),
            typed=answer_type(question, unit, self._vocabulary),
            named=named_share(wanted, passage),
            late=(around.late or 0.0) if around else 0.0,
            late_own=(hit.late or 0.0) if hit else 0.0,
        )


def _order(evidence: Evidence) -> tuple[float, str]:
    return -evidence.score, evidence.unit.id


def named_share(wanted: Sequence[Concept], passage: Passage) -> float:
    """Share of the names and numbers asked about that a passage holds; 1 if none was."""
    names = [concept for concept in wanted if concept.named]
    if not names:
        return 1.0
    texts, around = stems_of(passage.views), stems_of(passage.context)
    return sum(covers(c, texts) or covers(c, around) for c in names) / len(names)


def years(unit: Unit, language: str) -> set[str]:
    """The years a sentence names, Arabic-Indic digits read as well."""
    words = {token.word for token in tokenize(unit.views.get(language, ""), language)}
    return {word for word in words if YEAR.fullmatch(word)}


def margin(found: Iterable[Evidence]) -> float:
    """How far the best sentence is ahead of the best of another passage."""
    ranked = list(found)
    if not ranked:
        return 0.0
    others = [e.score for e in ranked if e.passage.id != ranked[0].passage.id]
    return ranked[0].score - max(others, default=0.0)


def logistic(z: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-z))
