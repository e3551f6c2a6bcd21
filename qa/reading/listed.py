"""What an earlier answer told: the things that it listed, by name or by their place."""

from collections.abc import Callable, Sequence

import regex

from qa.reading.earlier import raw
from qa.reading.rewriting import MARK, about, noun_phrase, without
from qa.reading.turn import Earlier, entities, named_in
from qa.reading.understand import Question, understand
from qa.reading.vocabulary import Mention, Vocabulary
from qa.records import Answer, Status
from qa.words.language import Language

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
    return regex.split(r"\s*(?::\s|：)", claim, maxsplit=1)[0]


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


_BUT = {"ar": "ما عدا", "en": "except", "fr": "sauf", "es": "excepto", "ru": "кроме", "zh": "除了"}


def others_of_body(
    text: str,
    question: Question,
    earlier: Earlier,
    words: Language,
    ask: Ask,
    vocabulary: Vocabulary,
) -> str:
    """The question for the other rows of the body that the last answer named beside one row.

    "What other museums does it run?" after "who runs X?" asks for the rows of that body, without
    X. "" where the last answer was no single cell that names a body.
    """
    of = entities(earlier.named)
    asks = question.has("which", "list", "who") and not question.has("count", "yes_no", "when")
    if not asks or len(of) != 1 or named_in(question):
        return ""
    last = earlier.question
    of_cell = last.has("who") or any(m.of_kind("header") for m in last.mentions)
    if not of_cell or not words.further.positions(question.tokens):
        return ""
    called = any(m.of_kind("header", "topic") for m in question.mentions)
    if question.open and not called and words.code != "zh":
        return ""  # other things than rows may be asked for
    answer = ask(last.text)
    if answer.status is not Status.ANSWERED or answer.table is None or len(answer.claims) != 1:
        return ""
    value = answer.claims[0].text.removeprefix(_heading(answer.claims[0].text)).lstrip(" :：")
    told = understand(value, vocabulary, words.code)
    bodies = [m for m in told.mentions if m.of_kind("organisation")]
    if len({term.id for m in bodies for term in m.terms}) != 1:
        return ""
    left = without(MARK.sub("", text), [question.tokens[i].raw for i in question.open])
    return about(f"{left}, {_BUT[words.code]} {raw(last, of[0])}?", (raw(told, bodies[0]),))
