"""A progress bar on stderr for whatever takes longer than a moment."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Called with how much is done and how much there is."""

    def __call__(self, done: int, total: int) -> None:
        """Report the state."""


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """A bar on stderr that appears with the first report, and only on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Bar(*columns, TimeRemainingColumn(), console=console, transient=True)
    task = bar.add_task(title, total=None, visible=False)
    started = False

    def report(done: int, total: int) -> None:
        nonlocal started
        if not started:
            started = True
            if sys.stderr.isatty():
                bar.start()
            else:
                sys.stderr.write(f"{title} ...\n")
        bar.update(task, completed=done, total=total, visible=True)

    try:
        yield report
    finally:
        if started:
            bar.stop()
