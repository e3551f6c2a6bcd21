"""Text folded for searching, with a map back to the source.

Folding: NFKC, diacritics and tatweel dropped, alef, ya, ta marbuta and hamza carriers unified
(as in Larkey, Ballesteros & Connell 2002), Arabic-Indic digits to ASCII, Latin lower-cased and
freed of accents, bidirectional controls dropped.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from corpus.records import Repair, ShadowText, Span

VERSION = 1
"""Raised whenever the folding changes: indexes made with another version don't fit."""

_FOLD = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ؤ": "و", "ة": "ه",
    "ک": "ك", "ء": None, "ـ": None,
})  # fmt: skip
_CLUSTER = regex.compile(r"\X")
_CONTROLS = regex.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKUP = regex.compile(r"</?(?:b|i|em|strong|sup|sub|br)\s*/?>|\\(?=\*)")


@lru_cache(maxsize=65536)
def _fold(cluster: str) -> str:
    """Fold one grapheme cluster; idempotent."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", cluster))
    # Hamza and madda carriers decompose into a letter and a mark, so dropping marks folds them.
    kept = "".join(char for char in text if not unicodedata.combining(char))
    folded = _CONTROLS.sub("", kept).casefold().translate(_FOLD)
    digits = "".join(
        str(unicodedata.digit(char)) if unicodedata.digit(char, None) is not None else char
        for char in folded
    )
    return unicodedata.normalize("NFKC", digits)


def normalise(text: str) -> str:
    """Fold `text` for comparing and searching.

    >>> normalise("الهِجْرَةُ ٢٠١١")
    'الهجره 2011'
    """
    return "".join(_fold(cluster) for cluster in _CLUSTER.findall(text))


def shadow(text: str, repairs: Sequence[Repair] = ()) -> ShadowText:
    """Fold `text` with its repairs applied, and keep where each character came from.

    Args:
        text: the source.
        repairs: without overlap; every character of a replacement stands for the whole
            repaired range.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(part: str, start: int, end: int) -> None:
        pieces.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))

    def plain(start: int, end: int) -> None:
        for match in _CLUSTER.finditer(text, start, end):
            add(_fold(match.group()), match.start(), match.end())

    position = 0
    for repair in sorted(repairs, key=lambda r: r.span.start):
        plain(position, repair.span.start)
        add(normalise(repair.replacement), repair.span.start, repair.span.end)
        position = repair.span.end
    plain(position, len(text))
    return ShadowText("".join(pieces), tuple(starts), tuple(ends))


def reading(text: str, span: Span, repairs: Sequence[Repair] = ()) -> str:
    """The source in `span` as it is to be read: repairs applied, markup out, spaces single."""
    parts: list[str] = []
    position = span.start
    for repair in sorted(repairs, key=lambda r: r.span.start):
        if span.contains(repair.span):
            parts += [text[position : repair.span.start], repair.replacement]
            position = repair.span.end
    parts.append(text[position : span.end])
    return " ".join(_MARKUP.sub("", "".join(parts)).split())
