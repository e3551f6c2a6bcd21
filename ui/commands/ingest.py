"""`isnad ingest`."""

from pathlib import Path
from typing import Annotated

import typer


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Markdown or text files in UTF-8, or folders of them."),
    ],
) -> None:
    """Copy documents into the library and index them.

    A file that is in the library already is left as it is.
    """
    from ingest.library import add_file
    from ui.indexing import build
    from ui.session import load_settings
    from ui.streams import note

    settings = load_settings()
    files = _files(paths)
    for path in files:
        folder = add_file(path, settings.library)
        note(f"{path.name}: in the library as {folder.name}")
    build(settings, if_needed=True)


def _files(paths: list[Path]) -> list[Path]:
    """All files meant, before the first of them is added."""
    from corpus.errors import DocumentError
    from ingest.library import SUFFIXES

    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise DocumentError(f"{path} does not exist: give the path of a Markdown or text file")
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        if not inside:
            raise DocumentError(f"{path} holds no .md or .txt file: there is nothing to add")
        files += inside
    return files
