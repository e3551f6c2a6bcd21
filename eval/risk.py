"""How errors trade against refusals: `python -m eval.risk [--split ...] [--out DIR]`.

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
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid

from corpus.errors import IsnadError
from eval.report import Report
from eval.reporting.chart import Chart, Series, thinned
from eval.reporting.files import write_study
from eval.reporting.study import Study
from eval.reporting.tables import Figure, Table
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


def measure(split: str) -> Report:
    """Put a split to the program with its threshold taken away."""
    whole = Engine.open(Settings())
    free = replace(CALIBRATION, prepared=replace(CALIBRATION.prepared, threshold=0.0))
    bold = Engine(whole.documents, whole.index, calibration=free)
    return run(bold, split=split, speed=False)


def in_force(points: Sequence[Point], threshold: float) -> Point | None:
    """The point where a threshold lies: the last one that it lets through."""
    return next((p for p in reversed(points) if p.certainty >= threshold), None)


def risk_table(points: Sequence[Point], threshold: float) -> Table:
    """The curve at every tenth of coverage, and with a star where the threshold lies."""
    own = in_force(points, threshold)
    shown = [found for tenth in range(1, 11) if (found := at(points, tenth / 10))]
    rows = {
        f"{point.coverage:.3f}{' *' if point is own else ''}": tuple(
            map(Figure, (point.certainty, point.risk, point.false_refusals, point.false_answers))
        )
        for point in sorted({*shown, *([own] if own else [])}, key=lambda p: p.coverage)
    }
    return Table("coverage", ("certainty", "risk", "false refusals", "false answers"), rows)


def risk_chart(points: Sequence[Point], threshold: float) -> Chart:
    """The curve, and both error directions over the same coverage."""
    own = in_force(points, threshold)
    lines = {
        "risk": lambda p: p.risk,
        "false refusals": lambda p: p.false_refusals,
        "false answers": lambda p: p.false_answers,
    }
    return Chart(
        title="Risk and both kinds of error over coverage",
        x="coverage: share of questions that are answered",
        y="share",
        series=tuple(
            Series(name, thinned([(p.coverage, of(p)) for p in points]))
            for name, of in lines.items()
        ),
        mark=(own.coverage, f"threshold {threshold:.3f}") if own else None,
    )


def risk_study(report: Report, threshold: float) -> Study:
    """Table and chart of a run made without a threshold."""
    points = curve(judged(report.results))
    notes = (
        f"Area under the curve {area(points):.3f}; * the threshold in force.",
        "Risk: share of the answers given that are wrong. False refusals: share of answerable "
        "questions that are not answered. False answers: share of unanswerable ones that are.",
        "A straight stretch is many questions of the same certainty: no threshold parts them.",
    )
    table, chart = risk_table(points, threshold), risk_chart(points, threshold)
    return Study("risk", "Risk and coverage", report.about, table, notes, chart)


def grid(study: Study) -> Grid:
    """The table on a terminal."""
    result = Grid(box=SIMPLE_HEAD, title=study.title, caption=study.notes[0])
    for name in (study.table.label, *study.table.head):
        result.add_column(name, justify="right")
    for name, figures in study.table.rows.items():
        result.add_row(name, *(figure.text for figure in figures))
    return result


def main() -> int:
    """Print the curve, and write it with `--out`; 0 when it was measured, 3 when not."""
    parser = argparse.ArgumentParser(prog="python -m eval.risk", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--out", type=Path, help="write risk.md and risk.html there")
    options = parser.parse_args()
    try:
        study = risk_study(measure(options.split), CALIBRATION.prepared.threshold)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if options.out:
        write_study(study, options.out)
    Console().print(grid(study))
    return 0


if __name__ == "__main__":
    sys.exit(main())
