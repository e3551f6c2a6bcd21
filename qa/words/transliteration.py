"""Names across scripts: "Al-Nahda" and "النهضة" have the same consonants.

Letters fall into classes of sound that Arabic and Latin spellings share; vowels, doubled letters
and the article are left out, as transliterations leave them out or write them in many ways (compare
the skeleton keys of Freeman, Condon & Ackerman 2006, "Cross Linguistic Name Matching in English and
Arabic").
"""

from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from index.analyzer import ARABIC
from ingest.normalise import normalise

_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "غ": "j", "گ": "j", "چ": "j",
    "ح": "h", "ه": "h", "خ": "x", "د": "d", "ض": "d", "ذ": "d", "ظ": "z", "ز": "z", "ر": "r",
    "س": "s", "ص": "s", "ش": "c", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n",
}  # fmt: skip
_DIGRAPHS = {"sh": "c", "ch": "c", "kh": "x", "gh": "j", "th": "t", "dh": "d", "ph": "f"}
_LATIN = {
    "b": "b", "p": "b", "t": "t", "j": "j", "g": "j", "h": "h", "x": "ks", "d": "d", "z": "z",
    "r": "r", "s": "s", "f": "f", "v": "f", "q": "k", "k": "k", "c": "k", "l": "l", "m": "m",
    "n": "n",
}  # fmt: skip
_ARTICLE = regex.compile(r"^(?:(?:ال|al|el)[-'’ ]?|(?:ar|as|ad|an|at|ash)[-'’ ])(?=.{3})")
_DOUBLED = regex.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def key(word: str) -> str:
    """The consonants of a name by their sound; "" when there are none.

    >>> key("النهضة") == key("Nahda") == "nhd"
    True
    """
    text = _ARTICLE.sub("", normalise(word))
    if ARABIC.search(text):
        sounds = "".join(_ARABIC.get(letter, "") for letter in text.removesuffix("ه"))
    else:
        for pair, sound in _DIGRAPHS.items():
            text = text.replace(pair, sound.upper())
        text = text[:-1] if text.endswith("h") and len(text) > 3 else text
        sounds = "".join(c.lower() if c.isupper() else _LATIN.get(c, "") for c in text)
    return _DOUBLED.sub(r"\1", sounds)


@lru_cache(maxsize=16384)
def _keys(word: str) -> frozenset[str]:
    """A name's consonants in every way that it may be read.

    An Arabic "ة" may be heard as a t ("Thaniyat", "ثنية"), and "th" be two letters ("Fathi").
    """
    own, text = key(word), normalise(word)
    if ARABIC.search(text) and text.endswith("ه"):
        return frozenset((own, own if own.endswith("t") else own + "t"))
    if ARABIC.search(text):
        return frozenset((own,))
    # A last h may be a letter of its own ("Milh", "ملح") or stand for "ة".
    return frozenset((own, key(text + "a"), key(text.replace("th", "t'h") + "a")))


def same_name(one: str, other: str) -> bool:
    """Whether two words of different scripts may be one name; short keys must be equal."""
    return any(_same(left, right) for left in _keys(one) for right in _keys(other))


def _same(left: str, right: str) -> bool:
    if len(left) < 2 or len(right) < 2:
        return False
    allowed = 1 if min(len(left), len(right)) >= 4 else 0
    return Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed
