"""Confidence intervals by bootstrap over facts (Efron 1979).

Facts and not questions are drawn: a fact's questions in several languages fail together.
"""

from collections.abc import Iterable

import numpy as np

Interval = tuple[float, float]
"""Lower and upper bound."""


def interval(
    cases: Iterable[tuple[str, float | None]], *, samples: int = 1000, seed: int = 7
) -> Interval | None:
    """The 95 % interval of a mean over cases; None for fewer than two facts.

    Where every case has the same value both bounds are that value: nothing else can be drawn.

    Args:
        cases: The fact and the value of each case; one without a value is left out.
        samples: How often facts are drawn.
        seed: Of the draws, so that two runs give the same interval.

    >>> interval([("f1", 1.0), ("f1", 1.0), ("f2", 0.0)])
    (0.0, 1.0)
    """
    by_fact: dict[str, list[float]] = {}
    for fact, value in cases:
        if value is not None:
            by_fact.setdefault(fact, []).append(value)
    if len(by_fact) < 2:
        return None
    totals = np.array([sum(values) for values in by_fact.values()])
    counts = np.array([len(values) for values in by_fact.values()])
    drawn = np.random.default_rng(seed).integers(0, len(totals), (samples, len(totals)))
    means = totals[drawn].sum(1) / counts[drawn].sum(1)
    return float(np.percentile(means, 2.5)), float(np.percentile(means, 97.5))
