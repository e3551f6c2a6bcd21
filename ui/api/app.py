"""The addresses of the API. Each only hands its request to `ui.service`."""

from importlib import metadata
from pathlib import Path
from typing import Any

from fastapi import Body, Depends, FastAPI
from fastapi.security import HTTPBasic
from starlette.responses import HTMLResponse, Response

from qa.records import Turn
from ui.api import schemas
from ui.api.errors import add_handlers
from ui.limits.refusal import not_for_programs
from ui.service import Service

PREFIX = "/api/v1"
_CHANGING = ["POST", "PUT", "PATCH", "DELETE"]

_DESCRIPTION = """\
Ask documents written in Arabic, in Arabic, English, French, Spanish, Russian or Chinese; every
statement of an answer cites exact characters of its source. Errors are
`{"error": code, "detail": sentence}`.
"""
_PAGE = Path(__file__).parent / "docs.html"
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": schemas.Problem, "description": description}
    for status, description in {
        400: "The body is not JSON.",
        401: "The server asks for an account (HTTP Basic).",
        413: "The request is too large.",
        415: "The body isn't sent as application/json.",
        422: "A value is missing or not allowed; `detail` says which.",
        429: "Too many requests in a minute; Retry-After says how long to wait.",
        503: "Too many questions at the same time; Retry-After says how long to wait.",
    }.items()
}


def create_api(service: Service, *, login: bool = False) -> FastAPI:
    """The API as an app, to be mounted at `PREFIX`.

    Args:
        service: what the requests are handed to.
        login: whether accounts are needed, for the description; the guard asks for them.
    """
    api = FastAPI(
        title="Isnad",
        version=version(),
        description=_DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from another host
        redoc_url=None,
        responses=_PROBLEMS,
        dependencies=[Depends(HTTPBasic(auto_error=False))] if login else [],
    )
    add_handlers(api)
    _add_questions(api, service)
    _add_library(api, service)
    return api


def version() -> str:
    """The installed version; empty when run from files alone."""
    try:
        return metadata.version("isnad")
    except metadata.PackageNotFoundError:
        return ""


def _add_questions(api: FastAPI, service: Service) -> None:
    # Keys that an answer lacks (no table, nothing completed) are left out, as `isnad ask` does.
    @api.post("/ask", response_model=schemas.Answer, response_model_exclude_unset=True)
    async def ask(request: schemas.AskRequest = Body()) -> dict[str, Any]:  # noqa: B008
        """Answer a question, with a citation for every statement; may say "not found"."""
        turns = [
            Turn(turn) if isinstance(turn, str) else Turn(turn.question, turn.answer)
            for turn in request.history
        ]
        return await service.ask(request.question, request.language, turns, request.documents)

    @api.post("/search", response_model=schemas.SearchResult)
    async def search(request: schemas.SearchRequest = Body()) -> dict[str, Any]:  # noqa: B008
        """Find the passages nearest to a query, best first, without answering it."""
        return await service.search(request.query, request.k, request.documents, request.mode)

    @api.post("/check", response_model=schemas.CheckResult)
    async def check(request: schemas.CheckRequest = Body()) -> dict[str, Any]:  # noqa: B008
        """Check every statement of a text against the documents."""
        return await service.check(request.text)


def _add_library(api: FastAPI, service: Service) -> None:
    @api.get("/documents", response_model=schemas.Documents)
    async def documents() -> dict[str, Any]:
        """List the documents."""
        return await service.documents()

    @api.api_route("/documents", methods=_CHANGING, include_in_schema=False)
    @api.api_route("/documents/{name:path}", methods=_CHANGING, include_in_schema=False)
    async def change() -> Response:
        """Say where the library is changed."""
        return not_for_programs().response()

    @api.get("/health", response_model=schemas.Health)
    async def health() -> dict[str, Any]:
        """Tell that the server is ready to answer."""
        engine = service.engine
        return {
            "status": "ok",
            "version": version(),
            "documents": len(engine.documents),
            "passages": len(engine.index.passages),
        }

    @api.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        """Show this description to a person; the page loads nothing but openapi.json."""
        return HTMLResponse(_PAGE.read_text("utf8"))
