"""Translation probabilities of words, learnt from sentences that say the same in two languages.

IBM Model 1 with an empty word (Brown, Della Pietra, Della Pietra & Mercer 1993, "The Mathematics of
Statistical Machine Translation"), in both directions at once; the last rounds count what both
directions agree on (Liang, Taskar & Klein 2006, "Alignment by Agreement"). Whole corpora are a few
flat arrays, so that a round is a dozen calls of numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs of words with how surely one translates the other.

    Attributes:
        left: word ids of one language, (pairs,).
        right: word ids of the other, (pairs,).
        forward: probability of the right word given the left one, (pairs,).
        backward: probability of the left word given the right one, (pairs,).
        count: expected number of times that the two stood for one another, (pairs,).
        rows: number of sentence pairs that hold both, unweighted, (pairs,).
    """

    left: np.ndarray
    right: np.ndarray
    forward: np.ndarray
    backward: np.ndarray
    count: np.ndarray
    rows: np.ndarray

    @property
    def both(self) -> np.ndarray:
        """Geometric mean of the two probabilities, (pairs,)."""
        return np.asarray(np.sqrt(self.forward * self.backward))

    def where(self, keep: np.ndarray) -> "Table":
        """The pairs that `keep` (a mask or positions) chooses."""
        columns = (self.left, self.right, self.forward, self.backward, self.count, self.rows)
        return Table(*(column[keep] for column in columns))


@dataclass(frozen=True, slots=True)
class _Links:
    """Every word of a sentence with every word of its translation, (links,) each."""

    pair: np.ndarray
    left_at: np.ndarray
    right_at: np.ndarray
    weight: np.ndarray


def align(
    left: Sequence[Sequence[int]],
    right: Sequence[Sequence[int]],
    weights: Sequence[float],
    *,
    rounds: int = 5,
    agreeing: int = 3,
) -> Table:
    """Learn which words translate each other.

    Args:
        left: word ids of the sentences of one language, each word once.
        right: the same of their translations.
        weights: how much each pair of sentences counts.
        rounds: of expectation and maximisation.
        agreeing: the last of them, that count what both directions agree on.

    Every sum runs in the order of the sentences, so the same input gives the same table.
    """
    lefts, rights = _flat(left), _flat(right)
    links, keys = _links(left, right, np.asarray(weights, np.float32))
    size = int(rights.max(initial=0)) + 1
    pair_left, pair_right = keys // size, keys % size
    forward = np.full(len(keys), 1.0, np.float32)
    backward = forward.copy()
    empty_left = np.ones(int(lefts.max(initial=0)) + 1, np.float32)
    empty_right = np.ones(size, np.float32)
    weight_left = np.repeat(weights, [len(words) for words in left])
    weight_right = np.repeat(weights, [len(words) for words in right])
    count = forward
    for step in range(rounds):
        to_right, rest_right = _posterior(forward, links.pair, links.right_at, empty_right[rights])
        to_left, rest_left = _posterior(backward, links.pair, links.left_at, empty_left[lefts])
        if step >= rounds - agreeing:
            to_right = to_left = to_right * to_left
        count = _sum(links.pair, to_right * links.weight, len(keys))
        other = (
            count if to_left is to_right else _sum(links.pair, to_left * links.weight, len(keys))
        )
        forward = count / np.maximum(_sum(pair_left, count)[pair_left], 1e-9)
        backward = other / np.maximum(_sum(pair_right, other)[pair_right], 1e-9)
        empty_right = _share(_sum(rights, rest_right * weight_right, size))
        empty_left = _share(_sum(lefts, rest_left * weight_left, len(empty_left)))
    rows = np.bincount(links.pair, minlength=len(keys))
    return Table(pair_left, pair_right, forward, backward, count, rows)


def _flat(sentences: Sequence[Sequence[int]]) -> np.ndarray:
    return np.fromiter(chain.from_iterable(sentences), np.int64)


def _links(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]], weights: np.ndarray
) -> tuple[_Links, np.ndarray]:
    """All links, and the distinct pairs of words as left x (most right + 1) + right."""
    lefts, rights = _flat(left), _flat(right)
    sizes = [np.array([len(words) for words in side], np.int64) for side in (left, right)]
    starts = [np.cumsum(size) - size for size in sizes]
    each = sizes[0] * sizes[1]
    row = np.repeat(np.arange(len(each)), each)
    within = np.arange(len(row)) - np.repeat(np.cumsum(each) - each, each)
    left_at = (starts[0][row] + within // sizes[1][row]).astype(np.int32)
    right_at = (starts[1][row] + within % sizes[1][row]).astype(np.int32)
    del within
    width = int(rights.max(initial=0)) + 1
    keys, pair = np.unique(lefts[left_at] * width + rights[right_at], return_inverse=True)
    return _Links(pair.astype(np.int32), left_at, right_at, weights[row]), keys


def _posterior(
    table: np.ndarray, pair: np.ndarray, at: np.ndarray, empty: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How likely each link is among those of its word at `at`, and each word to have none."""
    likely = table[pair]
    total = _sum(at, likely, len(empty)) + empty
    total = np.maximum(total, 1e-30)
    return likely / total[at], empty / total


def _sum(at: np.ndarray, values: np.ndarray, size: int = 0) -> np.ndarray:
    return np.bincount(at, values, size).astype(np.float32)


def _share(counts: np.ndarray) -> np.ndarray:
    return counts / max(float(counts.sum()), 1e-9)
