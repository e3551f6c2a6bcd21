"""Writes a follow-up out in full: names put in the place of others, or beside the question."""

from collections.abc import Sequence

import regex

from index.analyzer import HAN
from qa.reading.earlier import raw
from qa.reading.turn import Earlier
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.words.tokens import Token

MARK = regex.compile(r"[\s?？؟.!]+$")


def about(text: str, subjects: Sequence[str]) -> str:
    """The question with its subject in square brackets, which every language reads alike.

    In round ones people say again what they have said (`qa.reading.aside`).
    """
    named = [subject for subject in subjects if subject]
    if not named:
        return text
    mark = MARK.search(text)
    end = (mark.group().strip() or "") if mark else ""
    return f"{MARK.sub('', text)} [{'; '.join(named)}]{end}"


def noun_phrase(question: Question) -> str:
    """The words of a question that carry its subject, in order."""
    kept = set(question.open) | {n.position for n in (*question.numbers, *question.ordinals)}
    kept |= {i for m in question.mentions for i in range(m.start, m.end)}
    kept |= {i for i in question.content if any(abs(i - k) == 1 for k in kept)}
    return " ".join(token.raw for i, token in enumerate(question.tokens) if i in kept)


def ordinal_word(question: Question) -> str:
    """The first place in an order that a question names, as it was typed."""
    return question.tokens[question.ordinals[0].position].raw


def swap(before: str, last: Question, position: int, word: str) -> str:
    """A question with one of its words replaced."""
    old = regex.escape(last.tokens[position].raw)
    return regex.sub(rf"(?<![\p{{L}}\p{{N}}]){old}(?![\p{{L}}\p{{N}}])", word, before, count=1)


def replace_names(
    before: str, earlier: Earlier, question: Question, named: Sequence[Mention]
) -> str:
    """The last question with the new names in the place of the old ones of their kind."""
    result = before
    for mention in named:
        kinds = {term.kind for term in mention.terms}
        own = raw(question, mention)
        old = [m for m in earlier.named if kinds & {term.kind for term in m.terms}]
        if not old and kinds & {"entity"}:
            # "What about X?" after a question on a region asks the same of X, a row.
            old = [m for m in earlier.named if m.of_kind("entity", "region", "organisation")]
        if old:
            result = put(result, earlier, old[0], own)
        else:
            result = about(result, (own,))
    return result


def put(text: str, earlier: Earlier, old: Mention, name: str) -> str:
    """The text of a question with a name in the place of what it names."""
    words = [token.raw for token in _run(earlier.question, old)]
    pattern = r"[^\p{L}\p{N}]*".join(map(regex.escape, words))
    return regex.sub(pattern, lambda _: name, text, count=1)


def without(text: str, words: Sequence[str]) -> str:
    """The text without these words."""
    for word in words:
        if HAN.fullmatch(word):
            text = text.replace(word, "")  # no spaces part Chinese words
        text = regex.sub(
            rf"(?<![\p{{L}}\p{{N}}]){regex.escape(word)}(?![\p{{L}}\p{{N}}])", "", text
        )
    return text


def _run(question: Question, mention: Mention) -> tuple[Token, ...]:
    return question.tokens[mention.start : mention.end]
