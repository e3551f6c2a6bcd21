"""How long a warm question takes, beside a baseline timed in the same run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np


@dataclass(frozen=True, slots=True)
class Speed:
    """Latency in seconds over one pass of the questions, and that of the baseline.

    Times of two machines can't be compared; `ratio` (median to median) can.
    """

    questions: int
    median: float
    p95: float
    baseline_median: float
    baseline_p95: float

    @property
    def ratio(self) -> float | None:
        """How many times the baseline an answer takes."""
        return self.median / self.baseline_median if self.baseline_median else None


def time_each(
    ask: Callable[[str], object],
    questions: Sequence[str],
    clock: Callable[[], float] = perf_counter,
) -> list[float]:
    """Seconds that each question takes, in order, one at a time."""
    seconds = []
    for question in questions:
        start = clock()
        ask(question)
        seconds.append(clock() - start)
    return seconds


def measure_speed(
    answer: Callable[[str], object],
    baseline: Callable[[str], object],
    questions: Sequence[str],
    clock: Callable[[], float] = perf_counter,
    *,
    warm_answer: bool = True,
) -> Speed:
    """Time the questions after a warm-up pass.

    Args:
        answer: What is timed.
        baseline: What it is compared with, on the same questions.
        questions: At least one.
        clock: Returns seconds.
        warm_answer: False when the caller has just put every question to `answer`.

    Raises:
        ValueError: There are no questions.
    """
    if not questions:
        raise ValueError("no questions to time")
    # The first pass pays for lazy loading and cold caches, which no later question does.
    if warm_answer:
        time_each(answer, questions, clock)
    time_each(baseline, questions, clock)
    own, base = time_each(answer, questions, clock), time_each(baseline, questions, clock)
    return Speed(
        questions=len(questions),
        median=float(np.median(own)),
        p95=float(np.percentile(own, 95)),
        baseline_median=float(np.median(base)),
        baseline_p95=float(np.percentile(base, 95)),
    )
