"""`isnad mcp`."""


def mcp() -> None:
    """Serve the documents to an AI program as MCP tools, over standard input and output.

    A client starts this command itself; `isnad chat` offers the same tools over HTTP at /mcp.
    """
    from ui.session import load_settings, open_engine

    settings = load_settings()
    engine = open_engine(settings)

    from ui.limits.gate import Gate
    from ui.mcp.tools import create_mcp
    from ui.service import Service

    gate = Gate(settings.answers_at_once, settings.answers_waiting, settings.answer_patience)
    service = Service(engine, settings, gate)
    try:
        create_mcp(service).run("stdio")
    finally:
        service.close()
        gate.close()
