"""Words of a question that stand beside what it asks, and so narrow nothing.

- Who asks and why: "I look after the ferries. Which of these towns have a pier?"
- The same thing in other words: "people out of work (unemployment)", "the motor car, also called
  automobile".

What is named in a lead-in still counts where the question itself names nothing: "I am writing about
ferries. Which of these towns run them?"
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import regex

from qa.words.language import Language
from qa.words.tokens import Token, tokenize

_SENTENCE = regex.compile(r"[.!?؟](?=\s)|[。！？]|\n")
_PAUSE = regex.compile(r"[,:،](?=\s)|[，：]|\s[-–—]+\s|[-–—]{2}")
_ANY_PAUSE = regex.compile(r"[,:;.!?،؛؟，：；。！？、()（）]")
_BRACKETS = regex.compile(r"[(（]([^()（）]+)[)）]")
_ADDED = regex.compile(r"\[[^\[\]]+\][?？؟.!]?$")
_SLASH = regex.compile(r"\s*[/／]\s*")
_BEFORE = 2
"""Words at most between a pause and the question word that it sets apart: "of these, which"."""
_TAIL = 3
"""Words at most in a sentence that only asks on."""
_GLOSS = 3
"""Words with meaning at most that a bracket behind a term says of it."""


def lead_in(
    text: str,
    tokens: Sequence[Token],
    words: Language,
    asking: Collection[int],
    named: Collection[int],
) -> int:
    """How many words tell who asks and why before a question begins to ask.

    Args:
        text: the question.
        tokens: its words.
        words: of its language.
        asking: positions of question words.
        named: positions of words that name things.

    A sentence before the asking one leads in; so does a clause in which somebody speaks of
    themselves. Where what follows names nothing, what stands before "I want" does.
    """
    if not asking:
        return 0
    at = max(asking)
    # An Arabic "that" is an "I" without its last letter: only whole words speak.
    speaks = {
        i
        for i in words.first_person.covered(tokens)
        if words.code != "ar" or words.first_person.exactly(tokens[i])
    }
    sentence = _last(_places(_SENTENCE, text, words.code), at)
    clause = _last(_places(_PAUSE, text, words.code), at)
    start = sentence
    if at - clause <= _BEFORE and any(sentence <= i < clause for i in speaks):
        start = clause
    if start and _only_asks_on(tokens, start, words):
        return 0
    if any(min(asking) <= i < start for i in named) and not any(i >= start for i in named):
        return 0  # "has the club a pool, and in what state is it?" asks on
    if start and not any(i >= start for i in named):
        # "We are the office of X and want those that have Y: which are they?"
        first = min(speaks, default=start)
        wants = (i for i in words.requests.positions(tokens) if first <= i < start)
        return max((i for i in wants if any(n >= i for n in named)), default=start)
    return start


def _only_asks_on(tokens: Sequence[Token], start: int, words: Language) -> bool:
    """Whether a clause says no more than "what do I get?", and what is computed stands before it.

    "If I add up the seats of the two halls, what do I get?"
    """
    computes = any(words.cues[kind].positions(tokens[:start]) for kind in ("total", "compare"))
    asking = {i for kind in ("which", "count", "define") for i in words.cues[kind].covered(tokens)}
    rest = range(start, len(tokens))
    return computes and all(i in asking or words.is_empty(tokens[i]) for i in rest)


def afterword(text: str, tokens: Sequence[Token], words: Language, asking: Collection[int]) -> int:
    """Where a last sentence begins in which somebody only says why they asked; else the end.

    "In which year was it? I have found two dates." It asks nothing, and ends with no question mark.
    """
    ends = len(tokens)
    start = max((p for p in _places(_SENTENCE, text, words.code) if p < ends), default=0)
    asks = any(at >= start for at in asking) or text.rstrip()[-1:] in "?؟？"
    if not start or asks or not asking:
        return ends
    speaks = words.first_person.covered(tokens[start:])
    return start if any(words.first_person.exactly(tokens[start + i]) for i in speaks) else ends


def _places(pattern: regex.Pattern[str], text: str, code: str) -> list[int]:
    """The positions of the words that follow these signs."""
    return [len(tokenize(text[: match.end()], code)) for match in pattern.finditer(text)]


def _last(places: Sequence[int], at: int) -> int:
    """The last of the sorted places that isn't behind `at`."""
    i = bisect_right(places, at)
    return places[i - 1] if i else 0


def tail_of(text: str, tokens: Sequence[Token], words: Language) -> int:
    """Where a last sentence begins that only asks on: "Is there any? Which?"; 0 without one."""
    start = max((p for p in _places(_SENTENCE, text, words.code) if p < len(tokens)), default=0)
    short = 0 < len(tokens) - start <= _TAIL
    empty = all(words.is_empty(t) or _asks(t, words) for t in tokens[start:])
    return start if start and short and empty else 0


def _asks(token: Token, words: Language) -> bool:
    return any(words.cues[kind].at((token,), 0) for kind in ("which", "list", "by_name"))


def added(text: str, code: str) -> int:
    """Where the square brackets begin in which a follow-up names its subject; else far behind."""
    match = _ADDED.search(text)
    return len(tokenize(text[: match.start()], code)) if match else len(text)


def pauses(text: str, code: str) -> tuple[int, ...]:
    """Positions of words that follow any sign of a pause."""
    return tuple(_places(_ANY_PAUSE, text, code))


def sentence_starts(text: str, code: str) -> frozenset[int]:
    """Positions of the words that begin a further sentence, in capitals whatever they are."""
    return frozenset(_places(_SENTENCE, text, code))


def slashes(text: str, code: str) -> tuple[int, ...]:
    """Positions of words that follow a stroke: "cars / lorries" names either."""
    return tuple(_places(_SLASH, text, code))


def restated(
    text: str,
    tokens: Sequence[Token],
    words: Language,
    terms: Sequence[tuple[int, int]],
    content: Collection[int],
) -> set[int]:
    """Positions of words that say in other words what a term beside them names.

    Args:
        text: the question.
        tokens: its words.
        words: of its language.
        terms: start and end of the terms that the question names.
        content: positions of the words with meaning outside them.
    """
    found: set[int] = set()
    for outer, start, end in _asides(text, tokens, words):
        inside = [t for t in terms if start <= t[0] < end]
        beside = any(t[1] == outer for t in terms)
        if inside and not beside and inside[0][0] - start <= 1:
            before = max((t[1] for t in terms if t[1] <= outer), default=0)
            found |= _in(content, before, start)
        elif beside and not inside:
            gloss = _in(content, start, end)
            found |= _in(content, outer, end) if len(gloss) <= _GLOSS else set()
    return found | _other_adjectives(text, tokens, words, terms, content)


def _other_adjectives(
    text: str,
    tokens: Sequence[Token],
    words: Language,
    terms: Sequence[tuple[int, int]],
    content: Collection[int],
) -> set[int]:
    """Adjectives before a stroke that stand for the first word of the term behind it.

    "Unlicensed / unregistered boats" are what the documents call "unregistered boats".
    """
    strokes = set(slashes(text, words.code))
    long = {start for start, end in terms if end - start > 1}
    return {at - 1 for at in strokes & long if at - 1 in content}


def _asides(text: str, tokens: Sequence[Token], words: Language) -> Iterator[tuple[int, int, int]]:
    """Where an aside begins, its first word, and its end: brackets, or "that is" up to a pause."""
    for match in _BRACKETS.finditer(text):
        start = len(tokenize(text[: match.start()], words.code))
        yield start, start, len(tokenize(text[: match.end()], words.code))
    pauses = [*_places(_PAUSE, text, words.code), *_places(_SENTENCE, text, words.code)]
    for at, length in words.restating.positions(tokens).items():
        end = min((p for p in pauses if p > at + length), default=len(tokens))
        yield at, at + length, end


def _in(positions: Collection[int], start: int, end: int) -> set[int]:
    return {i for i in positions if start <= i < end}


_TWICE = regex.compile(
    r"(?:[\"“«'‘]([^\"”»'’()]+)[\"”»'’]|(?<!^)(?<![.?!:]\s)\b\p{Lu}[\w'’-]*(?:[ -]\p{Lu}[\w'’-]*)*)"
    r"\s*\((?=\p{Arabic})([^()]+)\)"
)


def said_twice(text: str) -> str:
    """A question with a name that it also gives in Arabic, in brackets, in Arabic alone.

    >>> said_twice("Who won the Great Chisel (الإزميل الكبير)?")
    'Who won the الإزميل الكبير?'
    """
    return _TWICE.sub(lambda match: match.group(2), text)
