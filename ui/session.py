"""Settings and the engine, opened for a command: with progress on stderr and legible errors."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from corpus.errors import UsageError
from ui.startup import collector_resting

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings


class Progress(Protocol):
    """Called with how much is done and how much there is."""

    def __call__(self, done: int, total: int) -> None:
        """Report the state."""


def load_settings(**overrides: object) -> "Settings":
    """Read the settings; `overrides` come from the command line, None meaning not given.

    Raises:
        UsageError: a value in the environment or in `isnad.toml` is not allowed.
    """
    import tomllib

    from pydantic import ValidationError

    from qa.settings import Settings

    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"setting {name} can't be {first['input']!r} ({first['msg']}): correct it on the"
            f" command line, in ISNAD_{name.upper()} or in isnad.toml"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"isnad.toml is damaged: {error}") from error


def open_engine(settings: "Settings", *, empty: bool = False) -> "Engine":
    """Open the engine, building the index when there is none yet.

    With `empty`, the library may hold nothing: documents can be added on the page.

    Raises:
        IsnadError: there is no usable index, or a document can't be read.
    """
    with collector_resting():
        from qa.engine import Engine
        from ui.indexing import folders

        if not empty:
            folders(settings)  # an empty library is said to be that, before a model is loaded
        with progress_bar("Building the index") as progress:
            return Engine.open(settings, progress=progress)


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
