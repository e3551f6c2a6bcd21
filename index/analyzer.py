"""Text to the tokens of the lexical index.

An Arabic word gives its light10 stem, the consonants of the stem, and the character 4-grams of the
normalised word: stems find other forms of a word, consonants those of its root (ARCD nDCG@10 of
.857 without, .864 with them), grams survive what a scanner or a typist does to it. The kinds carry
different marks, so that none meets another.
"""

from functools import lru_cache

import regex
import Stemmer

from ingest.normalise import normalise

VERSION = 4
"""Raised whenever tokens change: indexes made with another version don't fit."""

WORD = regex.compile(r"\d+(?:\+\d+)+|[\p{L}\p{M}\p{N}]+")
ARABIC = regex.compile(r"\p{Script=Arabic}")
HAN = regex.compile(r"\p{Script=Han}")
SCRIPT_RUN = regex.compile(r"\p{Script=Han}|[^\p{Script=Han}]+")
"""A Chinese character, or a run of anything else: "49个国家" holds the number 49."""
_HAN_OR_NOT = regex.compile(r"\p{Script=Han}+|[^\p{Script=Han}]+")
_SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
GRAM = 4
LEAST_BONES = 3
"""Consonants that make a root; fewer are shared by too many words."""


@lru_cache(maxsize=65536)
def light10(word: str) -> str:
    """Light stem of a normalised Arabic word.

    light10 of Larkey, Ballesteros & Connell (2007, "Light Stemming for Arabic Information
    Retrieval"): "و" is taken off where three letters stay, the article with its prefixes where
    two stay, then suffixes where two stay. (In normalised text "ية" is "يه" and "ة" is "ه".)

    >>> light10("والكتاب"), light10("المهاجرين")
    ('كتاب', 'مهاجر')
    """
    stem = word
    if stem.startswith("و") and len(stem) > 3:
        stem = stem[1:]
    for prefix in _PREFIXES:
        if stem.startswith(prefix) and len(stem) - len(prefix) >= 2:
            stem = stem[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
            stem = stem[: -len(suffix)]
    return stem


_WEAK = regex.compile(r"[اويىئؤء]|ه$|^(?:ال|[مت])(?=\w{3})")


@lru_cache(maxsize=65536)
def skeleton(stem: str) -> str:
    """The consonants by which Arabic words of one root are known, its commonest affixes gone.

    >>> skeleton("تمثيل") == skeleton("ممثل") == "مثل"
    True
    """
    return _WEAK.sub("", stem)


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_SNOWBALL.get(language, "english"))


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "en") -> str:
    """Stem of a normalised word: light10 for Arabic, snowball for other scripts."""
    return light10(word) if ARABIC.search(word) else _stemmer(language).stemWord(word)


def _arabic(word: str) -> list[str]:
    grams = [word[i : i + GRAM] for i in range(len(word) - GRAM + 1)]
    stemmed = light10(word)
    bones = skeleton(stemmed)
    root = ["r:" + bones] if len(bones) >= LEAST_BONES else []
    return ["s:" + stemmed, *root, *("g:" + gram for gram in grams)]


def analyze(text: str, language: str = "en") -> list[str]:
    """Tokens of `text`; `language` chooses the stemmer of words that are not Arabic."""
    tokens: list[str] = []
    words = (part for word in WORD.findall(normalise(text)) for part in _HAN_OR_NOT.findall(word))
    for word in words:
        if ARABIC.search(word):
            tokens += _arabic(word)
        elif HAN.search(word):
            tokens += ["h:" + word[i : i + 2] for i in range(max(1, len(word) - 1))]
        else:
            tokens.append("w:" + stem(word, language))
    return tokens
