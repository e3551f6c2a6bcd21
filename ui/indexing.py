"""The library and its index, for the commands that look after them."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError, IndexMismatchError, IndexMissingError
from ui.progress import progress_bar
from ui.streams import note

if TYPE_CHECKING:
    from corpus.records import Document
    from qa.settings import Settings


def folders(settings: "Settings") -> list[Path]:
    """Folders of all documents of the library.

    Raises:
        DocumentError: there are none.
    """
    from qa.engine import folders as all_folders

    found = all_folders(settings)
    if not found:
        raise DocumentError("the library is empty: add a document with isnad ingest FILE")
    return found


def library(settings: "Settings") -> "list[Document]":
    """All documents, read anew; needs neither index nor encoder."""
    from ingest.load import load_document

    return [load_document(folder) for folder in folders(settings)]


def build(settings: "Settings", *, if_needed: bool) -> None:
    """Index the library and say what was done; with `if_needed`, not when that is up to date.

    Raises:
        IsnadError: a document can't be read, or the encoder can't be loaded.
    """
    from index.store import SearchIndex
    from qa.engine import corpus_of, encoder_of, rebuild

    count = len(folders(settings))
    encoder = encoder_of(settings)
    if if_needed:
        try:
            SearchIndex.open(settings.index_dir, encoder, corpus_of(settings))
        except (IndexMissingError, IndexMismatchError) as reason:
            note(f"Indexing: {str(reason).split(':')[0]}.")
        else:
            note(f"The index in {settings.index_dir} is up to date.")
            return
    with progress_bar("Building the index") as progress:
        index = rebuild(settings, encoder, progress)
    documents = f"{count} document{'s'[: count != 1]}"
    note(f"Indexed {len(index.passages)} passages of {documents} in {settings.index_dir}.")
    if scanned := index.manifest.scanned:
        note(
            f"{scanned} of them seem badly scanned: they are searched by what they most likely say,"
            " and quoted as they stand."
        )
