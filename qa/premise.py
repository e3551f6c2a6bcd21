"""Premises that the documents contradict: they are corrected by what is said, never followed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from corpus.records import Unit
from qa.evidence import YEAR, Concept, Evidence, covers, stems_of
from qa.language import words_of
from qa.prose import negates
from qa.tokens import tokenize
from qa.understand import Question
from qa.vocabulary import Vocabulary

_FEW = 8
"""How many of the best sentences' passages are looked at."""
_NAMES = ("organisation", "entity", "place", "region")


def false_premise(
    question: Question, wanted: Sequence[Concept], found: Sequence[Evidence], vocabulary: Vocabulary
) -> bool:
    """Whether the question takes for granted what the sentences found deny.

    Either it asks why something is so of which they say that it isn't; or it brings together two
    names (a place in an order, a year, a body) of which each stands with another in its stead:
    who hosted the third meeting is told, and what the one named in the question hosted as well.
    """
    if not found:
        return False
    if question.has("why") and negates(question, found[0].unit):
        return True
    named = [concept for concept in wanted if concept.kind]
    units = {u.id: u for e in found[:_FEW] for u in e.passage.units}
    return any(
        _misjoined(one, other, units.values(), vocabulary, wanted)
        for one, other in combinations(named, 2)
    )


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
    if concept.kind == "year":
        return any(YEAR.search(text) for text in unit.views.values())
    asked = {term for c in wanted for term in c.terms}
    return bool(vocabulary.held(unit.views, _NAMES) - asked)


def _places(views: Mapping[str, str]) -> set[int]:
    return {
        place
        for code, text in views.items()
        for place in words_of(code).places(tokenize(text, code)).values()
    }
