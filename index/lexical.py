"""BM25 (Robertson & Zaragoza 2009) over token lists, by bm25s."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

K1, B = 1.2, 0.75


class LexicalIndex:
    """Scores all entries against a tokenised query."""

    def __init__(self, model: bm25s.BM25 | None, size: int) -> None:
        """Wrap a bm25s model over `size` entries; None when no entry has a token."""
        self._model, self.size = model, size
        self._vocabulary: dict[str, int] = dict(model.vocab_dict) if model else {}

    @classmethod
    def build(cls, entries: Sequence[Sequence[str]]) -> "LexicalIndex":
        """Index token lists; bm25s is given tokens because its own pattern shreds vowels."""
        if not any(entries):
            return cls(None, len(entries))
        model = bm25s.BM25(k1=K1, b=B)
        model.index([list(entry) for entry in entries], show_progress=False)
        return cls(model, len(entries))

    def scores(self, tokens: Sequence[str]) -> np.ndarray:
        """BM25 of every entry, float32, shape (size,); zeros when no token is known."""
        known = [token for token in tokens if token in self._vocabulary]
        if self._model is None or not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)

    def ideal(self, tokens: Sequence[str]) -> float:
        """What an entry of average length scores that holds every token once.

        Dividing a score by this tells how much of a query is found, on one scale for all
        queries: tokens that occur nowhere count with the highest weight.
        """
        return sum(self._idf(token) for token in tokens) / (1 + K1)

    def _idf(self, token: str) -> float:
        """Inverse document frequency as in Lucene's BM25, the variant that bm25s computes."""
        seen = 0
        if self._model is not None and token in self._vocabulary:
            starts = self._model.scores["indptr"]
            at = self._vocabulary[token]
            seen = int(starts[at + 1] - starts[at])
        return float(np.log(1 + (self.size - seen + 0.5) / (seen + 0.5)))

    def save(self, folder: Path) -> None:
        """Write into `folder`; an empty index leaves it empty."""
        folder.mkdir(parents=True)
        if self._model is not None:
            self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Read what `save` wrote."""
        if not any(folder.iterdir()):
            return cls(None, size)
        return cls(bm25s.BM25.load(str(folder), load_vocab=True), size)
