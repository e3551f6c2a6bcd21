"""Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009)."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = 60

T = TypeVar("T", bound=Hashable)


def reciprocal_rank(rankings: Iterable[Sequence[T]], k: int = K) -> list[tuple[T, float]]:
    """Fuse rankings: each gives its item at rank r (from 1) a score of 1 / (k + r).

    Ties keep the order of first appearance, so that the result never depends on hashing.

    >>> [item for item, _ in reciprocal_rank([["a", "b"], ["b", "c"]])]
    ['b', 'a', 'c']
    """
    scores: dict[T, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
