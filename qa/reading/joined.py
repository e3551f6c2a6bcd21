"""Names that share a word with the one before or after them: "sheet or cast iron".

What two names have in common is often said once; each is meant in full.
"""

from collections.abc import Callable, Sequence

from qa.reading.cues import AND
from qa.reading.vocabulary import Mention
from qa.words.language import Language
from qa.words.tokens import Token

_MOST = 3
"""Words at most of a name that lacks the shared one."""
_HEAD_LAST = ("en", "ru")
"""Languages that put what names share at their end; Chinese names are left as they are."""

Named = Callable[[Sequence[Token]], Sequence[Mention]]
"""The mentions of a run of words."""


def completed(
    tokens: Sequence[Token], mentions: Sequence[Mention], words: Language, named: Named
) -> tuple[Mention, ...]:
    """The mentions with those of names that lack the word which they share with a neighbour.

    "Repair of boats or nets" names two kinds of repair, the second one without its head; in "sheet
    or cast iron" it is the first.
    """
    if words.code == "zh":
        return tuple(mentions)  # a name is written out, or its signs are cut anywhere
    joints = words.or_words.covered(tokens)
    joints |= {i for i, token in enumerate(tokens) if token.word in AND}
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    found = list(mentions)
    for mention in mentions:
        if mention.end - mention.start < 2 or not mention.of_kind("theme", "term"):
            continue
        for start, end in _beside(mention, joints, taken, len(tokens), words):
            run = list(tokens[start:end])
            if words.code in _HEAD_LAST:
                whole = [*run, tokens[mention.end - 1]]
            else:
                whole = [tokens[mention.start], *run]
            full = [m for m in named(whole) if m.end - m.start == len(whole)]
            if full and full[0].of_kind("theme", "term"):
                found.append(Mention(start, end, full[0].terms))
                break
    return tuple(sorted(found, key=lambda mention: mention.start))


def _beside(
    mention: Mention, joints: set[int], taken: set[int], size: int, words: Language
) -> list[tuple[int, int]]:
    """Runs of free words on the other side of an "and" or "or", the longest first."""
    lengths = range(_MOST, 0, -1)
    if words.code in _HEAD_LAST:
        ends = mention.start - 1
        runs = [(ends - n, ends) for n in lengths] if ends in joints else []
    else:
        first = mention.end + 1
        runs = [(first, first + n) for n in lengths] if mention.end in joints else []
    return [
        (start, end)
        for start, end in runs
        if 0 <= start and end <= size and not taken.intersection(range(start, end))
    ]
