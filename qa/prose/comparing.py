"""Figures of two things, compared: "did more people come to the second fair or to the fourth?".

A place in an order, a year or a place sets the things apart. For each the sentence is looked for
that names it and says the number, or one that goes on from there; no number is taken from a
sentence that goes over to another thing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.records import Passage, Unit
from qa.prose.evidence import Evidence
from qa.prose.short import numbers_beside
from qa.reading.concepts import (
    Concept,
    country_concept,
    coverage,
    covers,
    named_concept,
    numeral_concept,
    readable,
    stems_of,
)
from qa.reading.cues import AND
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.countries import countries
from qa.words.language import words_of
from qa.words.tokens import Token, stems, tokenize

_COMPARES = ("compare", "bigger", "smaller", "more", "less", "most", "fewest", "same", "rank")
_FURTHER = 2
"""How many sentences after the one that names a thing may say its number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of one of the things compared, as it is said, and the sentence that says it.

    `said` is by language; `naming` is the sentence that names the thing, the same or one before.
    """

    value: int
    said: dict[str, str]
    passage: Passage
    naming: Unit
    unit: Unit


Side = tuple[Concept, ...]
"""What one of the things is told by: "the fifth fair, in Norway" by a number and a place."""


def compared(
    question: Question,
    wanted: Sequence[Concept],
    found: Sequence[Evidence],
    vocabulary: Vocabulary,
) -> list[Figure]:
    """The figures of the things that are compared, the largest first; none if one is not told."""
    each = question.has("count") and len(question.ordinals) > 1
    if not (question.has(*_COMPARES) or each) or question.has("how_often", "when", "where", "why"):
        return []
    sides, taken = _sides(question, vocabulary)
    if len(sides) < 2:
        return []
    common = [c for c in wanted if all(c not in side for side in sides)]
    places = {u.id: (e.passage, u) for e in found for u in e.passage.units}
    for counted in _counted(question, taken):
        figures = [
            _figure(side, sides, common, counted, places.values(), question.language)
            for side in sides
        ]
        told = [figure for figure in figures if figure is not None]
        if told:  # if only one of them is told of these, no other thing is compared in its stead
            return sorted(told, key=lambda f: -f.value) if len(told) == len(sides) else []
    return []


def _sides(question: Question, vocabulary: Vocabulary) -> tuple[list[Side], set[int]]:
    """What sets each of the things apart, and the positions of those words."""
    marks: list[tuple[int, int, str, Concept]] = []
    for numeral in question.ordinals:
        concept = numeral_concept(question, numeral, vocabulary)
        marks.append((numeral.position, numeral.position + 1, "ordinal", concept))
    for numeral in question.numbers:
        if numeral.value in question.years():
            concept = numeral_concept(question, numeral, vocabulary)
            marks.append((numeral.position, numeral.position + 1, "year", concept))
    for mention in question.mentions:
        if mention.of_kind("place", "event", "region", "entity", "organisation"):
            kind = "place" if mention.of_kind("place", "region") else "name"
            concept = named_concept(question, mention, vocabulary)
            marks.append((mention.start, mention.end, kind, concept))
    covered = {i for start, end, _, _ in marks for i in range(start, end)}
    for at, territory in countries(question.tokens, question.language).items():
        if at not in covered:
            marks.append((at, at + 1, "place", country_concept(territory)))
    marks.sort(key=lambda mark: mark[0])
    sides: list[list[Concept]] = []
    kinds: set[str] = set()
    end = 0
    for start, stop, kind, concept in marks:
        if not sides or kind in kinds or _parted(question, end, start):
            sides.append([])
            kinds = set()
        sides[-1].append(concept)
        kinds.add(kind)
        end = stop
    return [tuple(side) for side in sides], {i for s, e, _, _ in marks for i in range(s, e)}


def _parted(question: Question, first: int, last: int) -> bool:
    """Whether "or", "and" or a word that compares stands between two positions."""
    between = question.tokens[first : last + 1]
    words = words_of(question.language)
    joined = any(t.word in AND for t in between[:-1])
    joined |= question.language == "ar" and any(t.word[:1] == "و" for t in between)
    return joined or bool(words.or_words.covered(between) or words.cues["compare"].covered(between))


Counted = Token | frozenset[str] | None
"""A word that is counted, the stems of the names of a term, or None for people."""


def _counted(question: Question, taken: Collection[int]) -> list[Counted]:
    """What may be counted, the likeliest first.

    That is what follows "how many" or "more", else what stands nearest before it.
    """
    people = words_of(question.language).asks["person"].covered(question.tokens)
    terms = {i: m for m in question.mentions for i in range(m.start, m.end)}
    start = min(
        (question.cues[kind] for kind in ("count", "bigger", "smaller") if question.has(kind)),
        default=0,
    )
    order = [*range(start, len(question.tokens)), *reversed(range(start))]
    found: list[Counted] = []
    for i in order:
        if i in taken:
            continue
        if i in people:
            found.append(None)
        elif i in terms:
            spelled = {
                stem
                for term in terms[i].terms
                for code, names in term.names.items()
                for name in names
                for stem in stems(name, code)
            }
            found.append(frozenset(spelled))
        elif i in question.content:
            found.append(question.tokens[i])
    return list(dict.fromkeys(found))


def _figure(
    side: Side,
    sides: Sequence[Side],
    common: Sequence[Concept],
    counted: Counted,
    places: Collection[tuple[Passage, Unit]],
    language: str,
) -> Figure | None:
    """The number of one thing, from the sentences that name it and say most of the rest."""
    naming = [
        (passage, unit)
        for passage, unit in places
        if all(covers(concept, stems_of(unit.views)) for concept in side)
    ]
    naming.sort(key=lambda place: -coverage(common, readable(place[1].views, language), {}))
    for passage, unit in naming:
        at = passage.units.index(unit)
        for following in passage.units[at : at + 1 + _FURTHER]:
            if following.id != unit.id and _goes_over(unit, following, side, sides):
                break
            if (told := _number(following, counted)) is not None:
                return Figure(*told, passage, unit, following)
    return None


def _goes_over(naming: Unit, unit: Unit, side: Side, sides: Sequence[Side]) -> bool:
    """Whether a sentence is about another of the things, or about a further place in the order."""
    texts = stems_of(unit.views)
    others = [concept for other in sides if other is not side for concept in other]
    return any(covers(concept, texts) for concept in others) or bool(
        _places(unit) - _places(naming)
    )


def _places(unit: Unit) -> set[int]:
    """The places in an order that a sentence names, in any of its languages."""
    return {
        place
        for code, text in unit.views.items()
        for place in words_of(code).places(tokenize(text, code)).values()
    }


def _number(unit: Unit, counted: Counted) -> tuple[int, dict[str, str]] | None:
    """The one number of what is counted that a sentence says, in its languages."""
    said: dict[str, str] = {}
    values: set[int] = set()
    for code, text in unit.views.items():
        tokens = tokenize(text, code)
        found = numbers_beside(tokens, _positions(tokens, counted, code), code)
        values |= set(found)
        if len(found) == 1:
            said[code] = next(iter(found.values()))
    return (values.pop(), said) if len(values) == 1 and said else None


def _positions(tokens: Sequence[Token], counted: Counted, language: str) -> set[int]:
    words = words_of(language)
    if counted is None:
        return words.asks["person"].covered(tokens)
    own = counted if isinstance(counted, frozenset) else {counted.stem, *counted.glosses}
    return {i for i, t in enumerate(tokens) if t.stem in own and not words.is_stopword(t)}
