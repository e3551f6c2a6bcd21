"""Words of one language that say nearly the same, told by what they are translated to.

"Commerce" and "trade" are kin because texts have the same Arabic words for both (Bannard &
Callison-Burch 2005, "Paraphrasing with Bilingual Parallel Corpora"); no list of synonyms is needed.
Arabic words themselves are compared by `paraphrase.py`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt

from index.analyzer import skeleton
from index.lexicon import lexicon
from qa.words.paraphrase import paraphrases
from qa.words.tokens import Token

LEAST = 0.25
"""The least share of their translations that words have in common to be kin."""
_ROOT = 3
"""Consonants at least by which translations are taken for forms of one word."""


@lru_cache(maxsize=8192)
def _translated(stem: str, language: str) -> Mapping[str, float]:
    """How likely each Arabic word, by its consonants, is a translation of a stem."""
    shares: dict[str, float] = {}
    for word, probability in lexicon(language).translations(stem):
        bones = skeleton(word)
        form = bones if len(bones) >= _ROOT else word
        shares[form] = shares.get(form, 0.0) + probability
    total = sum(shares.values())
    return {form: share / total for form, share in shares.items()}


def kinship(one: str, other: str, language: str) -> float:
    """How far the translations of two stems agree, 0 to 1 (Bhattacharyya's coefficient).

    >>> kinship("commerc", "trade", "en") > LEAST
    True
    """
    if language == "ar":
        return max(paraphrases(one).get(other, 0.0), paraphrases(other).get(one, 0.0))
    own, told = _translated(one, language), _translated(other, language)
    return sum(sqrt(share * told[form]) for form, share in own.items() if form in told)
