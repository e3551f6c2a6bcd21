"""What a run of training is made of, and how its learning rate goes."""

import time
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from encoder.drawing import Shares


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made of. `minutes` counts everything from reading to saving.

    `budget` is how many tokens a step reads, padding counted. `negatives` hard ones are drawn for
    each meaning of a batch out of the `pool` nearest to its target, and `bank` others at random
    for the whole batch. `scale` is the inverse temperature of the contrast with the teacher,
    `pair_scale` that between translations, whose loss counts `pair_weight`, `question_scale` that
    of questions, `late_scale` that of late interaction in questions of other words (0: none);
    `likeness` is what the likeness of different everyday meanings counts, and `keep`
    what it counts that all else is read as before the run. `thin` is the share
    of tokens that half of the texts lose, `tail` the last share of the run whose weights are
    averaged. Embeddings learn `embedding_factor` times as fast.
    """

    minutes: float = 480.0
    steps: int | None = None
    budget: int = 6_400
    rate: float = 1.3e-4
    embedding_factor: float = 3.0
    warmup: int = 200
    scale: float = 30.0
    pair_scale: float = 30.0
    pair_weight: float = 0.5
    likeness: float = 0.0
    keep: float = 0.0
    question_scale: float = 25.0
    late_scale: float = 40.0
    negatives: int = 3
    pool: int = 16
    bank: int = 2_048
    thin: float = 0.1
    seed: int = 13
    tail: float = 0.2
    workers: int = 0
    shares: Shares = field(default_factory=Shares)


DEFAULT = Recipe()
ON_GPU = replace(
    DEFAULT,
    minutes=10.0,
    budget=98_304,
    rate=4e-4,
    embedding_factor=2.0,
    warmup=200,
    pair_weight=0.7,
    bank=8_192,
    workers=10,
)
"""What suits one large GPU: fifteen times the batch, a higher rate."""


EVERYDAY = replace(
    DEFAULT,
    minutes=45.0,
    rate=1.2e-4,
    warmup=40,
    likeness=8.0,
    keep=20.0,
    shares=Shares(questions=0.12, composed=0.0, english=0.7),
)
"""What goes on from weights that are good at all else: everyday likeness, and nothing forgotten."""

OTHER_WORDS = replace(
    EVERYDAY,
    minutes=30.0,
    rate=1e-4,
    budget=2_000,
    warmup=30,
    shares=replace(EVERYDAY.shares, questions=0.2, reworded=0.5),
)
"""What goes on from weights that are good at all else: questions with no word of their answers.

Of these there are few: small batches make more steps of them.
"""

RECIPES = {"whole": DEFAULT, "gpu": ON_GPU, "everyday": EVERYDAY, "reworded": OTHER_WORDS}


class Paced(Protocol):
    """A run by time or steps: all that a schedule asks of it."""

    @property
    def minutes(self) -> float:
        """How long it takes, if not `steps`."""
        ...

    @property
    def steps(self) -> int | None:
        """How many steps it has."""
        ...

    @property
    def warmup(self) -> int:
        """In how many steps the rate rises."""
        ...


class Schedule:
    """Linear warm-up, then cosine decay to a fiftieth over time or steps used."""

    def __init__(self, recipe: Paced, started: float) -> None:
        """Count from `started` (seconds of the monotonic clock)."""
        self.recipe, self.started = recipe, started
        self.first = time.monotonic()

    def progress(self, step: int) -> float:
        """Share of the run that is over, 0 to 1."""
        if self.recipe.steps is not None:
            return min(1.0, step / self.recipe.steps)
        end = self.started + self.recipe.minutes * 60 - 10
        return min(1.0, (time.monotonic() - self.first) / max(1.0, end - self.first))

    def factor(self, step: int) -> float:
        """What the learning rate is multiplied by at `step`."""
        decay = 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * self.progress(step)))
        return float(decay * min(1.0, (step + 1) / self.recipe.warmup))
