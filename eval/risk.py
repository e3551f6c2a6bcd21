"""How wrong answers and refusals trade against each other: `python -m eval.risk [--split ...]`.

A risk-coverage curve (El-Yaniv & Wiener 2010): questions in the order of the program's own
certainty, the share of them that is answered (coverage) against the share of those answers that is
wrong (risk). A program that knew when it is wrong would keep the risk at zero until only questions
without an answer are left. Both error directions stand beside it: answers withheld, and answers
given where there is none.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from corpus.errors import IsnadError
from eval.run import run
from eval.summary import Result
from qa.engine import CALIBRATION, Engine
from qa.records import Status
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Judged:
    """A question answered whatever the certainty: that certainty, and how it went."""

    certainty: float
    answerable: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """The figures where everything of at least this certainty is answered."""

    certainty: float
    coverage: float
    risk: float
    false_refusals: float
    false_answers: float


def judged(results: Sequence[Result]) -> list[Judged]:
    """Certainty of each question; one that was refused all the same has none."""
    return [
        Judged(
            certainty=r.answer.confidence if r.answer.status is not Status.NOT_FOUND else 0.0,
            answerable=r.question.answerable,
            right=r.items.right and r.question.answerable,
        )
        for r in results
    ]


def curve(found: Sequence[Judged]) -> list[Point]:
    """A point for each certainty that occurs, the most certain first; nothing for no questions.

    What was refused for good (no certainty at all) is never answered.
    """
    points = []
    answerable = sum(one.answerable for one in found)
    for certainty in sorted({one.certainty for one in found if one.certainty > 0}, reverse=True):
        given = [one for one in found if one.certainty >= certainty]
        wrong = sum(not one.right for one in given)
        withheld = sum(one.answerable for one in found if one.certainty < certainty)
        invented = sum(not one.answerable for one in given)
        points.append(
            Point(
                certainty=certainty,
                coverage=len(given) / len(found),
                risk=wrong / len(given),
                false_refusals=withheld / answerable if answerable else 0.0,
                false_answers=invented / max(1, len(found) - answerable),
            )
        )
    return points


def area(points: Sequence[Point]) -> float:
    """Area under the curve: the mean risk over the coverages reached (AURC); lower is better."""
    total, before = 0.0, 0.0
    for point in points:
        total += point.risk * (point.coverage - before)
        before = point.coverage
    return total / before if before else 0.0


def at(points: Sequence[Point], coverage: float) -> Point | None:
    """The first point that reaches a coverage."""
    return next((point for point in points if point.coverage >= coverage), None)


def measure(split: str) -> list[Judged]:
    """Put a split to the program with its threshold taken away."""
    whole = Engine.open(Settings())
    bold = Engine(whole.documents, whole.index, calibration=replace(CALIBRATION, threshold=0.0))
    return judged(run(bold, split=split, speed=False).results)


def table(points: Sequence[Point], threshold: float) -> Table:
    """The curve at every tenth of coverage, and where the program's own threshold lies."""
    result = Table(
        box=SIMPLE_HEAD,
        title="Risk and coverage",
        caption=f"area under the curve {area(points):.3f}; * the threshold in force",
    )
    for name in ("coverage", "certainty", "risk", "false refusals", "false answers"):
        result.add_column(name, justify="right")
    own = next((p for p in reversed(points) if p.certainty >= threshold), None)
    shown = [found for tenth in range(1, 11) if (found := at(points, tenth / 10))]
    for point in sorted({*shown, *([own] if own else [])}, key=lambda p: p.coverage):
        mark = "*" if point is own else ""
        result.add_row(
            f"{point.coverage:.3f}{mark}",
            *(f"{v:.3f}" for v in (point.certainty, point.risk, point.false_refusals,
                                   point.false_answers)),
        )  # fmt: skip
    return result


def main() -> int:
    """Print the curve; 0 when it was measured, 3 when it could not be."""
    parser = argparse.ArgumentParser(prog="python -m eval.risk", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test", "all"), default="dev")
    options = parser.parse_args()
    try:
        found = measure(options.split)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    Console().print(table(curve(found), CALIBRATION.threshold))
    return 0


if __name__ == "__main__":
    sys.exit(main())
