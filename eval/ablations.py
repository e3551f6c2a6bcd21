"""What each part is worth: `python -m eval.ablations [--split dev|test]`.

The same questions are put to the program as it is and to programs that lack a part: one of the two
searches, the translations, the repairs of the scan, the tables as tables.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import corpus
from corpus.errors import IsnadError
from eval.questions import DOCUMENT_ID
from eval.run import run
from eval.summary import Summary, summarise
from qa.engine import Engine
from qa.settings import Settings

FIGURES = {
    "right": "right",
    "item F1": "item_f1",
    "refusal recall": "refusal_recall",
    "false refusals": "false_refusals",
    "cit. recall": "citation_recall",
}


def _searching(mode: str) -> Callable[[Engine], Engine]:
    return lambda whole: Engine(whole.documents, whole.index, mode=mode)  # type: ignore[arg-type]


ABLATIONS: Mapping[str, Callable[[Engine], Engine]] = {
    "as it is": lambda whole: whole,
    "by words alone": _searching("lexical"),
    "by meaning alone": _searching("dense"),
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


def ablate(split: str = "dev") -> dict[str, Summary]:
    """The figures of the whole program and of each that lacks a part."""
    whole = Engine.open(Settings())
    found = {name: _measure(make(whole), split) for name, make in ABLATIONS.items()}
    for name, part in WITHOUT.items():
        with lacking(part) as engine:
            found[name] = _measure(engine, split)
    return found


def _measure(engine: Engine, split: str) -> Summary:
    return summarise(run(engine, split=split, speed=False).results)


def table(found: Mapping[str, Summary]) -> Table:
    """A line for each program."""
    result = Table(box=SIMPLE_HEAD, title="What each part is worth")
    result.add_column("", no_wrap=True)
    for name in FIGURES:
        result.add_column(name, justify="right")
    for name, summary in found.items():
        values = (getattr(summary, attribute) for attribute in FIGURES.values())
        result.add_row(name, *("–" if value is None else f"{value:.3f}" for value in values))
    return result


def main() -> int:
    """Print the table; 0 when it was measured, 3 when it could not be."""
    parser = argparse.ArgumentParser(prog="python -m eval.ablations", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    try:
        found = ablate(options.split)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if options.json:
        sys.stdout.write(json.dumps({k: v.to_dict() for k, v in found.items()}) + "\n")
    else:
        Console().print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
