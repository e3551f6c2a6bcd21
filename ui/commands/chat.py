"""`isnad chat`."""

from typing import Annotated

import typer


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
) -> None:
    """Open the chat in a browser."""
    from ui.server import free_port, serve
    from ui.session import load_settings, open_engine
    from ui.streams import note

    settings = load_settings(host=host, port=port)
    port = free_port(settings.host, settings.port)
    note("Opening the documents ...")
    engine = open_engine(settings)
    serve(engine, settings.model_copy(update={"port": port}), browser=browser)
