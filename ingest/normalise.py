"""Text folded for searching, with a map back to the source.

Folding: NFKC, diacritics and tatweel dropped, alef, ya, ta marbuta and hamza carriers unified
(as in Larkey, Ballesteros & Connell 2002), Arabic-Indic digits to ASCII, Latin lower-cased and
freed of accents, invisible controls dropped.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from corpus.records import Repair, ShadowText, Span

VERSION = 2
"""Raised whenever the folding changes: indexes made with another version don't fit."""

_FOLD = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ؤ": "و", "ة": "ه",
    "ک": "ك", "ء": None, "ـ": None,
})  # fmt: skip
_CLUSTER = regex.compile(r"\X")
# Soft hyphen, zero-width and bidirectional controls, variation selectors, tatweel, lone hamza.
# They go before clusters are formed: a letter and its mark parted by one of them would compose
# only when the result was folded again.
_DROPPED = regex.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u0640\u0621]"
)
# What й is after its breve is taken off: unlike an accent, nobody leaves that breve out, and
# without it stemmers no longer know the ending of a Russian adjective.
_SHORT_I = "и\u0306"
_MARKUP = regex.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|br|span|mark)\s*/?>"
    r"|(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)"
    r"|\\(?=[*_#`\[\]()<>~|!.\-])"
    r"|(?m:(?<=\n)\s*>\s?)"
)
_LINK = regex.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")


@lru_cache(maxsize=65536)
def _fold(cluster: str) -> str:
    """Fold one grapheme cluster; idempotent."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", cluster)).casefold()
    # Hamza and madda carriers decompose into a letter and a mark, so dropping marks folds them.
    kept = "й".join(
        "".join(char for char in part if not unicodedata.combining(char))
        for part in text.split(_SHORT_I)
    )
    folded = _DROPPED.sub("", kept).translate(_FOLD)
    digits = "".join(
        str(unicodedata.digit(char)) if unicodedata.digit(char, None) is not None else char
        for char in folded
    )
    return unicodedata.normalize("NFKC", digits)


def _clusters(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """Folded clusters of a stretch of `text`, each with the source range it stands for."""
    kept = [i for i in range(span.start, span.end) if not _DROPPED.match(text[i])]
    for match in _CLUSTER.finditer("".join(text[i] for i in kept)):
        yield _fold(match.group()), kept[match.start()], kept[match.end() - 1] + 1


def normalise(text: str) -> str:
    """Fold `text` for comparing and searching.

    >>> normalise("الهِجْرَةُ ٢٠١١")
    'الهجره 2011'
    """
    return "".join(_fold(cluster) for cluster in _CLUSTER.findall(_DROPPED.sub("", text)))


fold = normalise
"""`normalise` by the name that questions use."""


def shadow(
    text: str, repairs: Sequence[Repair] = (), order: Sequence[Span] | None = None
) -> ShadowText:
    """Fold `text` with its repairs applied, and keep where each character came from.

    Args:
        text: the source.
        repairs: without overlap; every character of a replacement stands for the whole
            repaired range.
        order: the stretches of the source in the order they are read; by default the whole
            source as it stands. A repair lies within one stretch or is left out.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(part: str, start: int, end: int) -> None:
        pieces.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))

    for stretch in (Span(0, len(text)),) if order is None else order:
        for piece in _pieces(stretch, repairs):
            if isinstance(piece, Repair):
                add(normalise(piece.replacement), piece.span.start, piece.span.end)
            else:
                for part, start, end in _clusters(text, piece):
                    add(part, start, end)
    return ShadowText("".join(pieces), tuple(starts), tuple(ends))


def _pieces(span: Span, repairs: Sequence[Repair]) -> Iterator[Repair | Span]:
    """The repairs inside `span` and the plain stretches between them, in order."""
    position = span.start
    for repair in sorted(repairs, key=lambda r: r.span.start):
        if span.contains(repair.span) and repair.span.start >= position:
            yield Span(position, repair.span.start)
            yield repair
            position = repair.span.end
    yield Span(position, span.end)


def reading(text: str, span: Span, repairs: Sequence[Repair] = ()) -> str:
    """The source in `span` as it is to be read: repairs applied, markup out, spaces single.

    >>> reading("a <b>bald</b>  clam", Span(0, 19), [Repair(Span(15, 19), "claim", "misread")])
    'a bald claim'
    """
    whole = "".join(
        piece.replacement if isinstance(piece, Repair) else piece.of(text)
        for piece in _pieces(span, repairs)
    )
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", whole)).replace("\ufeff", "").split())
