"""How near the words of a question come to the words of a text, in letters or in meaning.

A refusal hangs on one word more often than not: "which hotel", "how much did it cost". Whether
the evidence has a word for it is told by its stem, or by the encoder's vectors of single words,
which are kept once they were made.
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from index.analyzer import ARABIC, skeleton
from index.encoder import Encoder, token_encoder
from qa.words.glosses import rendered
from qa.words.tokens import Token

_KEPT = 50_000
"""Vectors kept at most; a library's words are far fewer."""
_ROOT = 5
"""Words that share this many letters at their start are taken for forms of one word."""


def _akin(token: Token, bones: set[str]) -> bool:
    """Whether an Arabic word shares three or more consonants, and no others, with one of these."""
    own = skeleton(token.stem) if ARABIC.search(token.word) else ""
    return len(own) >= 3 and own in bones


class Meanings:
    """Likeness of single words; may be used from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        """Keep the encoder; vectors are made when they are asked for."""
        self._encoder, self._tokens = encoder, token_encoder(encoder)
        self._vectors: dict[str, np.ndarray] = {}
        self._lock = Lock()

    def vectors(self, words: Sequence[str]) -> np.ndarray:
        """Unit vectors of words, (n, dimension)."""
        with self._lock:
            if len(self._vectors) > _KEPT:
                self._vectors.clear()
            new = [word for word in dict.fromkeys(words) if word not in self._vectors]
            if new:
                made = self._encoder.encode_queries(new)
                self._vectors.update(zip(new, made, strict=True))
            return np.array([self._vectors[word] for word in words])

    def pieces(self, texts: Sequence[str]) -> list[np.ndarray] | None:
        """Vectors of each text's pieces, (pieces, dimension); None where they are of no use."""
        return None if self._tokens is None else self._tokens.passage_tokens(texts)

    def nearest(self, asked: Sequence[Token], told: Sequence[Token]) -> list[float]:
        """For every word of `asked`: how near the nearest word of `told` is, 0 to 1.

        1 for the same stem, the same beginning or the same Arabic consonants, else the cosine of
        the vectors.
        """
        stems = {stem for token in told for stem in (token.stem, *token.glosses)}
        starts = {stem[:_ROOT] for stem in stems if len(stem) > _ROOT - 1}
        bones = {skeleton(token.stem) for token in told if ARABIC.search(token.word)}
        found = [
            1.0
            if token.stem in stems
            or token.stem[:_ROOT] in starts
            or _akin(token, bones)
            or rendered(token, stems)
            else -1.0
            for token in asked
        ]
        open_ = [i for i, value in enumerate(found) if value < 0]
        words = sorted({token.word for token in told})
        if open_ and words:
            likeness = self.vectors([asked[i].word for i in open_]) @ self.vectors(words).T
            for i, value in zip(open_, likeness.max(1), strict=True):
                found[i] = float(max(0.0, value))
        return [max(0.0, value) for value in found]
