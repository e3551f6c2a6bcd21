"""`isnad eval`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.options import AsJson


def evaluate(
    split: Annotated[Literal["dev", "test", "all"], typer.Option(help="Which questions.")] = "all",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where the report goes; by default eval/ of the data."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put the fixed question set to the engine and report the figures."""
    from eval.run import run
    from eval.terminal import terminal_report
    from ui.progress import progress_bar
    from ui.session import load_settings, open_engine
    from ui.streams import note, write_json
    from ui.terminal import console

    settings = load_settings()
    engine = open_engine(settings)
    folder = out or settings.data_dir / "eval"
    with progress_bar("Asking the question set") as progress:
        report = run(
            engine, split=split, out=folder, progress=lambda _, done, total: progress(done, total)
        )
    if as_json:
        write_json(report.to_dict())
    else:
        console().print(terminal_report(report))
    note(f"Report: {folder / 'report.html'}")
