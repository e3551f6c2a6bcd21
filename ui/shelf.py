"""Changing the library while it is being asked: add, remove, index anew, go on."""

import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from ingest.library import add_file, library_folders

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings

_CHANGING = threading.Lock()
"""Two visitors must not index at the same time: each would leave out what the other adds."""


def removable(settings: "Settings") -> frozenset[str]:
    """Ids of the documents that users added; those that ship can't be removed."""
    return frozenset(folder.name for folder in library_folders(settings.library))


def add(settings: "Settings", path: Path) -> str:
    """Copy a file into the library and return the document's id.

    Raises:
        DocumentError: it can't be read.
    """
    from ingest.load import load_document

    known = removable(settings)
    folder = add_file(path, settings.library)
    try:
        load_document(folder)
    except DocumentError:
        # What can't be read must not keep the library from being opened.
        if folder.name not in known:
            shutil.rmtree(folder)
        raise
    return folder.name


def remove(settings: "Settings", identifier: str) -> None:
    """Delete a document that a user added.

    Raises:
        DocumentError: there is none of that id, or it ships with the program.
    """
    if identifier not in removable(settings):
        raise DocumentError(f"{identifier} is not a document that was added: nothing was removed")
    folder = settings.library / identifier
    # A name with a dot is no document: it is gone at once, even if deleting it is interrupted.
    gone = folder.with_name(f".removed-{identifier}")
    shutil.rmtree(gone, ignore_errors=True)
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def reindex(engine: "Engine", settings: "Settings") -> Iterator[tuple[int, int]]:
    """Index the library anew, reporting (done, total), and let `engine` go on with it.

    Questions that are asked meanwhile are answered from the library as it was.

    Raises:
        IsnadError: a document can't be read.
    """
    from ingest.load import load_document
    from qa.engine import Engine, folders, rebuild

    reports: queue.Queue[tuple[int, int] | None] = queue.Queue()
    failed: list[BaseException] = []
    made: list[Engine] = []

    def work() -> None:
        try:
            encoder = engine.index.encoder  # loaded already
            index = rebuild(settings, encoder, lambda done, total: reports.put((done, total)))
            documents = (load_document(folder) for folder in folders(settings))
            made.append(Engine({document.id: document for document in documents}, index))
        except BaseException as error:
            failed.append(error)
        finally:
            reports.put(None)

    with _CHANGING:
        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        while (report := reports.get()) is not None:
            yield report
        worker.join()
        if failed:
            raise failed[0]
        # One update each, so that whoever holds the engine, or the one behind it that the programs
        # ask, sees the old library or the new one.
        for held in (getattr(engine, "inner", engine), engine):
            vars(held).update(vars(made[0]))
