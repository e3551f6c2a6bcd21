"""Texts as slices of a flat array of token ids: nothing is copied until a batch is gathered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Slices:
    """Texts, each put together from slices of a flat array of ids.

    Attributes:
        starts: (texts, slices) int64.
        lengths: (texts, slices) int64, 0 where a text has fewer slices.
    """

    starts: np.ndarray
    lengths: np.ndarray

    def __len__(self) -> int:
        """How many texts."""
        return len(self.starts)

    def take(self, rows: np.ndarray) -> "Slices":
        """Some of the texts."""
        return Slices(self.starts[rows], self.lengths[rows])

    def cut(self, longest: int) -> "Slices":
        """Every text cut at `longest` tokens."""
        before = np.cumsum(self.lengths, axis=1) - self.lengths
        return Slices(self.starts, np.clip(longest - before, 0, self.lengths))

    @property
    def totals(self) -> np.ndarray:
        """Tokens of every text, (texts,)."""
        return self.lengths.sum(axis=1)


def beside(parts: Sequence[Slices]) -> Slices:
    """Texts put together row by row, one after the other."""
    return Slices(
        np.concatenate([p.starts for p in parts], 1), np.concatenate([p.lengths for p in parts], 1)
    )


def after(parts: Sequence[Slices]) -> Slices:
    """Texts one after the other, all of as many slices."""
    return Slices(
        np.concatenate([p.starts for p in parts]), np.concatenate([p.lengths for p in parts])
    )
