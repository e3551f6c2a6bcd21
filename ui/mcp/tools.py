"""The MCP tools: ask, search, check, list_documents, typed as the API is.

The protocol's own SDK rather than Gradio's MCP support: that makes its tools from the events of the
page, with schemas of components instead of answers, and has no stdio.
"""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeAlias, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from corpus.errors import IsnadError
from qa.records import Turn
from ui.api import schemas
from ui.api.app import version
from ui.service import Service

_INSTRUCTIONS = """\
Answers questions about documents written in Arabic, in the language of the question, with exact
citations. Keep the [n] markers of an answer and show its citations: `quote` is the source's own
words and may not be changed; `translation` is unofficial. The status "not_found" means that the
documents don't say it: don't fill in from elsewhere. Use `check` on any text you write from them.
"""
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
F = TypeVar("F", bound=Callable[..., Any])
Answered: TypeAlias = Annotated[CallToolResult, schemas.Answer]
Found: TypeAlias = Annotated[CallToolResult, schemas.SearchResult]
Checked: TypeAlias = Annotated[CallToolResult, schemas.CheckResult]
Listed: TypeAlias = Annotated[CallToolResult, schemas.Documents]


def create_mcp(service: Service) -> MCPServer:
    """The server, to be run over stdio or placed into an app."""
    server = MCPServer(
        "isnad",
        title="Isnad",
        instructions=_INSTRUCTIONS,
        version=version(),
        log_level="WARNING",
        subscriptions=False,
    )
    _add_questions(server, service)
    _add_library(server, service)
    return server


def _add_questions(server: MCPServer, service: Service) -> None:
    @_tool(server, "Ask the documents")
    async def ask(
        question: schemas.Question,
        language: Annotated[
            schemas.Language | None,
            Field(description="Of the answer; by default that of the question."),
        ] = None,
        history: Annotated[
            list[schemas.HistoryTurn] | None,
            Field(
                description="Earlier turns, oldest first, when the question is a follow-up.",
                max_length=100,
            ),
        ] = None,
        documents: schemas.DocumentIds = None,
    ) -> Answered:
        """Answer a question from the documents, in its language, citing exact characters.

        Lists and counts are computed over every row of a table. "not_found" is an answer too.
        """
        turns = [Turn(turn.question, turn.answer) for turn in history or ()]
        return await _result(service.ask(question, language, turns, documents))

    @_tool(server, "Check a text")
    async def check(
        text: Annotated[
            str, Field(description="Sentences in any of the six languages; a page as (p. 3).")
        ],
    ) -> Checked:
        """Check every statement of a text against the documents.

        Verdicts: exact_quote, supported, altered (`differs` says in what), wrong_passage,
        unsupported.
        """
        return await _result(service.check(text))


def _add_library(server: MCPServer, service: Service) -> None:
    @_tool(server, "Search passages")
    async def search(
        query: Annotated[str, Field(description="Words or a question, in any language.")],
        k: Annotated[int, Field(description="How many passages.", ge=1, le=100)] = 10,
        documents: schemas.DocumentIds = None,
        mode: Annotated[
            schemas.Mode, Field(description="By meaning (dense), words (lexical), or both.")
        ] = "fused",
    ) -> Found:
        """Find the passages nearest to a query, best first, without answering it."""
        return await _result(service.search(query, k, documents, mode))

    @_tool(server, "List the documents")
    async def list_documents() -> Listed:
        """List the documents: id, titles, publisher, language, date, tables, SHA-256."""
        return await _result(service.documents())


def _tool(server: MCPServer, title: str) -> Callable[[F], F]:
    """Make a tool of a function; its docstring, without the indents, is what the AI reads."""

    def add(function: F) -> F:
        server.add_tool(
            function, title=title, description=inspect.getdoc(function), annotations=_READS
        )
        return function

    return add


async def _result(work: Awaitable[dict[str, Any]]) -> CallToolResult:
    """The same JSON as structured content and as text, for clients that read only one."""
    try:
        value = await work
    except IsnadError as error:
        raise ToolError(str(error)) from error
    text = json.dumps(value, ensure_ascii=False)
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structured_content=value,
    )
