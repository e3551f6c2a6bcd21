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

    def shares(self, words: Sequence[Sequence[tuple[str, float]]]) -> np.ndarray:
        """How much of a query each entry holds, 0 to 1, float32, shape (size,).

        Args:
            words: for each word of the query the tokens that may stand for it, with how much each
                counts. An entry is given the best of them, and the word weighs what that one does.
        """
        total = np.zeros(self.size, dtype=np.float32)
        ideal = 0.0
        for tokens in words:
            held = [(token, counts) for token, counts in tokens if token in self._vocabulary]
            weight = min((self._idf(token) for token, _ in held), default=self._rarest)
            ideal += weight
            best = np.zeros(self.size, dtype=np.float32)
            for token, counts in held:
                at, values = self._postings(token)
                values = values * (counts * weight / self._idf(token))
                best[at] = np.maximum(best[at], values)
            total += best
        return np.minimum(1.0, total * (1 + K1) / ideal) if ideal else total

    @property
    def _rarest(self) -> float:
        """What a token weighs that no entry has."""
        return float(np.log(1 + (self.size + 0.5) / 0.5))

    def _postings(self, token: str) -> tuple[np.ndarray, np.ndarray]:
        """The entries that hold a token and what they score for it."""
        if self._model is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        scores, at = self._model.scores, self._vocabulary[token]
        inside = slice(int(scores["indptr"][at]), int(scores["indptr"][at + 1]))
        return np.asarray(scores["indices"][inside]), np.asarray(scores["data"][inside])

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
