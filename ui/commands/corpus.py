"""`isnad corpus`: care for the files of documents."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Look after the files of documents.", no_args_is_help=True)


@app.callback()
def corpus() -> None:
    """Look after the files of documents."""


@app.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help="A document's folder; by default all of the library."
        ),
    ] = None,
) -> None:
    """Prove that repairs, glossary and translations fit their source; exit status 1 if not."""
    from corpus.check import check_document
    from corpus.errors import DocumentError
    from ui.indexing import folders
    from ui.session import load_settings

    if folder is not None and not folder.is_dir():
        raise DocumentError(f"{folder} is not a folder: give the folder of a document")
    problems = 0
    for one in [folder] if folder is not None else folders(load_settings()):
        found = check_document(one)
        for problem in found:
            typer.echo(f"{one.name}/{problem}")
        typer.echo(f"{one.name}: {len(found) or 'no'} problem{'s' if len(found) != 1 else ''}")
        problems += len(found)
    if problems:
        raise typer.Exit(1)
