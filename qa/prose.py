"""From ranked sentences to what is said: one to three of them, yes or no, or a conflict."""

from collections.abc import Mapping, Sequence

import regex

from corpus.records import Document, Unit
from index.analyzer import ARABIC, skeleton
from qa.concepts import Concept, covers, stems_of
from qa.evidence import Evidence, years
from qa.language import words_of
from qa.tokens import tokenize
from qa.understand import Question
from qa.values import CLAUSE

MOST = 3
"""How many sentences an answer has at most."""
_REACH = 9
"""How many words after a negator are denied by it, at most, within a clause."""
_ITEM = regex.compile(r"\((\d)\)")


def chosen(found: Sequence[Evidence], wanted: Sequence[Concept]) -> list[Evidence]:
    """The best sentence, with those of its passage that say what it leaves open, in order.

    A second or third sentence is added when it holds something asked about that none before it
    does, or when it is nearly as good as the best.
    """
    if not found:
        return []
    best, top = found[0], max(evidence.score for evidence in found)
    picked = [best]
    left = [c for c in wanted if c.weight > 0.2 and not covers(c, stems_of(best.unit.views))]
    for evidence in found[1:]:
        if evidence.passage.id != best.passage.id or len(picked) == MOST:
            continue
        held = [c for c in left if covers(c, stems_of(evidence.unit.views))]
        if (held and evidence.score >= 0.6 * top) or evidence.score >= 0.9 * top:
            picked.append(evidence)
            left = [c for c in left if c not in held]
    order = [unit.id for unit in best.passage.units]
    picked.sort(key=lambda e: order.index(e.unit.id))
    return _with_the_rest(picked, found)


def _with_the_rest(picked: list[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Go on to the end of an enumeration: after "(1)" comes the sentence with "(2)"."""
    last = picked[-1]
    units = list(last.passage.units)
    at = units.index(last.unit)
    by_unit = {evidence.unit.id: evidence for evidence in found}
    number = max((int(n) for n in _ITEM.findall(" ".join(last.unit.views.values()))), default=0)
    for unit in units[at + 1 :] if number else ():
        marks = {int(n) for n in _ITEM.findall(" ".join(unit.views.values()))}
        if unit.id in by_unit and number + 1 in marks:
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
    telling = [concept for concept in wanted if concept.weight > 0.3 and concept.kind != "year"]
    result: list[Evidence] = []
    for evidence in found:
        views = stems_of(evidence.unit.views)
        if not telling or not all(covers(concept, views) for concept in telling):
            continue
        language = documents[evidence.passage.document_id].language
        own = years(evidence.unit, language)
        if own and all(own.isdisjoint(years(e.unit, language)) for e in result):
            result.append(evidence)
    return result if len(result) > 1 else []


def negates(question: Question, unit: Unit) -> bool:
    """Whether the sentence denies what a yes/no question asks.

    "Always" and "only" are denied by "or", "sometimes", "often", "all" by "some".
    A content word of the question that stands within nine words after a negator, in the same
    clause, is denied, and so is one that the sentence has with a denying prefix ("informal").
    Words of a language that the sentence lacks are looked for by their translations.
    """
    readable = question.language in unit.views
    language = question.language if readable else next(iter(unit.views))
    words = words_of(language)
    tokens = list(question.leftover)
    for mention in question.mentions:
        if not mention.of_kind("topic", "entity"):
            tokens += question.tokens[mention.start : mention.end]
    asked = {stem for t in tokens for stem in ((t.stem,) if readable else (t.stem, *t.glosses))}
    told = tokenize(unit.views[language], language)
    hedges = words.hedges.covered(told)
    denied = question.has("always") and bool(hedges)
    # "All of them?" is denied by "some of them", but not by "this or that".
    denied |= question.has("every") and bool(hedges - words.or_words.covered(told))
    for clause in CLAUSE.split(unit.views[language]):
        held = tokenize(clause, language)
        denying = words.negators.covered(held)
        denied |= any(
            (_asked(token.stem, asked) and any(j in denying for j in range(max(0, i - _REACH), i)))
            or asked.intersection(words.undenied(token))
            for i, token in enumerate(held)
        )
    return denied != question.negated


def _asked(stem: str, asked: set[str]) -> bool:
    """Whether a word is one of those asked about.

    In Arabic a preposition is left aside, and the noun of a verb is known by its consonants.
    """
    if stem in asked or (stem[:1] in "لبكو" and stem[1:] in asked):
        return True
    bones = skeleton(stem) if ARABIC.match(stem) else ""
    return len(bones) >= 3 and bones in {skeleton(word) for word in asked}
