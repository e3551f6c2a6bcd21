"""`isnad chat`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings


def chat(
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address to listen on.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=65535, help="Port; 0 takes any free one."),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser, if there is a display.")
    ] = True,
    root_path: Annotated[
        str | None,
        typer.Option(metavar="/PATH", help="Path that a reverse proxy serves the chat under."),
    ] = None,
    auth: Annotated[
        list[str] | None,
        typer.Option(
            metavar="USER:PASSWORD",
            help="Let only this account in (may be given again). Others on this machine can read "
            "a command line: --auth-file or ISNAD_AUTH keeps it to yourself.",
        ),
    ] = None,
    auth_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Accounts, one USER:PASSWORD a line."),
    ] = None,
    allow_changes: Annotated[
        bool | None,
        typer.Option(
            "--allow-changes/--read-only",
            help="Whether documents can be added and removed on the page. By default where only "
            "this machine reaches it, or only accounts.",
        ),
    ] = None,
    index_if_needed: Annotated[
        bool,
        typer.Option(
            "--index-if-needed", help="Build the index first when it is out of date, as make does."
        ),
    ] = False,
) -> None:
    """Open the chat in a browser; the same server has the HTTP API and the MCP tools.

    The API is under /api/v1 (its description under /api/v1/docs), MCP under /mcp.
    """
    from ui.limits.access import read_accounts
    from ui.server import free_port, serve
    from ui.session import load_settings
    from ui.streams import note

    settings = load_settings(
        host=host,
        port=port,
        root_path=root_path,
        auth="\n".join(auth) if auth else None,
        auth_file=auth_file,
        allow_changes=allow_changes,
    )
    read_accounts(settings)  # as the port: what is wrong is said before anything slow is opened
    port = free_port(settings.host, settings.port)
    note("Opening the documents ...")
    engine = _open(settings, index_if_needed)
    serve(engine, settings.model_copy(update={"port": port}), browser=browser)


def _open(settings: "Settings", index_if_needed: bool) -> "Engine":
    """The engine; one process for index and chat, since loading the encoder takes seconds."""
    from corpus.errors import IndexMismatchError
    from ui.indexing import build
    from ui.session import open_engine
    from ui.streams import note

    try:
        return open_engine(settings, empty=True)
    except IndexMismatchError as reason:
        if not index_if_needed:
            raise
        note(f"Indexing: {str(reason).split(':')[0]}.")
    build(settings, if_needed=False)
    return open_engine(settings, empty=True)
