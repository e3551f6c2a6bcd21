"""`isnad index`."""

from typing import Annotated

import typer


def index(
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Only when it is absent or out of date.")
    ] = False,
) -> None:
    """Build the search index from all documents of the library.

    Each passage is embedded and its words are indexed. The old index stays in use until the new
    one is complete.
    """
    from ui.indexing import build
    from ui.session import load_settings

    build(load_settings(), if_needed=if_needed)
