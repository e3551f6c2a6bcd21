"""Premises that the documents contradict: they are corrected by what is said, never followed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from corpus.records import Passage, Unit
from ingest.normalise import normalise
from qa.prose.denying import calls_what_is_not, takes_for_granted
from qa.prose.evidence import Evidence
from qa.reading.concepts import Concept, country_concept, covers, stems_of
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.countries import countries, countries_of
from qa.words.language import words_of
from qa.words.polarity import opposed
from qa.words.tokens import Token, tokenize
from qa.words.values import YEAR

_FEW = 8
"""How many of the best sentences' passages are looked at."""
_HEAD = 2
"""How many words may stand before "what" at the head of a question: "with regard to which"."""
_NAMES = ("organisation", "entity", "place", "region")

Place = tuple[Passage, Unit]
"""A sentence and the passage that it stands in."""


def false_premise(
    question: Question, wanted: Sequence[Concept], found: Sequence[Evidence], vocabulary: Vocabulary
) -> list[Place]:
    """The sentences that deny what the question takes for granted, none if it does no such thing.

    It asks why something is so of which they say that it isn't; it says that somebody declined,
    cancelled or forbade where they know of no such thing; or it brings together two names (a place
    in an order, a year, a body) of which each stands with another in its stead: who hosted the
    third meeting is told, and what the one named in the question hosted as well.
    """
    if not found:
        return []
    best = [(found[0].passage, found[0].unit)]
    if question.has("why") and (denied := _reason_of_none(question, found, vocabulary)):
        return denied
    asking = [question.cues[kind] for kind in ("which", "how") if question.has(kind)]
    begins = bool(asking) and min(asking) <= question.lead + _HEAD
    if begins and calls_what_is_not(question, found[0].unit):
        return best
    if _contrary(question.tokens, question.language):
        views = found[0].unit.views
        code = question.language if question.language in views else next(iter(views))
        if not _contrary(tokenize(views[code], code), code, denials=True):
            return best
    if question.or_at or question.has("compare", "bigger", "smaller", "common"):
        return []  # two are named to be compared, not as belonging together
    territories = set(countries(question.tokens, question.language).values())
    named = [*map(country_concept, territories), *(c for c in wanted if c.kind)]
    places = {u.id: (e.passage, u) for e in found[:_FEW] for u in e.passage.units}
    for one, other in combinations(named, 2):
        if one.kind == other.kind == "ordinal":
            continue  # "the first and the second fair"
        if rivals := _misjoined(one, other, places.values(), vocabulary, wanted):
            return rivals
    return []


def _reason_of_none(
    question: Question, found: Sequence[Evidence], vocabulary: Vocabulary
) -> list[Place]:
    """The sentence that says otherwise than what a question asks the reason of.

    None where the question itself says that something isn't done: "why do they hire a boat instead
    of having one?"
    """
    if words_of(question.language).sparing.positions(question.tokens):
        return []
    if denied := _denied(question, found):
        return denied
    best = found[0]
    reasons = best.signals.typed == 1.0
    contrary = not reasons and _says_contrary(question, best.unit, vocabulary)
    return [(best.passage, best.unit)] if contrary else []


def _denied(question: Question, found: Sequence[Evidence]) -> list[Place]:
    """The sentence that denies what a question asks the reason of.

    What has most of the question's words may stand behind what is nearer in meaning.
    """
    near = (found[0], max(found, key=lambda evidence: evidence.score))
    return next(([(e.passage, e.unit)] for e in near if takes_for_granted(question, e.unit)), [])


def _says_contrary(question: Question, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether it is asked why something fell of which a sentence says that it rose."""
    code, text = next(iter(unit.views.items()))
    return not vocabulary.prepared and opposed(question.text, text, question.language, code)


def _contrary(tokens: Sequence[Token], language: str, *, denials: bool = False) -> bool:
    """Whether one of the words says that something was declined (or, with `denials`, denied)."""
    words = words_of(language)
    # "As opposed to" leaves something out, and opposes nothing.
    inside = {
        i: n for s, n in words.cues["except"].positions(tokens).items() for i in range(s, s + n)
    }
    contrary = words.asks["contrary"].positions(tokens).items()
    found = any(inside.get(at, 0) <= n for at, n in contrary)
    return found or (denials and bool(words.negators.positions(tokens)))


def _misjoined(
    one: Concept,
    other: Concept,
    places: Iterable[Place],
    vocabulary: Vocabulary,
    wanted: Sequence[Concept],
) -> list[Place]:
    """A sentence with each of the two names and a rival of the other; none if one has both."""
    ours: list[Place] = []
    theirs: list[Place] = []
    for place in places:
        unit = place[1]
        texts = stems_of(unit.views)
        has_one, has_other = covers(one, texts), covers(other, texts)
        if has_one and has_other:
            return []
        if has_one and _rival(other, unit, vocabulary, wanted):
            ours.append(place)
        if has_other and _rival(one, unit, vocabulary, wanted):
            theirs.append(place)
    return [ours[0], theirs[0]] if ours and theirs else []


def _rival(concept: Concept, unit: Unit, vocabulary: Vocabulary, wanted: Sequence[Concept]) -> bool:
    """Whether a sentence holds another thing of the concept's kind, not asked about."""
    if concept.kind == "ordinal":
        return bool(_places(unit.views))
    if concept.kind == "country":
        return bool(countries_of(unit.views))
    if concept.kind == "year":
        return any(YEAR.search(normalise(text)) for text in unit.views.values())
    asked = {term for c in wanted for term in c.terms}
    kinds = ("event",) if concept.kind == "event" else _NAMES
    return bool(vocabulary.held(unit.views, kinds) - asked)


def _places(views: Mapping[str, str]) -> set[int]:
    return {
        place
        for code, text in views.items()
        for place in words_of(code).places(tokenize(text, code)).values()
    }
