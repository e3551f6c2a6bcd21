"""Options that several commands share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to stdout, and nothing else.")]
InDocuments = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        "-d",
        metavar="ID",
        help="Only in this document (may be given again); `isnad documents` lists the ids.",
    ),
]
