"""`isnad search`."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.options import AsJson, InDocuments
from ui.serialize import hit_dict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from index.store import Hit
    from qa.engine import Engine


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words or a question, in any language.")
    ],
    k: Annotated[
        int, typer.Option("-k", metavar="N", min=1, max=1000, help="How many passages.")
    ] = 10,
    document: InDocuments = None,
    mode: Annotated[
        Literal["fused", "dense", "lexical"],
        typer.Option(help="By meaning (dense), by words (lexical), or both (fused)."),
    ] = "fused",
    as_json: AsJson = False,
) -> None:
    """Find the passages nearest to a query, best first, without answering it."""
    from ui.requests import check_documents, check_question
    from ui.session import load_settings, open_engine
    from ui.streams import write_json
    from ui.terminal import console

    settings = load_settings()
    text = check_question(query, settings.question_limit)
    engine = open_engine(settings)
    hits = engine.search(text, k, documents=check_documents(document, engine.documents), mode=mode)
    if as_json:
        write_json({"query": text, "mode": mode, "hits": [hit_dict(engine, hit) for hit in hits]})
        return
    out = console()
    for hit in hits:
        for line in _lines(engine, hit):
            out.print(line)
    if not hits:
        out.print("No passage found.")


def _lines(engine: "Engine", hit: "Hit") -> "Iterator[Text]":
    from rich.text import Text

    from ui.direction import isolate
    from ui.terminal import place_of

    found = hit_dict(engine, hit)
    place = f"{place_of(found['document_title'], found['section'])}, page {found['page']}"
    yield Text.assemble(
        (f"{found['rank']:>3}  ", "bold cyan"), isolate(place, "en"), (f"  {hit.source}", "dim")
    )
    language = engine.documents[hit.document_id].language
    for quote in found["quotes"]:
        # A table row holds tabs between its cells, and a paragraph may hold line ends.
        yield Text(f"     {isolate(' '.join(quote['quote'].split()), language)}")
    if found["translation"]:
        yield Text(f"     {' '.join(found['translation'].split())}", style="italic")
    yield Text("")
