"""The meanings of a pack that can be drawn: its rows, and rows that follow one another joined."""

import numpy as np

from encoder import data
from encoder.pack import Pack
from encoder.slices import Slices


class Meanings:
    """Meanings of a pack and, as further ones, those of rows that follow one another.

    Attributes:
        starts, lengths: slice of every language, length 0 where there is none; (meanings, 6).
        teacher: slices of the teacher's ids.
        weights: how often each is drawn, summing to 1.
        sources: of each, as in the pack.
    """

    def __init__(self, pack: Pack, rng: np.random.Generator, passes: int = 3) -> None:
        """Join rows anew `passes` times."""
        text = pack.meanings
        lengths = np.diff(pack.starts)
        starts = np.where(text >= 0, pack.starts[text], 0)
        sizes = np.where(text >= 0, lengths[text], 0)
        teacher_lengths = np.diff(pack.teacher_starts)
        weight = np.array([_weight(name) for name in pack.names])[pack.sources]
        joined = [_joined(pack, rng) for _ in range(passes)]
        first = np.concatenate([part[0] for part in joined])
        last = np.concatenate([part[1] for part in joined])
        # A slice from the first row's text to the last one's, where no row between lacks it.
        span = text[last] - text[first] == (last - first)[:, None]
        whole = span & (text[first] >= 0) & (text[last] >= 0)
        more = np.where(whole, pack.starts[text[last] + 1] - pack.starts[text[first]], 0)
        read = pack.teacher_starts[last + 1] - pack.teacher_starts[first]
        usable = (whole.sum(1) > 1) & (more.max(1) <= 250) & (read <= 190)
        first, last, more, read = (x[usable] for x in (first, last, more, read))
        self.starts = np.concatenate([starts, starts[first]])
        self.lengths = np.concatenate([sizes, more])
        self.teacher = Slices(
            np.concatenate([pack.teacher_starts[:-1], pack.teacher_starts[first]])[:, None],
            np.concatenate([teacher_lengths, read])[:, None],
        )
        weights = np.concatenate([weight, weight[first] / passes])
        self.weights = weights / weights.sum()
        self.sources = np.concatenate([pack.sources, pack.sources[first]])


def _weight(name: str) -> float:
    """Weights of `data`, tempered: a run on a GPU makes many passes."""
    if name.startswith("section:"):
        return 0.3
    return float(data.WEIGHTS.get(name, 1.0) ** 0.7)


def _joined(pack: Pack, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """First and last row of groups of 2 to 6 rows that follow one another in a document."""
    follows = pack.ordered.astype(bool)
    firsts, lasts, position = [], [], 0
    sizes = rng.integers(2, 7, len(follows) + 1)
    for size in sizes:
        if position >= len(follows):
            break
        end = position
        while end < position + size - 1 and end < len(follows) - 1 and follows[end]:
            end += 1
        if end > position:
            firsts.append(position)
            lasts.append(end)
        position = end + 1
    return np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64)
