"""Well-known organisations in six languages, so that one put in another's place is noticed.

Arabic and Chinese write names without capitals: without a list of them "the Arab League" in the
place of "the African Union" is told by nothing. The names stand in `qa/checking/bodies.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import regex

from index.analyzer import ARABIC, HAN
from qa.words.language import LANGUAGES
from qa.words.tokens import Token, tokenize

_FILE = Path(__file__).parent / "bodies.toml"
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_ACRONYM = 5
"""Letters of an acronym at most; a word of capitals that is longer is a word."""


def _languages_of(name: str) -> tuple[str, ...]:
    """The languages that a name may be read in, by its script."""
    if ARABIC.search(name):
        return ("ar",)
    if HAN.search(name):
        return ("zh",)
    if _CYRILLIC.search(name):
        return ("ru",)
    return tuple(code for code in LANGUAGES if code not in ("ar", "zh", "ru"))


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _ACRONYM and name.isalnum() and not HAN.search(name)


@lru_cache(maxsize=8)
def _names(language: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """By first stem: the stems of each name, longest first, and the body it is."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for body, names in _bodies().items():
        for name in names:
            if language in _languages_of(name) and not _is_acronym(name):
                key = tuple(token.stem for token in tokenize(name, language))
                found.setdefault(key[0], []).append((key, body))
    for names_here in found.values():
        names_here.sort(key=lambda entry: -len(entry[0]))
    return found


@lru_cache(maxsize=1)
def _bodies() -> Mapping[str, Sequence[str]]:
    bodies: Mapping[str, Sequence[str]] = tomllib.loads(_FILE.read_text("utf-8"))["bodies"]
    return bodies


@lru_cache(maxsize=1)
def _acronyms() -> Mapping[str, str]:
    return {name: body for body, names in _bodies().items() for name in names if _is_acronym(name)}


def bodies(tokens: Sequence[Token], language: str) -> dict[int, tuple[int, str]]:
    """Bodies that a text names: where each name begins, how many words it has, and which it is.

    >>> bodies(tokenize("The African Union and the IMF met.", "en"), "en")
    {1: (2, 'african_union'), 5: (1, 'imf')}
    """
    found: dict[int, tuple[int, str]] = {}
    at = 0
    while at < len(tokens):
        length = 1
        if tokens[at].raw in _acronyms():
            found[at] = (1, _acronyms()[tokens[at].raw])
        else:
            for key, body in _names(language).get(tokens[at].stem, ()):
                if tuple(t.stem for t in tokens[at : at + len(key)]) == key:
                    length = len(key)
                    found[at] = (length, body)
                    break
        at += length
    return found


def bodies_of(views: Mapping[str, str]) -> set[str]:
    """The bodies that a text names in any of its languages."""
    return {
        body
        for language, text in views.items()
        for _, body in bodies(tokenize(text, language), language).values()
    }
