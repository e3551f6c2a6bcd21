"""Words of a question or a text, with the stems by which they are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from index.analyzer import SCRIPT_RUN, WORD, stem
from ingest.normalise import normalise

_ONTO_NUMBER = regex.compile(r"([وفبلك])(\p{Nd}+)")
_TANWIN = regex.compile(r"(?<=\w\w\w)(?:\u0627\u064b|\u064b\u0627)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, normalised, and its stem.

    `glosses` are Arabic stems that it may translate to, given where a document needs them
    (`qa.words.glosses`).
    """

    raw: str
    word: str
    stem: str
    glosses: tuple[str, ...] = ()


@lru_cache(maxsize=32768)
def tokenize(text: str, language: str = "en") -> tuple[Token, ...]:
    """Split `text` into words; "5+5" is one word, each Chinese character is one."""
    tokens = []
    for match in WORD.finditer(text):
        raw = match.group()
        for part in (piece for run in SCRIPT_RUN.findall(raw) for piece in _parted(run)):
            # The alef that carries the accusative is no letter of the word.
            bare = _TANWIN.sub("", part)
            for word in normalise(bare).split():
                tokens.append(Token(part, word, stem(word, language)))
    return tuple(tokens)


def _parted(run: str) -> tuple[str, ...]:
    """An Arabic "and" or preposition apart from the number it is written onto: "و20"."""
    match = _ONTO_NUMBER.fullmatch(run)
    return match.groups() if match else (run,)


def stems(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of `text`, in order."""
    return tuple(token.stem for token in tokenize(text, language))


def find(needle: Sequence[str], haystack: Sequence[str]) -> int:
    """Position of `needle` as a run within `haystack`, or -1."""
    if not needle:
        return -1
    wanted = tuple(needle)
    for start in range(len(haystack) - len(wanted) + 1):
        if tuple(haystack[start : start + len(wanted)]) == wanted:
            return start
    return -1
