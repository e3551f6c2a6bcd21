"""How likely a sentence answers a question, judged from the pieces of both side by side.

A reranker as cross-encoders are (Nogueira & Cho 2019), but small: it reads the token vectors that
late interaction keeps, so that nothing is encoded again, and has two layers of its own
(`encoder/joint.py` is the same in torch, where it is trained). Its score is the log-odds that the
sentence answers: late interaction tells how much two texts have to do with each other, which a
question that the text leaves open has as well.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from corpus.errors import EncoderError
from encoder import RERANKER, RERANKER_HEADS, RERANKER_LONGEST
from index.bert.tensors import map_tensors

_LEAST = np.float32(-1e4)
_EPSILON = np.float32(1e-5)


class Reranker:
    """Scores sentences for a question; may be used from several threads.

    >>> reranker = Reranker.load()  # doctest: +SKIP
    """

    def __init__(self, path: Path = RERANKER) -> None:
        """Read the weights.

        Raises:
            EncoderError: they can't be read.
        """
        try:
            tensors = map_tensors(path)
            self._w = {name: np.array(value, dtype=np.float32) for name, value in tensors.items()}
            self._layers = 1 + max(int(n.split(".")[1]) for n in self._w if n.startswith("layers."))
            own, other = self._w["own.weight"], self._w["other.weight"]
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(f"the reranker's weights can't be read: {error}") from error
        self._w["both.weight"] = np.concatenate([own, other], 1)
        self._w["both.bias"] = self._w["own.bias"]

    @classmethod
    @cache
    def load(cls) -> "Reranker":
        """The bundled one, read once."""
        return cls()

    def scores(self, asked: np.ndarray, told: Sequence[np.ndarray]) -> np.ndarray:
        """Log-odds that each text answers, (texts,), float32; without pieces it is very low.

        Args:
            asked: unit vectors of the question's pieces, (pieces, dimensions).
            told: those of each text.
        """
        found = np.full(len(told), _LEAST, dtype=np.float32)
        places = [i for i, text in enumerate(told) if len(text)]
        if not len(asked) or not places:
            return found
        question = np.asarray(asked[:RERANKER_LONGEST], dtype=np.float32)
        texts = [np.asarray(told[i][:RERANKER_LONGEST], dtype=np.float32) for i in places]
        found[places] = self._scores(question, texts)
        return found

    def _scores(self, question: np.ndarray, texts: Sequence[np.ndarray]) -> np.ndarray:
        lengths = np.array([len(text) for text in texts])
        a, b, n = len(question), int(lengths.max()), len(texts)
        text = np.zeros((n, b, question.shape[1]), dtype=np.float32)
        for i, vectors in enumerate(texts):
            text[i, : len(vectors)] = vectors
        there = np.arange(b) < lengths[:, None]
        cosines = np.where(there[:, None], question @ text.transpose(0, 2, 1), np.float32(-1))
        ahead, back = cosines.max(2), np.where(there, cosines.max(1), np.float32(0))
        rows = np.arange(n)[:, None]
        own = np.concatenate([np.broadcast_to(question, (n, *question.shape)), text], 1)
        likest = np.concatenate([text[rows, cosines.argmax(2)], question[cosines.argmax(1)]], 1)
        best = np.concatenate([ahead, back], 1)
        side = np.repeat(self._w["side"], [a, b], axis=0)
        state = self._linear(np.concatenate([own, likest], -1), "both")
        state += self._linear(np.stack([best, best**4], -1), "near") + side
        state = self._norm(state, "norm")
        bias = np.where(there, np.float32(0), _LEAST)
        bias = np.concatenate([np.zeros((n, a), np.float32), bias], 1)[:, None, None]
        for number in range(self._layers):
            state = self._layer(state, bias, f"layers.{number}.")
        figures = np.stack(
            [ahead.mean(1), back.sum(1) / lengths, ahead.min(1), np.log(lengths) / 5], 1
        ).astype(np.float32)
        mean = state[:, :a].mean(1)
        peak = np.where(there[..., None], state[:, a:], _LEAST).max(1)
        pooled = self._norm(np.concatenate([mean, peak], 1), "last")
        hidden = self._linear(np.concatenate([pooled, figures], 1), "hidden")
        score = self._linear(np.maximum(hidden, 0), "score")[:, 0]
        return np.asarray(score + figures @ self._w["figures"], dtype=np.float32)

    def _layer(self, state: np.ndarray, bias: np.ndarray, name: str) -> np.ndarray:
        n, pieces, width = state.shape
        heads = RERANKER_HEADS
        three = self._linear(self._norm(state, f"{name}before"), f"{name}qkv")
        three = three.reshape(n, pieces, 3, heads, width // heads).transpose(2, 0, 3, 1, 4)
        query, key, value = three
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((width // heads) ** 0.5) + bias
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (scores / scores.sum(-1, keepdims=True)) @ value
        attended = attended.transpose(0, 2, 1, 3).reshape(n, pieces, width)
        state = state + self._linear(attended, f"{name}out")
        inner = np.maximum(self._linear(self._norm(state, f"{name}after"), f"{name}inner"), 0)
        return np.asarray(state + self._linear(inner, f"{name}outer"))

    def _linear(self, value: np.ndarray, name: str) -> np.ndarray:
        # As one matrix: numpy multiplies the parts of a stack one by one.
        rows = value.reshape(-1, value.shape[-1]) @ self._w[f"{name}.weight"].T
        rows += self._w[f"{name}.bias"]
        return np.asarray(rows.reshape(*value.shape[:-1], -1))

    def _norm(self, value: np.ndarray, name: str) -> np.ndarray:
        centred = value - value.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + _EPSILON)
        return np.asarray(centred / scale * self._w[f"{name}.weight"] + self._w[f"{name}.bias"])
