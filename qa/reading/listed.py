"""What an earlier answer told: the things that it listed, by name or by their place."""

from collections.abc import Callable, Sequence

import regex

from qa.reading.earlier import raw
from qa.reading.rewriting import noun_phrase
from qa.reading.turn import Earlier
from qa.reading.vocabulary import Mention
from qa.records import Answer, Status

Ask = Callable[[str], Answer]
"""Answers a question that can be asked alone."""


def names_listed(earlier: Earlier, ask: Ask) -> tuple[str, ...]:
    """The names of what the last answer listed from a table."""
    answer = ask(earlier.question.text)
    if answer.status is not Status.ANSWERED or answer.table is None:
        return ()
    return tuple(_heading(claim.text) for claim in answer.claims)


def listed(earlier: Earlier, place: int, ask: Ask) -> str:
    """The name of the k-th thing that the last answer listed, "" when it listed none."""
    answer = ask(earlier.question.text)
    if answer.status is not Status.ANSWERED or len(answer.claims) < 2:
        return ""
    if not -1 <= place <= len(answer.claims):
        return ""
    claim = answer.claims[place - 1 if place > 0 else -1]
    return _heading(claim.text)


def _heading(claim: str) -> str:
    """The name at the head of a list claim: what stands before the colon."""
    return regex.split(r"\s*[:：]\s", claim, maxsplit=1)[0]


def subjects(earlier: Earlier, named: Sequence[Mention], ask: Ask) -> tuple[str, ...]:
    """What the last turn was about, in words: its names, else its only answer, else its words."""
    question = earlier.question
    kinds = {term.kind for mention in named for term in mention.terms}
    own = [m for m in earlier.named if not kinds & {term.kind for term in m.terms}]
    proper = [m for m in own if m.of_kind("entity", "organisation", "event", "place")]
    if proper and not question.ordinals:
        return tuple(raw(question, m) for m in proper)
    if not question.ordinals:
        answer = ask(question.text)
        if answer.table is not None and len(answer.claims) == 1:
            return (_heading(answer.claims[0].text),)
        if own:
            return tuple(raw(question, m) for m in own)
    return (noun_phrase(question),)
