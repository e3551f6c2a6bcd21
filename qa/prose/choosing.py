"""From ranked sentences to what is said: one to three of them, or a conflict."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from corpus.records import Document, Unit
from index.analyzer import skeleton
from qa.prose.evidence import Evidence, years
from qa.reading.concepts import Concept, covers, padded, stems_of
from qa.reading.cues import AND
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.words.language import words_of
from qa.words.tokens import tokenize

MOST = 3
"""How many sentences an answer has at most."""
_NEARLY = 0.94
"""A sentence whose score is this share of the best one's is said as well.

Of 768 practice and development questions whose best sentence is right, 15 need another one: what a
second sentence is for is the case that the best is wrong. Of those that come so near, one in five
is what should have been said; from .9 on one in seven, and of those below that were said because
they hold something more of what was asked, 7 of 96.
"""
_FURTHER = 0.6
"""The same of one that may tell who or where."""
_AND_ARABIC = "و"
_BUT = frozenset(("а", "أما", "while"))
_GAP = 8
"""Words at most between two things that are asked about together."""
_ITEM = regex.compile(r"\((\d)\)")


def chosen(
    question: Question, found: Sequence[Evidence], wanted: Sequence[Concept]
) -> list[Evidence]:
    """The best sentence, with those of its passage that may as well be it, in order.

    A number, a date or a place that the best one tells takes no other; where it leaves open who or
    where, one that has a word of the question (of `wanted`) that it lacks may tell. A reason may
    stand in the sentence after, and an enumeration goes on.
    """
    if not found:
        return []
    best, top = found[0], max(evidence.score for evidence in found)
    picked = [best]
    told = question.has("count", "when", "where", "how_often") and best.signals.typed == 1.0
    open_ = question.has("who", "where") and best.signals.typed < 1.0
    lacks = [c for c in wanted if c.weight > 0.2 and not covers(c, stems_of(best.unit.views))]
    for evidence in found[1:] if not told else ():
        near = evidence.score >= _NEARLY * top
        if not near and open_ and evidence.score >= _FURTHER * top:
            near = any(covers(concept, stems_of(evidence.unit.views)) for concept in lacks)
        if near and evidence.passage.id == best.passage.id and len(picked) < MOST:
            picked.append(evidence)
    if question.has("why"):
        picked += _reason_after(picked, found)
    if len(picked) == 1 and not question.has("yes_no", "count", "when", "where", "who"):
        picked += _other_side(question, best, found)
    order = [unit.id for unit in best.passage.units]
    picked.sort(key=lambda e: order.index(e.unit.id))
    return _with_the_rest(picked, found)


def _other_side(question: Question, best: Evidence, found: Sequence[Evidence]) -> list[Evidence]:
    """The sentence of the passage on the second of two things asked about, where one has the first.

    "What are looms and wheels each good for?" is told by two sentences, one after the other.
    """
    sides = [m for m in question.mentions if not m.of_kind("topic", "header")]
    for one, other in pairwise(sides):
        gap = [token.word for token in question.tokens[one.end : other.start + 1]]
        joined = len(gap) <= _GAP and any(
            word in AND or word in _BUT or word[:1] == _AND_ARABIC for word in gap
        )
        held = [_names_term(mention, best.unit) for mention in (one, other)]
        if not joined or all(held) or not any(held):
            continue
        lacking = other if held[0] else one
        return [
            evidence
            for evidence in found
            if evidence.passage.id == best.passage.id
            and evidence.score >= _FURTHER * best.score
            and _names_term(lacking, evidence.unit)
        ][:1]
    return []


def _names_term(mention: Mention, unit: Unit) -> bool:
    """Whether a sentence has a name of what is mentioned, in any of its languages."""
    names = {
        code: frozenset(padded(name, code) for name in spelled)
        for term in mention.terms
        for code, spelled in term.names.items()
    }
    return covers(Concept(1.0, names), stems_of(unit.views))


def _reason_after(picked: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """The sentence after the last one that is said, where only it gives a reason.

    "The number fell to ten. This is due to the drought."
    """
    if any(reasons(evidence.unit) for evidence in picked):
        return []
    units = list(picked[0].passage.units)
    at = max(units.index(evidence.unit) for evidence in picked)
    after = [e for e in found if e.unit in units[at + 1 : at + 2] and reasons(e.unit)]
    return after[:1]


def reasons(unit: Unit) -> bool:
    """Whether a sentence has one of the words by which a text gives its reasons."""
    return any(
        words_of(code).reasons.positions(tokenize(text, code)) for code, text in unit.views.items()
    )


def numbering(views: Mapping[str, str]) -> set[int]:
    """The numbers in brackets by which a text orders what it tells: "(1) ...; (2) ..."."""
    return {int(n) for n in _ITEM.findall(" ".join(views.values()))}


def _with_the_rest(picked: list[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Go on to the end of an enumeration: after "(1)" comes the sentence with "(2)"."""
    last = picked[-1]
    units = list(last.passage.units)
    at = units.index(last.unit)
    by_unit = {evidence.unit.id: evidence for evidence in found}
    number = max(numbering(last.unit.views), default=0)
    for unit in units[at + 1 :] if number else ():
        if unit.id in by_unit and number + 1 in numbering(unit.views):
            picked.append(by_unit[unit.id])
            number += 1
    return picked


def conflict(
    question: Question,
    wanted: Sequence[Concept],
    found: Sequence[Evidence],
    documents: Mapping[str, Document],
) -> list[Evidence]:
    """Sentences that hold all that was asked about and give different years.

    Asked when it was, or whether it was in one of those years.
    """
    whether = question.has("yes_no") and bool(question.years())
    if not wanted or not (whether or (question.has("when") and not question.years())):
        return []
    # What the best sentence does not say tells none from another, where something is named.
    named = any(concept.named and concept.kind != "year" for concept in wanted)
    telling = [
        concept
        for concept in wanted
        if concept.weight > 0.3
        and concept.kind != "year"
        and (concept.named or any(_says(concept, e.unit) for e in found[: 1 if named else None]))
    ]
    unsaid = any(c.weight > 0.3 and not c.named and c not in telling for c in wanted)
    if unsaid and all(_names_body(concept, documents) for concept in telling):
        return []  # two years in which a body is named need not be those of what it did
    result: list[Evidence] = []
    for evidence in found:
        if not telling or not all(_says_here(concept, evidence) for concept in telling):
            continue
        language = documents[evidence.passage.document_id].language
        own = years(evidence.unit, language)
        if own and all(own.isdisjoint(years(e.unit, language)) for e in result):
            result.append(evidence)
    return result if len(result) > 1 else []


def _names_body(concept: Concept, documents: Mapping[str, Document]) -> bool:
    """Whether a concept is an organisation of a glossary."""
    terms = (term for document in documents.values() for term in document.glossary)
    kinds = {term.kind for term in terms if term.id in concept.terms}
    return kinds == {"organisation"}


def _says_here(concept: Concept, evidence: Evidence) -> bool:
    """Whether a sentence holds a concept; what is no name may stand in its heading."""
    if _says(concept, evidence.unit):
        return True
    return not concept.named and covers(concept, stems_of(evidence.passage.context))


def _says(concept: Concept, unit: Unit) -> bool:
    """Whether a sentence holds a concept; an Arabic word also by its consonants.

    "They met" and "the meeting" are one.
    """
    texts = stems_of(unit.views)
    if concept.named or "ar" not in texts or covers(concept, texts):
        return covers(concept, texts)
    bones = {skeleton(word) for word in texts["ar"].split()}
    asked = {skeleton(name.strip()) for name in concept.names.get("ar", ())}
    return any(len(own) >= 3 and own in bones for own in asked)
