"""Whether the best evidence answers the question: a small calibrated classifier.

Logistic regression over signals of the evidence, fitted on the development questions
(`python -m eval.calibrate`); the threshold is where both errors are paid for alike.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from index.analyzer import ARABIC, skeleton
from qa.cities import cities
from qa.concepts import Concept, padded, stems_of
from qa.countries import countries, countries_of, country_name
from qa.evidence import Evidence, logistic, margin
from qa.forms import counts_people, fits, lacks_form, says
from qa.language import words_of
from qa.meaning import Meanings
from qa.polarity import pairs_of
from qa.premise import Place, false_premise
from qa.tokens import tokenize
from qa.transliteration import same_name
from qa.understand import Question
from qa.vocabulary import Vocabulary, is_proper

_FORM_DEPTH, _FORM_SHARE = 6, 0.6
"""How far down the ranking a sentence of the form asked for is looked for, and at what score."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted weights: of what ranks sentences, what decides to answer, what supports a claim."""

    ranking: Mapping[str, float]
    decision: Mapping[str, float]
    bias: float
    threshold: float
    checking: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read what `eval.calibrate` wrote."""
        return cls(**json.loads(path.read_text("utf8")))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the decision rests on, each about 0 to 1; see `grounds`."""

    share: float
    coverage: float
    cosine: float
    likeness: float
    typed: float
    named: float
    margin: float
    nearest: float
    farthest: float

    def probability(self, calibration: Calibration) -> float:
        """Calibrated probability that the evidence answers the question."""
        z = calibration.bias + sum(
            calibration.decision[field.name] * value
            for field, value in zip(fields(self), astuple(self), strict=True)
        )
        return logistic(z)


def grounds(question: Question, found: Sequence[Evidence], meanings: Meanings) -> Grounds:
    """Gather the signals for the best sentence.

    `nearest` is how near the question's open words come to words of its passage on the mean,
    `farthest` how near the one does that is farthest from all of them; 1 without such words.
    """
    if not found:
        return Grounds(*(0.0 for _ in fields(Grounds)))
    best = found[0]
    near = _nearness(question, best, meanings) or [1.0]
    return Grounds(
        share=best.signals.share,
        coverage=best.signals.coverage,
        cosine=best.signals.cosine,
        likeness=best.signals.likeness,
        typed=best.signals.typed,
        named=best.signals.named,
        margin=min(1.0, margin(found)),
        nearest=sum(near) / len(near),
        farthest=min(near),
    )


def _nearness(question: Question, best: Evidence, meanings: Meanings) -> list[float]:
    """How near each open word comes to the passage in the question's language, else in its own."""
    views, context = best.passage.views, best.passage.context
    code = question.language if question.language in views else next(iter(views))
    words = words_of(code)
    tokens = tokenize(f"{context.get(code, '')} {views[code]}", code)
    empty = words.stopwords.covered(tokens)
    told = [t for i, t in enumerate(tokens) if i not in empty and len(t.word) > 1]
    return meanings.nearest(question.strong, told)


@dataclass(frozen=True, slots=True)
class Miss:
    """Why the best sentences can't be the answer.

    `lacks` is what they don't give ("date" or "number"), `name` what the question names and they
    don't, `against` the sentences that deny what it takes for granted.
    """

    lacks: str = ""
    name: str = ""
    against: tuple[Place, ...] = ()


def misses(
    question: Question, wanted: Sequence[Concept], found: Sequence[Evidence], vocabulary: Vocabulary
) -> Miss | None:
    """What keeps the best sentences from being the answer, however near they come."""
    if not found:
        return None
    near = [
        evidence.unit.views
        for evidence in (*_near_best(found), *_as_much(found), *_beside_best(found))
    ]
    if against := false_premise(question, wanted, found, vocabulary):
        return Miss(against=tuple(against))
    if name := strange_name(question, found[0], vocabulary):
        return Miss(name=name)
    if name := strange_country(question, found[0]):
        return Miss(name=name)
    if name := absent_name(question, found[0]):
        return Miss(name=name)
    if lacks_noun(question, wanted, found[0], vocabulary):
        return Miss()
    if lacks_type(question, found):
        return Miss(lacks="date" if question.has("when") else "number")
    return Miss() if lacks_form(question, near, vocabulary) else None


def typed_first(
    question: Question, found: Sequence[Evidence], vocabulary: Vocabulary
) -> list[Evidence]:
    """The evidence with what is nearly best and has the form that is asked for at its head.

    That is a number or a date, and whatever `qa.forms` can tell: somebody's office, an amount.
    """
    ranked = list(found)
    if not ranked:
        return []
    if question.has("count", "when") and not question.has("how_often"):
        near = _near_typed(question, ranked)
        if near[0].signals.typed < 0.5:
            best = near[0].signals.named
            _to_front(
                ranked, [e for e in near if e.signals.typed == 1.0 and e.signals.named >= best]
            )
    if question.has("why") and not says(ranked[0].unit.views, "reason"):
        near = [e for e in _near_best(ranked) if e.signals.coverage >= ranked[0].signals.coverage]
        _to_front(ranked, [e for e in near if says(e.unit.views, "reason")])
    if question.has("yes_no"):
        _pairs_first(question, ranked)
    if question.excluded:
        _others_first(question, ranked, vocabulary)
    if not fits(question, ranked[0].unit.views, vocabulary):
        near = [*_as_much(ranked), *_beside_best(ranked)]
        _to_front(ranked, [e for e in near if fits(question, e.unit.views, vocabulary)])
    return ranked


def _pairs_first(question: Question, ranked: list[Evidence]) -> None:
    """To the front what has a word of the pair of opposites that is asked about."""
    code = question.language
    if pairs := pairs_of(question.text, code):
        near = [e for e in ranked[:_FORM_DEPTH] if e.score >= _FORM_SHARE * ranked[0].score]
        _to_front(ranked, [e for e in near if pairs & pairs_of(e.unit.views.get(code, ""), code)])


def _others_first(question: Question, ranked: list[Evidence], vocabulary: Vocabulary) -> None:
    """To the front what names most others of the kind of that which the question leaves out.

    A name that is written in small letters ("international bodies") names nobody.
    """
    left_out = [term for mention in question.excluded for term in mention.terms]
    kinds = tuple({term.kind for term in left_out})
    own = {term.id for term in left_out}

    def others(evidence: Evidence) -> int:
        held = vocabulary.held(evidence.unit.views, kinds)
        if held & own:
            return 0
        return sum(is_proper(vocabulary.terms[name]) for name in held)

    near = [e for e in ranked[: 2 * _FORM_DEPTH] if e.score >= 0.5 * ranked[0].score]
    _to_front(ranked, sorted((e for e in near if others(e) > 1), key=others, reverse=True))


def _to_front(ranked: list[Evidence], better: Sequence[Evidence]) -> None:
    if better:
        ranked.remove(better[0])
        ranked.insert(0, better[0])


def _near_best(found: Sequence[Evidence]) -> list[Evidence]:
    best = max((e.score for e in found), default=0.0)
    return [e for e in found[:3] if e.score >= 0.8 * best]


def _near_typed(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Where a number or date is looked for; people are often counted in the sentence after."""
    people = question.has("count") and counts_people(question)
    return [*_near_best(found), *(_beside_best(found) if people else ())]


def _beside_best(found: Sequence[Evidence]) -> list[Evidence]:
    """Sentences of the best one's passage: "The meeting was attended by" leaves its name to it."""
    best = found[0]
    return [
        e
        for e in found[:_FORM_DEPTH]
        if e.passage.id == best.passage.id and e.score >= 0.5 * best.score
    ]


def _as_much(found: Sequence[Evidence]) -> list[Evidence]:
    """Sentences a little further down that hold as much of what was asked as the best does."""
    best = max(found, key=lambda e: e.score)
    return [
        e
        for e in found[:_FORM_DEPTH]
        if e.score >= _FORM_SHARE * best.score
        and e.signals.coverage >= best.signals.coverage
        and e.signals.named >= best.signals.named
    ]


def lacks_type(question: Question, found: Sequence[Evidence]) -> bool:
    """Whether a number or a date is asked for and no sentence that is nearly best has one."""
    asked = question.has("count", "when") and not question.has("how_often")
    near = _near_typed(question, found)
    return asked and all(evidence.signals.typed == 0.0 for evidence in near)


def strange_name(question: Question, best: Evidence, vocabulary: Vocabulary) -> str:
    """A number or proper name of the question that the evidence lacks, "" if there is none.

    A year or a place that is not there makes a near miss, however well the rest fits. In scripts
    without capitals only numbers and large cities can be told from paraphrases.
    """
    held = {
        word
        for code, text in (*best.passage.views.items(), *best.passage.context.items())
        for word in stems_of({code: text})[code].split()
    }
    for numeral in question.numbers:
        if numeral.value >= 100 and str(numeral.value) not in held:
            return str(numeral.value)
    for numeral in question.ordinals:
        if not _places(numeral.value, best):
            return question.tokens[numeral.position].raw
    for at in cities(question.tokens, question.language):
        if at in question.open and not vocabulary.known(question.tokens[at].stem):
            return question.tokens[at].raw
    cased = any(token.raw[:1].islower() for token in question.tokens)
    for i in question.open if cased else ():
        token = question.tokens[i]
        if i and token.raw[:1].isupper() and not vocabulary.known(token.stem):
            akin = any(same_name(token.raw, w) or _of_the_same(token.word, w) for w in held)
            if not token.glosses and not akin:
                return token.raw
    return ""


def _of_the_same(word: str, other: str) -> bool:
    """Whether one may be made of the other, as "Peruvian" of "Peru": four letters begin both."""
    return len(other) >= 4 and len(word) > 4 and word[:4] == other[:4]


def absent_name(question: Question, best: Evidence) -> str:
    """A name of the documents' own that the best sentence's passage does not have, "" if none.

    Only when it has none of those that are named: then it is about something else.
    """
    passage = best.passage
    if question.language not in passage.views:
        return ""
    held = " ".join((*stems_of(passage.views).values(), *stems_of(passage.context).values()))
    named = [
        m
        for m in question.mentions
        if m.of_kind("entity", "organisation", "place", "event") and not m.of_kind("topic")
        and m not in question.excluded
    ]  # fmt: skip
    for mention in named:
        spelled = (
            padded(name, code)
            for term in mention.terms
            for code, names in term.names.items()
            for name in names
        )
        if any(name in held for name in spelled):
            return ""
    run = question.tokens[named[0].start : named[0].end] if named else ()
    return " ".join(token.raw for token in run)


def lacks_noun(
    question: Question, wanted: Sequence[Concept], best: Evidence, vocabulary: Vocabulary
) -> bool:
    """Whether "which X" of something named is asked, and its passage has no word of an X.

    Only where the documents know the word: elsewhere they have it, here they say nothing of it.
    """
    if not question.has("which", "list") or not any(concept.kind for concept in wanted):
        return False
    if question.has("who", "when", "where", "why", "count") or question.language == "zh":
        return False  # told by its form; and one Chinese character is no word
    starts = words_of(question.language).cues["which"].positions(question.tokens)
    at = max((s + n for s, n in starts.items() if s + n in question.open), default=-1)
    purposes = words_of(question.language).asks["reason"].covered(question.tokens)
    if at < 0 or at in purposes or not vocabulary.knows(question.tokens[at]):
        return False
    token, passage = question.tokens[at], best.passage
    held = {
        word
        for text in (*stems_of(passage.views).values(), *stems_of(passage.context).values())
        for word in text.split()
    }
    bones = {skeleton(word) for word in held if ARABIC.search(word)}
    own = skeleton(token.stem) if ARABIC.search(token.word) else ""
    return token.stem not in held and not (len(own) >= 3 and own in bones)


def strange_country(question: Question, best: Evidence) -> str:
    """A country that the question names and the evidence does not, in any language."""
    asked = countries(question.tokens, question.language)
    passage = best.passage
    held = countries_of(passage.views) | countries_of(passage.context) if asked else set()
    missing = (code for code in asked.values() if code not in held)
    return next((country_name(code, question.language) for code in missing), "")


def _places(value: int, best: Evidence) -> bool:
    """Whether the passage names this place in an order, in any of its languages."""
    return any(
        value in words_of(code).places(tokenize(text, code)).values()
        for code, text in (*best.passage.views.items(), *best.passage.context.items())
    )
