"""Words of a question or a text, with the stems by which they are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analyzer import HAN, WORD, stem
from ingest.normalise import normalise


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, normalised, and its stem."""

    raw: str
    word: str
    stem: str


@lru_cache(maxsize=16384)
def tokenize(text: str, language: str = "en") -> tuple[Token, ...]:
    """Split `text` into words; "5+5" is one word, each Chinese character is one."""
    tokens = []
    for match in WORD.finditer(text):
        raw = match.group()
        parts = list(raw) if HAN.search(raw) else [raw]
        for part in parts:
            for word in normalise(part).split():
                tokens.append(Token(part, word, stem(word, language)))
    return tuple(tokens)


def stems(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of `text`, in order."""
    return tuple(token.stem for token in tokenize(text, language))


def find(needle: Sequence[str], haystack: Sequence[str]) -> int:
    """Position of `needle` as a run within `haystack`, or -1."""
    if not needle:
        return -1
    for start in range(len(haystack) - len(needle) + 1):
        if tuple(haystack[start : start + len(needle)]) == tuple(needle):
            return start
    return -1
