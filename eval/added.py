"""A document added as a user adds one, to a library of its own that is thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.library import add_file
from qa.engine import Engine
from qa.settings import Settings


@contextmanager
def library_of(document: Path, *, shipped: bool = False) -> Iterator[tuple[Engine, str]]:
    """An engine over one document, alone or beside those that are shipped, and the document's id.

    Raises:
        IsnadError: it can't be read or indexed.
    """
    with tempfile.TemporaryDirectory(prefix="isnad-added-") as folder:
        settings = Settings(data_dir=Path(folder), shipped=shipped)
        added = add_file(document, settings.library)
        yield Engine.open(settings), added.name
