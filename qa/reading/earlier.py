"""What a follow-up means of the turn before it: "the other one", "of the two", "exceed it"."""

from collections.abc import Sequence

import regex

from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.words.language import Language, words_of
from qa.words.tokens import tokenize

_SIZED = ("most", "fewest", "bigger", "smaller", "more", "less", "compare", "same", "common")
_FEW = 2
_PAUSE = regex.compile(r"[,،，:：]")
_DEFINITE = frozenset("the le la l el los las les del au du al".split())


def compares(question: Question) -> bool:
    """Whether two things are held against each other, by size or by what they share."""
    return question.has(*_SIZED)


def compared_with(
    question: Question,
    named: Sequence[Mention],
    last: Question,
    earlier: Sequence[Mention],
    words: Language,
) -> str:
    """The thing of the last question that another is held against: "does X exceed it?".

    "" where there is no such thing.
    """
    own = {term.id for m in named for term in m.terms}
    others = [m for m in earlier if m.of_kind("entity") and not own & {t.id for t in m.terms}]
    here = [m for m in named if m.of_kind("entity")]
    if len(here) != 1 or len(others) != 1 or not compares(question):
        return ""
    return raw(last, others[0]) if words.objects.covered(question.tokens) else ""


def one_of_two(
    question: Question, named: Sequence[Mention], listed: Sequence[str], words: Language
) -> tuple[str, ...]:
    """The names of the two things listed before, where one is held against the other.

    "Which of the two is larger?", "is X larger, or the other one?".
    """
    if len(listed) != _FEW:
        return ()
    if not named and words.of_them.positions(question.tokens) and compares(question):
        return tuple(listed)
    if not (named and compares(question) and words.the_other.positions(question.tokens)):
        return ()
    told = {t.word for m in named for t in question.tokens[m.start : m.end]}
    others = [n for n in listed if not told & {t.word for t in tokenize(n, words.code)}]
    return tuple(others) if len(others) == 1 else ()


def by_head(
    text: str, question: Question, last: Question, earlier: Sequence[Mention], words: Language
) -> str:
    """The question with a thing by its full name that it calls by one word: "the Forum".

    "" where the last question named no single thing so.
    """
    for at in question.open:
        token = question.tokens[at]
        before = question.tokens[at - 1].word if at else ""
        if token.raw[:1].islower() or before not in _DEFINITE:
            continue
        meant = [
            m
            for m in earlier
            if any(
                len(name.split()) > 1 and token.stem in {t.stem for t in tokenize(name, words.code)}
                for term in m.terms
                for name in term.names.get(words.code, ())
            )
        ]
        if len(meant) == 1:
            named = raw(last, meant[0])
            return regex.sub(
                rf"\b{regex.escape(token.raw)}\b", named.replace("\\", ""), text, count=1
            )
    return ""


def raw(question: Question, mention: Mention) -> str:
    """The words of a mention as they were typed."""
    return " ".join(token.raw for token in question.tokens[mention.start : mention.end])


def forms(question: Question) -> set[int]:
    """Positions of words that only say of what form an answer is: a city, a month, a title."""
    words = words_of(question.language)
    kinds = ("city_noun", "month", "year", "title")
    return {i for kind in kinds for i in words.asks[kind].covered(question.tokens)}


def told_first(text: str, question: Question, named: Sequence[Mention], words: Language) -> bool:
    """Whether a question tells first what its pronoun means: "and the board, what is it?"."""
    if not named or named[0].start > 1 or len(named) > 1:
        return False
    pause = _PAUSE.search(text)
    before = len(tokenize(text[: pause.start()], words.code)) if pause else -1
    return before == named[0].end and before < len(question.tokens)
