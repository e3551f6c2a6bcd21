"""`isnad documents`."""

from typing import TYPE_CHECKING, Any

from ui.options import AsJson

if TYPE_CHECKING:
    from corpus.records import Document


def documents(as_json: AsJson = False) -> None:
    """List the documents of the library."""
    from ui.indexing import library
    from ui.session import load_settings
    from ui.streams import write_json
    from ui.terminal import console, document_line

    found = library(load_settings())
    if as_json:
        write_json([_document_dict(document) for document in found])
        return
    out = console()
    for document in found:
        out.print(document_line(document))
    if not found:
        out.print("The library is empty: add a document with isnad ingest FILE.")


def _document_dict(document: "Document") -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "titles": dict(document.titles),
        "publisher": document.publisher,
        "language": document.language,
        "date": document.date,
        "pages": len({block.page for block in document.blocks}),
        "characters": len(document.text),
        "tables": [{"id": table.id, "rows": len(table.rows)} for table in document.tables],
        "translations": sorted(document.translations),
        "sha256": document.sha256,
    }
