"""What stands before or after what was asked about: "and at the one before that?".

The third of a series has the second before it, and a year the one that it follows. Where it was, or
when, told the old one alone, and goes.
"""

from collections.abc import Sequence

import regex

from index.analyzer import HAN
from qa.reading.earlier import raw
from qa.reading.rewriting import about, noun_phrase, swap, without
from qa.reading.turn import Earlier, named_in
from qa.reading.understand import Question, understand
from qa.reading.vocabulary import Vocabulary
from qa.words.countries import countries
from qa.words.language import Language, record_of

_ASKING = ("count", "which", "who", "when", "where", "why", "how", "how_often")


def neighbouring(
    text: str,
    before: str,
    question: Question,
    earlier: Earlier,
    words: Language,
    vocabulary: Vocabulary,
) -> str:
    """The question asked of the neighbour of what the last one was about, in full; else "".

    Asked with words of its own it is about that neighbour; without, it repeats the last question.
    """
    step = _step(question, words)
    last = earlier.question
    places = words.places(last.tokens)
    years = {n.position: n.value for n in last.numbers if n.value in last.years()}
    told = places or years
    if not step or question.years() or len(told) != 1:
        return ""
    position, value = next(iter(told.items()))
    new = _ordinal(last.tokens[position].raw, value + step, words) if places else str(value + step)
    if value < 1 or value + step < 1 or not new:
        return ""
    other = _renamed(before, last, position, new, words)
    if not question.has(*_ASKING):
        return other
    return about(text, (noun_phrase(understand(other, vocabulary)),))


def _step(question: Question, words: Language) -> int:
    """-1 for "the one before", 1 for "the next one"; 0 where more, or neither, is named."""
    tokens = question.tokens
    for step, phrases in ((-1, words.asks["previous"]), (1, words.asks["next"])):
        if covered := phrases.covered(tokens):
            covered |= words.asks["year"].covered(tokens)
            asks = question.has(*_ASKING)
            free = named_in(question) or (not asks and set(question.open) - covered)
            return 0 if free else step
    return 0


def _ordinal(old: str, value: int, words: Language) -> str:
    """The word for a place in an order that is formed most like another one.

    In Chinese it is the number behind its mark.
    """
    if HAN.fullmatch(old):
        return str(value)
    spelled = [w for w, worth in record_of(words.code)["ordinals"].items() if worth == value]
    like = old.lower()
    return max(spelled, key=lambda w: _shared(w, like) + _shared(w[::-1], like[::-1]), default="")


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _renamed(before: str, last: Question, position: int, new: str, words: Language) -> str:
    """The last question of the neighbour, without the place and year of the one it was of."""
    old = last.tokens[position].raw
    if HAN.fullmatch(old):
        result = before.replace(f"{words.ordinal_mark}{old}", f"{words.ordinal_mark}{new}", 1)
    else:
        result = swap(before, last, position, new)
    of = [
        m
        for m in last.mentions
        if m.of_kind("place") or countries(last.tokens[m.start : m.end], words.code)
    ]
    within = {i for m in of for i in range(m.start, m.end)}
    places = [raw(last, m) for m in of]
    places += [last.tokens[at].raw for at in last.countries if at not in within]
    if words.places(last.tokens):
        places += [last.tokens[n.position].raw for n in last.numbers if n.value in last.years()]
    for place in sorted(places, key=len, reverse=True):
        result = _without_place(result, last, place, words)
    return result


def _without_place(text: str, last: Question, place: str, words: Language) -> str:
    """The text without a place and the comma and preposition before it."""
    if HAN.search(place):
        return text.replace(place.replace(" ", ""), "")
    first = place.split()[0]
    at = next((i for i, t in enumerate(last.tokens) if t.raw == first), 0)
    links: Sequence[str] = ()
    if at and words.is_stopword(last.tokens[at - 1]):
        links = (last.tokens[at - 1].raw,)
    whole = r"\s+".join(map(regex.escape, (*links, *place.split())))
    found = regex.sub(rf"\s*[,،]?\s*(?<![\p{{L}}\p{{N}}]){whole}(?![\p{{L}}\p{{N}}])", "", text)
    return found if found != text else without(text, place.split())
