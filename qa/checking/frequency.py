"""How often something happens: "every two years" and "biennial" are one, "each year" is another."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from qa.words.language import record_of, words_of
from qa.words.phrases import Phrases
from qa.words.tokens import tokenize

_BESIDE = 3
"""How many words may stand between "every" and the unit of time."""


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[Mapping[str, Phrases], Phrases, Mapping[str, Phrases]]:
    record = record_of(language)["frequency"]
    units = {name: Phrases(record["units"][name], language) for name in record["units"]}
    whole = {days: Phrases(record["whole"][days], language) for days in record["whole"]}
    return units, Phrases(record["every"], language), whole


@lru_cache(maxsize=4096)
def frequencies(text: str, language: str) -> frozenset[Fraction]:
    """The days between one time and the next, for everything that a text says happens regularly.

    >>> frequencies("It meets every two years; the board meets monthly.", "en")
    frozenset({Fraction(730, 1), Fraction(30, 1)})
    """
    units, every, whole = _words(language)
    tokens = tokenize(text, language)
    numbers = words_of(language).numbers(tokens)
    found = {Fraction(days) for days, phrases in whole.items() if phrases.positions(tokens)}
    taken = {i for phrases in whole.values() for i in phrases.covered(tokens)}
    for start, length in every.positions(tokens).items():
        after = start + length
        for days, phrases in units.items():
            for at in phrases.positions(tokens):
                if after <= at < after + _BESIDE and at not in taken:
                    count = next((v for s, (v, _) in numbers.items() if after <= s < at), 1)
                    found.add(Fraction(days) * count)
    return frozenset(found)
