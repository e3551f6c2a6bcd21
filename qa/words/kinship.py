"""Words of one language that say nearly the same, told by what they are translated to.

"Commerce" and "trade" are kin because texts have the same Arabic words for both (Bannard &
Callison-Burch 2005, "Paraphrasing with Bilingual Parallel Corpora"); no list of synonyms is needed.
Arabic words themselves are compared by `paraphrase.py`.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from index.analyzer import HAN
from index.lexicon import lexicon
from qa.words.paraphrase import paraphrases

LEAST = 0.25
"""How far translations agree at least (Bhattacharyya's coefficient), for words to be kin.

"Staff" and "workers" have .37, "sharing" and "exchange" .23, "law" and "project" .1. Arabic has
words of two meanings, so that "students" and "demand" have .55: kinship alone decides nothing.
"""


@lru_cache(maxsize=8192)
def _translated(stem: str, language: str) -> Mapping[str, float]:
    """How likely each Arabic stem is a translation of another language's."""
    likely = dict(lexicon(language).translations(stem))
    total = sum(likely.values())
    return {word: share / total for word, share in likely.items()}


def akin(one: str, other: str, language: str) -> bool:
    """Whether two different stems of a language translate each other's translations.

    >>> akin("commerc", "trade", "en"), akin("commerc", "health", "en")
    (True, False)
    """
    if one == other or HAN.search(one):
        return False  # a Chinese character is a part of many words
    if language == "ar":
        return other in paraphrases(one) or one in paraphrases(other)
    own, told = _translated(one, language), _translated(other, language)
    return sum(sqrt(share * told[word]) for word, share in own.items() if word in told) >= LEAST
