"""Late interaction: every piece of a question beside its likest piece of a passage.

MaxSim of ColBERT (Khattab & Zaharia 2020), over the token vectors of an encoder that was trained
for one vector a text. Of a passage of a hundred words one vector keeps the gist; here each word of
the question can find its own.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

DIMENSIONS = 128
"""What is kept of a vector; the encoder's first dimensions work alone (Matryoshka)."""
_LEVELS = 127
_VALUES, _STARTS = "late-vectors.npy", "late-starts.npy"


class LateIndex:
    """Token vectors of texts, as bytes: 128 a token, some 15 KB for a passage of 100 words."""

    def __init__(self, values: np.ndarray, starts: np.ndarray) -> None:
        """Keep the vectors.

        Args:
            values: int8, (tokens, dimensions), of all texts one after the other.
            starts: where each text begins, and where the last one ends.
        """
        self._values, self._starts = values, starts

    @classmethod
    def build(cls, texts: Iterable[np.ndarray]) -> "LateIndex":
        """Round the vectors of each text, (tokens, dimension), to bytes."""
        rounded = [np.rint(shortened(text) * _LEVELS).astype(np.int8) for text in texts]
        lengths = [len(text) for text in rounded]
        values = np.concatenate([*rounded, np.zeros((0, _width(rounded)), np.int8)])
        return cls(values, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    def __len__(self) -> int:
        """Number of texts."""
        return len(self._starts) - 1

    def vectors(self, text: int) -> np.ndarray:
        """Vectors of a text's pieces, about unit, (pieces, dimensions), float32."""
        own = self._values[int(self._starts[text]) : int(self._starts[text + 1])]
        return np.asarray(own, dtype=np.float32) / np.float32(_LEVELS)

    def scores(self, query: np.ndarray, texts: Sequence[int] | np.ndarray) -> np.ndarray:
        """Mean over the question's pieces of the best cosine in each text, (texts,), float32.

        Args:
            query: vectors of the question's pieces, (pieces, dimension).
            texts: which texts; one without pieces scores 0.
        """
        found = np.zeros(len(texts), dtype=np.float32)
        if not len(query):
            return found
        asked = shortened(query)[:, : self._values.shape[1]] / np.float32(_LEVELS)
        spans = [(int(self._starts[i]), int(self._starts[i + 1])) for i in texts]
        full = [i for i, (start, end) in enumerate(spans) if end > start]
        if not full:
            return found
        held = np.concatenate([self._values[slice(*spans[i])] for i in full]).astype(np.float32)
        firsts = np.cumsum([0, *(spans[i][1] - spans[i][0] for i in full[:-1])])
        best = np.maximum.reduceat(held @ asked.T, firsts, axis=0)
        found[full] = best.mean(1)
        return found

    def save(self, folder: Path) -> None:
        """Write into `folder`."""
        np.save(folder / _VALUES, self._values)
        np.save(folder / _STARTS, self._starts)

    @classmethod
    def load(cls, folder: Path) -> "LateIndex | None":
        """Map what `save` wrote; None where the encoder gave no token vectors."""
        if not (folder / _VALUES).is_file():
            return None
        return cls(np.load(folder / _VALUES, mmap_mode="r"), np.load(folder / _STARTS))


def interaction(query: np.ndarray, text: np.ndarray) -> float:
    """Mean over a question's pieces of the best cosine in one text; 0 where either has none.

    Both are `shortened`, (pieces, dimensions).
    """
    return float((text @ query.T).max(axis=0).mean()) if len(query) and len(text) else 0.0


def shortened(vectors: np.ndarray) -> np.ndarray:
    """The first dimensions of vectors, (n, d), as unit vectors."""
    kept = vectors[:, :DIMENSIONS]
    lengths = np.linalg.norm(kept, axis=1, keepdims=True)
    return np.asarray(kept / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


def _width(texts: Sequence[np.ndarray]) -> int:
    return texts[0].shape[1] if texts else DIMENSIONS
