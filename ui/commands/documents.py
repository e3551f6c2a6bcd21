"""`isnad documents`."""

from ui.options import AsJson
from ui.serialize import document_dict


def documents(as_json: AsJson = False) -> None:
    """List the documents of the library."""
    from ui.indexing import library
    from ui.session import load_settings
    from ui.streams import write_json
    from ui.terminal import console, document_line

    found = library(load_settings())
    if as_json:
        write_json([document_dict(document) for document in found])
        return
    out = console()
    for document in found:
        out.print(document_line(document))
    if not found:
        out.print("The library is empty: add a document with isnad ingest FILE.")
