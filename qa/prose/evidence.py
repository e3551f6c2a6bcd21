"""Sentences that may answer a question, each with the signals by which it is chosen.

A sentence's score is a weighted sum of nine signals between 0 and 1; the weights are fitted on the
development questions (`python -m eval.calibrate`). Signals are shares and cosines rather than raw
scores, so that they mean the same for every question and every library.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from corpus.records import Passage, PassageKind, Unit
from index.store import Hit, Level, Mode, SearchIndex
from ingest.normalise import normalise
from qa.reading.concepts import Concept, content_tokens, coverage, covers, readable, stems_of
from qa.reading.forms import counts_people, numbers_people
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize
from qa.words.values import YEAR, is_label, month_names, months, names_day

_UNITS, _PASSAGES = 60, 30
"""How many sentences and passages are asked of the index."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence. `share` and `passage_share` are of the question's words.

    `cosine` is of what sets the sentence apart in its library, `likeness` of all of it.
    `named` is the share of the names and numbers asked about that its passage holds, `late` how
    well the question's pieces find their like in its passage.
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

    def weighted(self, weights: Mapping[str, float]) -> float:
        """The weighted sum."""
        return sum(
            weights[field.name] * value
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
        return sorted(found, key=lambda e: (-e.score, e.unit.id))

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
        )


def named_share(wanted: Sequence[Concept], passage: Passage) -> float:
    """Share of the names and numbers asked about that a passage holds; 1 if none was."""
    names = [concept for concept in wanted if concept.named]
    if not names:
        return 1.0
    texts, around = stems_of(passage.views), stems_of(passage.context)
    return sum(covers(c, texts) or covers(c, around) for c in names) / len(names)


_ASKED_FOR = {"where": ("place", "region"), "who": ("organisation", "entity", "place")}
"""Kinds of terms that answer a question word."""


def answer_type(question: Question, unit: Unit, vocabulary: Vocabulary) -> float:
    """1 when the sentence holds the kind of thing that is asked for, 0 when it lacks it.

    0.5 when the question asks for nothing that can be seen by its form.
    """
    if question.has("when"):
        if any(YEAR.search(normalise(text)) for text in unit.views.values()):
            return 1.0
        if any(names_day(text, code) for code, text in unit.views.items()):
            return 1.0  # a text on one year need not say which
        # "When" asks for a date, for the time of year or for the circumstances.
        named = any(months(text, code) for code, text in unit.views.items())
        return 0.7 if named or _marked(unit, "conditions") else 0.0
    if question.has("how_often"):
        return 0.5
    if question.has("count"):
        if counts_people(question):
            return float(numbers_people(unit.views))
        return 1.0 if counts(question, unit) else 0.3 if _has_number(question, unit) else 0.0
    if question.has("why"):
        return float(_marked(unit, "reasons"))
    for cue, kinds in _ASKED_FOR.items():
        if question.has(cue) and vocabulary.has_kinds(kinds):
            asked = {term.id for mention in question.mentions for term in mention.terms}
            return float(bool(vocabulary.held(unit.views, kinds) - asked))
    return 0.5


def _marked(unit: Unit, kind: str) -> bool:
    """Whether a sentence has one of the words by which reasons or conditions are known."""
    return any(
        getattr(words_of(code), kind).positions(tokenize(text, code))
        for code, text in unit.views.items()
    )


def _has_number(question: Question, unit: Unit) -> bool:
    """Whether a sentence holds a number that is neither a year nor the day of a date."""
    labels = _asks_label(question)
    return any(
        _counting(tokenize(text, code), code, labels=labels) for code, text in unit.views.items()
    )


def _asks_label(question: Question) -> bool:
    """Whether a label is asked for: "what number in the series is it?"."""
    return bool(words_of(question.language).asks["label"].positions(question.tokens))


def _counting(tokens: Sequence[Token], language: str, *, labels: bool) -> list[int]:
    """Positions of numbers in digits that are no years and stand by no name of a month.

    Those that are labels count nothing, unless `labels` are asked for.
    """
    months = month_names(language)
    return [
        i
        for i, token in enumerate(tokens)
        if token.word.isdigit()
        and not YEAR.fullmatch(token.word)
        and (labels or not is_label(tokens, i, language))
        and not any(near.word in months for near in tokens[max(0, i - 1) : i + 3])
    ]


def counts(question: Question, unit: Unit) -> bool:
    """Whether a number that is no year stands within three words of a thing asked about.

    Of the translations only those of the very thing that is counted are looked for. "How many
    times" counts occurrences: only a number of times is one.
    """
    often = _asks_times(question)
    asked = {token.stem for token in question.leftover}
    for mention in question.mentions:
        if mention.of_kind("header", "topic"):
            asked |= {t.stem for t in question.tokens[mention.start : mention.end]}
    counted = next((i for i in question.content if i > question.cues["count"]), None)
    asked |= set(question.tokens[counted].glosses) if counted is not None else set()
    labels = _asks_label(question)
    for language, text in unit.views.items():
        words = words_of(language)
        tokens = tokenize(text, language)
        shares = words.asks["percent"].covered(tokens) | measures(question, tokens, language)
        for i, token in enumerate(tokens):
            value = words.number(token)
            if value is None or YEAR.fullmatch(token.word) or shares & {i, i + 1, i + 2}:
                continue  # a share of a hundred counts nothing
            if not labels and is_label(tokens, i, language):
                continue
            near = tokens[max(0, i - 3) : i + 4]
            if often and not words.asks["times"].positions(near):
                continue
            if any(_alike(t.stem, stem) for t in near for stem in asked):
                return True
    return False


def measures(question: Question, tokens: Sequence[Token], language: str) -> set[int]:
    """Positions right behind numbers of times, hours and coins, where none of these is asked for.

    "Donors who gave four times" does not say how many donations there were.
    """
    found: set[int] = set()
    for kind in ("times", "duration", "currency"):
        if not words_of(question.language).asks[kind].covered(question.tokens):
            found |= words_of(language).asks[kind].covered(tokens)
    return found


def _asks_times(question: Question) -> bool:
    """Whether "times" stands right behind "how many"."""
    first = question.cues["count"]
    named = words_of(question.language).asks["times"].covered(question.tokens)
    return bool(named & set(range(first, first + 4)))


def _alike(one: str, other: str) -> bool:
    """Equal, or one the other with an ending: light10 leaves the alef of "60 مشاركاً"."""
    short, long = sorted((one, other), key=len)
    close = len(short) >= 4 and long.startswith(short) and len(long) <= len(short) + 2
    return short == long or close


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
