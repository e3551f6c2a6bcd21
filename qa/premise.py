"""Premises that the documents contradict: they are corrected by what is said, never followed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from corpus.records import Unit
from qa.countries import countries, countries_of, names
from qa.evidence import YEAR, Concept, Evidence, covers, padded, stems_of
from qa.language import words_of
from qa.prose import negates
from qa.tokens import Token, tokenize
from qa.understand import Question
from qa.vocabulary import Vocabulary

_FEW = 8
"""How many of the best sentences' passages are looked at."""
_NAMES = ("organisation", "entity", "place", "region")


def false_premise(
    question: Question, wanted: Sequence[Concept], found: Sequence[Evidence], vocabulary: Vocabulary
) -> bool:
    """Whether the question takes for granted what the sentences found deny.

    It asks why something is so of which they say that it isn't; it says that somebody declined,
    cancelled or forbade where they know of no such thing; or it brings together two names (a place
    in an order, a year, a body) of which each stands with another in its stead: who hosted the
    third meeting is told, and what the one named in the question hosted as well.
    """
    if not found:
        return False
    if question.has("why") and negates(question, found[0].unit):
        return True
    if _contrary(question.tokens, question.language):
        views = found[0].unit.views
        code = question.language if question.language in views else next(iter(views))
        if not _contrary(tokenize(views[code], code), code, denials=True):
            return True
    if question.or_at or question.has("compare", "bigger", "smaller", "common"):
        return False  # two are named to be compared, not as belonging together
    named = [*_countries(question), *(concept for concept in wanted if concept.kind)]
    units = {u.id: u for e in found[:_FEW] for u in e.passage.units}
    return any(
        _misjoined(one, other, units.values(), vocabulary, wanted)
        for one, other in combinations(named, 2)
    )


def _contrary(tokens: Sequence[Token], language: str, *, denials: bool = False) -> bool:
    """Whether one of the words says that something was declined (or, with `denials`, denied)."""
    words = words_of(language)
    found = bool(words.asks["contrary"].positions(tokens))
    return found or (denials and bool(words.negators.positions(tokens)))


def _misjoined(
    one: Concept,
    other: Concept,
    units: Iterable[Unit],
    vocabulary: Vocabulary,
    wanted: Sequence[Concept],
) -> bool:
    ours, theirs = [], []
    for unit in units:
        texts = stems_of(unit.views)
        has_one, has_other = covers(one, texts), covers(other, texts)
        if has_one and has_other:
            return False
        if has_one:
            ours.append(_rival(other, unit, vocabulary, wanted))
        if has_other:
            theirs.append(_rival(one, unit, vocabulary, wanted))
    return any(ours) and any(theirs)


def _rival(concept: Concept, unit: Unit, vocabulary: Vocabulary, wanted: Sequence[Concept]) -> bool:
    """Whether a sentence holds another thing of the concept's kind, not asked about."""
    if concept.kind == "ordinal":
        return bool(_places(unit.views))
    if concept.kind == "country":
        return bool(countries_of(unit.views))
    if concept.kind == "year":
        return any(YEAR.search(text) for text in unit.views.values())
    asked = {term for c in wanted for term in c.terms}
    return bool(vocabulary.held(unit.views, _NAMES) - asked)


def _countries(question: Question) -> list[Concept]:
    """The countries that a question names, with their names in every language."""
    found = []
    for territory in set(countries(question.tokens, question.language).values()):
        spellings = {
            code: frozenset(
                padded(" ".join(name), code) for name, own in known.items() if own == territory
            )
            for code, known in names().items()
        }
        found.append(Concept(0.7, spellings, named=True, kind="country"))
    return found


def _places(views: Mapping[str, str]) -> set[int]:
    return {
        place
        for code, text in views.items()
        for place in words_of(code).places(tokenize(text, code)).values()
    }
