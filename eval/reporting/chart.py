"""A line chart of shares, both axes from 0, laid out for the SVG template."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 720, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 560, 24, 320
_APART = 18
"""Pixels between the names of two lines, which stand at their ends."""
_GAP = 10


@dataclass(frozen=True, slots=True)
class Series:
    """A named line through (x, y), both between 0 and 1."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: lines over a share `x`, and a place on the axis with its name."""

    title: str
    x: str
    y: str
    series: tuple[Series, ...]
    mark: tuple[float, str] | None = None

    @property
    def top(self) -> float:
        """Where the upright axis ends: the next tenth above everything drawn."""
        highest = max((y for line in self.series for _, y in line.points), default=0.0)
        return max(0.1, ceil(round(highest * 10, 6)) / 10)

    def across(self, x: float) -> float:
        """Pixels from the left."""
        return round(_LEFT + x * (_RIGHT - _LEFT), 1)

    def down(self, y: float) -> float:
        """Pixels from the top."""
        return round(_BOTTOM - y / self.top * (_BOTTOM - _TOP), 1)

    def path(self, line: Series) -> str:
        """The points of a line as SVG wants them."""
        return " ".join(f"{self.across(x)},{self.down(y)}" for x, y in line.points)

    def ticks(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The shares named on the level and on the upright axis."""
        step = 0.1 if self.top <= 0.6 else 0.2
        count = int(round(self.top / step, 6))
        return (0.0, 0.2, 0.4, 0.6, 0.8, 1.0), tuple(round(n * step, 1) for n in range(count + 1))

    def names(self) -> list[tuple[int, float, float]]:
        """Each line's place in `series`, and where its name stands, clear of the others."""
        right = max((self.across(x) for line in self.series for x, _ in line.points), default=0.0)
        ends = [
            (self.down(line.points[-1][1]), number)
            for number, line in enumerate(self.series)
            if line.points
        ]
        placed: dict[int, float] = {}
        lowest = float("-inf")
        for wanted, number in sorted(ends):
            lowest = max(wanted, lowest + _APART)
            placed[number] = lowest
        return [(number, right + _GAP, placed[number]) for number in sorted(placed)]


def thinned(
    points: Sequence[tuple[float, float]], most: int = 200
) -> tuple[tuple[float, float], ...]:
    """At most so many of the points, evenly, with the first and the last."""
    if len(points) <= most:
        return tuple(points)
    last = len(points) - 1
    return tuple(points[round(n * last / (most - 1))] for n in range(most))
