"""Sentences that answer by what they hold, however few words they share with the question.

Who may take part is told by "restricted to", where a longer version is found by an address, and
which two bodies do something by a sentence that names two.
"""

from collections.abc import Sequence

from qa.prose.evidence import Evidence
from qa.reading.forms import asks_access, asks_address, asks_bodies, has_address, says
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary, is_proper
from qa.words.language import words_of

_BESIDE = 2
"""Words at most that a question who may take part has beside that."""
_AKIN = 0.42
"""Late interaction from which on a passage that names as many bodies as are asked for tells."""


def direct(
    question: Question, found: Sequence[Evidence], vocabulary: Vocabulary
) -> Evidence | None:
    """The sentence nearest in meaning of those that hold what is asked for; None without one."""
    held = [e for e in found if holds(question, e, found, vocabulary)]
    return max(held, key=_meaning, default=None)


def holds(
    question: Question, evidence: Evidence, found: Sequence[Evidence], vocabulary: Vocabulary
) -> bool:
    """Whether a sentence holds the very thing that is asked for."""
    if asks_address(question):
        first = (max(found, key=_meaning), max(found, key=lambda e: e.score))
        return evidence in first and has_address(evidence.unit.views)
    if asks_access(question) and _of_nothing_else(question):
        return says(evidence.unit.views, "access")
    if evidence.signals.late < _AKIN or evidence.signals.named < found[0].signals.named:
        return False
    if asks_bodies(question):
        asked = {term.id for mention in question.mentions for term in mention.terms}
        more = len(_bodies(evidence, vocabulary) - asked) - question.numbers[0].value
        return more in (0, 1)  # one name may stand inside another
    return False


def others(question: Question, evidence: Evidence, vocabulary: Vocabulary) -> int:
    """How many others of the kind of that which the question leaves out a sentence names.

    A name that is written in small letters ("international bodies") names nobody.
    """
    left_out = [term for mention in question.excluded for term in mention.terms]
    held = vocabulary.held(evidence.unit.views, tuple({term.kind for term in left_out}))
    if not left_out or held & {term.id for term in left_out}:
        return 0
    return sum(is_proper(vocabulary.terms[name]) for name in held)


def names_others(question: Question, evidence: Evidence, vocabulary: Vocabulary) -> bool:
    """Whether others are asked for, and a passage that is about the question names some."""
    return others(question, evidence, vocabulary) > 1 and evidence.signals.late >= _AKIN


def _of_nothing_else(question: Question) -> bool:
    """Whether it is asked of what the documents are about, and of no part of it."""
    if any(not mention.of_kind("topic", "header") for mention in question.mentions):
        return False
    access = words_of(question.language).asks["access"].covered(question.tokens)
    return len(set(question.open) - access) <= _BESIDE


def _bodies(evidence: Evidence, vocabulary: Vocabulary) -> set[str]:
    held = vocabulary.held(evidence.unit.views, ("organisation", "entity"))
    return {name for name in held if is_proper(vocabulary.terms[name])}


def _meaning(evidence: Evidence) -> float:
    signals = evidence.signals
    return signals.cosine + signals.likeness + signals.late
