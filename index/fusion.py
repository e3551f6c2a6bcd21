"""Fusing what was found by words with what was found by meaning.

A convex mix of two scores that are each on one scale for all queries: the share of the query's
words that a passage holds, and the cosine of the vectors. Bruch, Gai & Ingber 2023 ("An Analysis of
Fusion Functions for Hybrid Retrieval") find it better than reciprocal ranks once its weight is
fitted, and so do our development questions (see `docs/decisions.md`): ranks give the weaker search
an equal vote, however unsure it is.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

WORDS = 0.55
"""What the words weigh beside the meaning; fitted on the development questions, where anything
from 0.5 to 0.6 is as good."""

LATE = 2 / 3
"""What late interaction weighs in the meaning, where there is any: the rest is one vector's."""
LATE_WORDS = 0.4
"""What the words weigh beside such a meaning. Both were fitted on the development questions, where
half to three quarters of the meaning and words of .35 to .45 are about as good."""

T = TypeVar("T", bound=Hashable)


def convex(
    dense: Mapping[T, float],
    lexical: Mapping[T, float],
    late: Mapping[T, float] | None = None,
    words: float | None = None,
) -> list[tuple[T, float]]:
    """Items of both searches by a weighted sum of share, cosine and late interaction, best first.

    Args:
        dense: cosines. An item that is missing, since only the best were looked at, counts as
            the last of them.
        lexical: shares of the query's words, 0 to 1. An item that is missing holds none.
        late: scores by late interaction, of every item of the two; None where there are none.
        words: what the words weigh, 0 to 1, instead of `WORDS` or `LATE_WORDS`.

    Ties keep the order of first appearance, so that the result never depends on hashing.

    >>> [item for item, _ in convex({"a": 0.9, "b": 0.8}, {"b": 0.5, "c": 0.6})]
    ['c', 'b', 'a']
    """
    weight = words if words is not None else WORDS if late is None else LATE_WORDS
    last = min(dense.values(), default=0.0)
    scores = {}
    for item in (*dense, *lexical):
        meaning = dense.get(item, last)
        if late is not None:
            meaning += (late[item] - meaning) * LATE
        scores[item] = weight * lexical.get(item, 0.0) + (1 - weight) * meaning
    return sorted(scores.items(), key=lambda pair: -pair[1])
