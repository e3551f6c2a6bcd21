"""What keeps the best sentences from being the answer, however near they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analyzer import ARABIC, skeleton
from qa.prose.choosing import reasons
from qa.prose.evidence import Evidence
from qa.prose.ordering import as_much, beside_best, near_best, near_typed, of_another
from qa.reading.aside import sentence_starts
from qa.reading.concepts import Concept, covers, padded, stems_of
from qa.reading.forms import counts_people, lacks_form
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary, is_proper
from qa.refusing.premise import Place, false_premise
from qa.refusing.unnamed import names_none
from qa.words.attributes import colours, weekdays
from qa.words.cities import cities
from qa.words.countries import countries_of, country_name
from qa.words.language import record_of, words_of
from qa.words.tokens import stems, tokenize
from qa.words.transliteration import same_name
from qa.words.values import is_label

_SAME = 0.4
"""Cosine from which on a sentence is taken to answer without a word that gives a reason."""

_TOLD = ("reason", "month", "day", "year")
"""What is told by its form: a text need not call May a month, nor its reason one."""


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
        for evidence in (*near_best(found), *as_much(found), *beside_best(found))
        if not of_another(question, evidence, found[0])
        and not _of_others(wanted, evidence, found[0])
    ]
    if against := false_premise(question, wanted, found, vocabulary):
        return Miss(against=tuple(against))
    name = strange_name(question, found[0], vocabulary) or strange_country(question, found[0])
    if name or (name := absent_name(question, found[0])):
        return Miss(name=name)
    other = _strange_attribute(question, found[0])
    if other or lacks_noun(question, wanted, found[0], vocabulary):
        return Miss()
    if lacks_type(question, found, vocabulary):
        return Miss(lacks="date" if question.has("when") else "number")
    if lacks_reason(question, found, vocabulary):
        return Miss()
    if names_none(question, found[0], near, vocabulary):
        return Miss()
    return Miss() if lacks_form(question, near, vocabulary) else None


def _strange_attribute(question: Question, best: Evidence) -> bool:
    """Whether a colour is asked about, or why on a day of the week, and only others are told."""
    tests = [colours, weekdays] if question.has("why") else [colours]
    around = [*best.passage.views.items(), *best.passage.context.items()]
    for named in tests:
        asked = named(question.text, question.language)
        held = {one for code, text in around for one in named(text, code)}
        own = {one for code, text in best.unit.views.items() for one in named(text, code)}
        if asked and own and asked.isdisjoint(held):
            return True
    return False


def _of_others(wanted: Sequence[Concept], evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence's passage lacks a name asked about that the best one's passage has."""
    own, around = stems_of(evidence.passage.views), stems_of(evidence.passage.context)
    first = stems_of(best.passage.views)
    return any(
        covers(concept, first) and not covers(concept, own) and not covers(concept, around)
        for concept in wanted
        if concept.kind == "name"
    )


def lacks_type(question: Question, found: Sequence[Evidence], vocabulary: Vocabulary) -> bool:
    """Whether a number or a date is asked for and no sentence that is nearly best has one.

    In a language that no document has, words don't tell that the next sentence goes on with it.
    """
    asked = question.has("count", "when") and not question.has("how_often", "yes_no")
    # "How and when is it paid?" is told by how alone.
    asked = asked and (question.has("count") or not question.has("how"))
    if question.language in vocabulary.size:
        near = near_typed(question, found)
    else:
        near = beside_best(found) if counts_people(question) else [found[0]]
    if asked and _counts_unknown(question, vocabulary):
        return not any(e.signals.typed == 1.0 for e in near)
    # A number that counts nothing asked about may still do where the rest is told as well.
    least = found[0].signals.coverage if question.has("count") else 0.0
    return asked and not any(
        e.signals.typed == 1.0 or (e.signals.typed > 0.0 and e.signals.coverage >= least)
        for e in near
    )


def _counts_unknown(question: Question, vocabulary: Vocabulary) -> bool:
    """Whether "how many" stands before a word that the documents don't have: "how many windows"."""
    if not question.has("count") or question.language not in vocabulary.size:
        return False
    if counts_people(question) or question.language == "zh":
        return False
    start = question.cues["count"]
    behind = start + words_of(question.language).cues["count"].at(question.tokens, start)
    heads = [i for i in question.open if behind <= i <= behind + 1]
    return bool(heads) and not vocabulary.knows(question.tokens[heads[0]])


def lacks_reason(question: Question, found: Sequence[Evidence], vocabulary: Vocabulary) -> bool:
    """Whether a reason is asked for in a language that no document has, and none is given.

    What can't be read word by word must at least have the form of an answer.
    """
    if not question.has("why") or question.language in vocabulary.size:
        return False
    if found[0].signals.cosine >= _SAME:
        return False
    units = list(found[0].passage.units)
    at = units.index(found[0].unit)
    return not any(reasons(unit) for unit in units[at : at + 2])


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
        label = is_label(question.tokens, numeral.position, question.language)
        if (numeral.value >= 100 or label) and str(numeral.value) not in held:
            return str(numeral.value)
    for numeral in question.ordinals:
        if not _places(numeral.value, best):
            return question.tokens[numeral.position].raw
    for at in cities(question.tokens, question.language):
        if at in question.open and not vocabulary.known(question.tokens[at].stem):
            return question.tokens[at].raw
    cased = any(token.raw[:1].islower() for token in question.tokens)
    first = sentence_starts(question.text, question.language) | {0}
    for i in question.open if cased else ():
        token = question.tokens[i]
        if i not in first and token.raw[:1].isupper() and not vocabulary.known(token.stem):
            akin = any(same_name(token.raw, w) or _of_the_same(token.word, w) for w in held)
            if not token.glosses and not akin:
                return token.raw
    return ""


def _of_the_same(word: str, other: str) -> bool:
    """Whether one may be made of the other, as "Kenyan" of "Kenya": four letters begin both."""
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
        and any(is_proper(term) for term in m.terms)
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
    at = max(
        (i for s, n in starts.items() if (i := _noun_behind(s + n, question)) >= 0), default=-1
    )
    words, tokens = words_of(question.language), question.tokens
    told = {i for kind in _TOLD for i in words.asks[kind].covered(tokens)}
    told |= words.cues["how"].covered(tokens)  # "in which way" asks for no way
    if at < 0 or at in told or not vocabulary.knows(question.tokens[at]):
        return False
    if tokens[at].stem in _bodies(question.language):
        return False  # a body is known by its name
    token, passage = question.tokens[at], best.passage
    held = {
        word
        for text in (*stems_of(passage.views).values(), *stems_of(passage.context).values())
        for word in text.split()
    }
    bones = {skeleton(word) for word in held if ARABIC.search(word)}
    own = skeleton(token.stem) if ARABIC.search(token.word) else ""
    return token.stem not in held and not (len(own) >= 3 and own in bones)


@lru_cache(maxsize=8)
def _bodies(language: str) -> frozenset[str]:
    """Stems of the words for bodies: "organisation", "agency"."""
    return frozenset(
        s for word in record_of(language)["bodies_words"] for s in stems(word, language)
    )


def _noun_behind(at: int, question: Question) -> int:
    """Where the open word at a position stands, or the next one behind "the"; -1 without one."""
    empty = words_of(question.language).stopwords
    if at in question.open or at + 1 not in question.open:
        return at if at in question.open else -1
    return at + 1 if empty.at(question.tokens, at) == 1 else -1


def strange_country(question: Question, best: Evidence) -> str:
    """A country that the question names and the evidence does not, in any language."""
    asked = question.countries
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
