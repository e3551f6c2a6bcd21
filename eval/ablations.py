"""What each part is worth: `python -m eval.ablations [--split dev|test] [--out DIR]`.

The same questions are put to the program as it is and to programs that lack a part: one of the two
searches, late interaction, the translations, the repairs of the scan, the tables as tables. All
have the weights that were fitted to the whole.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid

import corpus
from corpus.errors import IsnadError
from eval.bootstrap import Interval
from eval.questions import DOCUMENT_ID
from eval.report import Report
from eval.reporting.files import write_study
from eval.reporting.study import Study
from eval.reporting.tables import Figure, Table, figure_of
from eval.run import run
from eval.summary import Summary, change, summarise
from qa.engine import Engine
from qa.settings import Settings

FIGURES = ("right", "item F1", "refusal R", "false refusals", "cit. recall")
NOTES = (
    "Small figures are 95 % intervals, bootstrapped over facts.",
    "Change: of the share of right answers, question by question beside the whole program. Tell by "
    "its interval whether a part is worth anything; those of the figures themselves overlap long "
    "before that, since all programs are asked the same questions.",
)


def _searching(mode: str) -> Callable[[Engine], Engine]:
    return lambda whole: Engine(whole.documents, whole.index, mode=mode)  # type: ignore[arg-type]


ABLATIONS: Mapping[str, Callable[[Engine], Engine]] = {
    "as it is": lambda whole: whole,
    "by words alone": _searching("lexical"),
    "by meaning alone": _searching("dense"),
    "no late interaction": lambda whole: Engine(whole.documents, whole.index.without_late()),
    "no tables": lambda whole: Engine(whole.documents, whole.index, tables=False),
}
"""Programs that share the index of the whole one."""
WITHOUT = {"no translations": "translations", "no repairs": "repairs.toml"}
"""Programs whose document lacks a file or folder, read and indexed anew."""


@contextmanager
def lacking(part: str) -> Iterator[Engine]:
    """An engine over a copy of the shipped document without one of its files.

    Raises:
        IsnadError: the copy can't be read or indexed.
    """
    with tempfile.TemporaryDirectory(prefix="isnad-ablation-") as folder:
        settings = Settings(data_dir=Path(folder), shipped=False)
        copy = settings.library / DOCUMENT_ID
        shutil.copytree(Path(corpus.__file__).parent / DOCUMENT_ID, copy)
        left_out = copy / part
        shutil.rmtree(left_out) if left_out.is_dir() else left_out.unlink()
        yield Engine.open(settings)


@dataclass(frozen=True, slots=True)
class Worth:
    """The figures of a program, and how many more it has right than the whole one, as a share."""

    summary: Summary
    change: float
    interval: Interval | None


def ablate(split: str = "dev") -> tuple[dict[str, Worth], Report]:
    """What the whole program and each that lacks a part are worth, and the whole one's report."""
    engine = Engine.open(Settings())
    whole = run(engine, split=split, speed=False)
    found = {
        name: compare(run(make(engine), split=split, speed=False) if number else whole, whole)
        for number, (name, make) in enumerate(ABLATIONS.items())
    }
    for name, part in WITHOUT.items():
        with lacking(part) as engine:
            found[name] = compare(run(engine, split=split, speed=False), whole)
    return found, whole


def compare(report: Report, whole: Report) -> Worth:
    """What a program is worth beside the whole one."""
    return Worth(summarise(report.results), *change(report.results, whole.results))


def worth_table(found: Mapping[str, Worth]) -> Table:
    """A row for each program."""
    rows = {
        name: (
            *(figure_of(worth.summary, column) for column in FIGURES),
            Figure(f"{worth.change:+.3f}", worth.interval),
        )
        for name, worth in found.items()
    }
    return Table("program", (*FIGURES, "change"), rows)


def grid(table: Table) -> Grid:
    """The table on a terminal, without intervals except that of the change."""
    result = Grid(
        box=SIMPLE_HEAD, title="What each part is worth", pad_edge=False, padding=(0, 1, 0, 0)
    )
    result.add_column("", no_wrap=True)
    for name in table.head:
        result.add_column(name, justify="right", no_wrap=name == "change")
    for name, figures in table.rows.items():
        *own, last = (figure.text for figure in figures)
        low, high = figures[-1].interval or (0.0, 0.0)
        bounds = f"\n{low:+.2f} {high:+.2f}" if low < high else ""
        result.add_row(name, *own, last + bounds)
    return result


def main() -> int:
    """Print the table, and write it with `--out`; 0 when it was measured, 3 when not."""
    parser = argparse.ArgumentParser(prog="python -m eval.ablations", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--out", type=Path, help="write ablations.md and ablations.html there")
    options = parser.parse_args()
    try:
        found, whole = ablate(options.split)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    table = worth_table(found)
    if options.out:
        title = "What each part is worth"
        write_study(Study("ablations", title, whole.about, table, NOTES), options.out)
    if options.json:
        sys.stdout.write(json.dumps({k: v.summary.to_dict() for k, v in found.items()}) + "\n")
    else:
        Console().print(grid(table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
