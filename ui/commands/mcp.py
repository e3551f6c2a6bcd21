"""`isnad mcp`."""


def mcp() -> None:
    """Serve the documents to an AI program as MCP tools, over standard input and output."""
