"""Every error of the API as JSON with one sentence, under the right status."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import IsnadError, UsageError
from ui.limits.gate import BusyError
from ui.limits.refusal import Refusal

_SENTENCES = {
    404: ("not_found", "there is nothing at this address: see /api/v1/docs for what there is"),
    405: ("method_not_allowed", "this address takes another method: see /api/v1/docs"),
    413: ("too_large", "the request is too large: send less at once"),
}


def add_handlers(app: FastAPI) -> None:
    """Let `app` answer every failure with a `Problem`."""
    app.add_exception_handler(IsnadError, _isnad)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _internal)


async def _isnad(_: Request, error: Exception) -> Response:
    if isinstance(error, BusyError):
        wait = {"Retry-After": str(error.retry_after)}
        return Refusal(503, "busy", str(error), wait).response()
    if isinstance(error, UsageError):
        return Refusal(422, "bad_request", str(error)).response()
    # An index or an encoder that doesn't fit: nothing that a client could mend.
    return Refusal(503, "not_available", str(error)).response()


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        reason = first.get("ctx", {}).get("error", "damaged")
        return Refusal(400, "not_json", f"the body is not JSON ({reason}): correct it").response()
    if not request.headers.get("content-type", "").startswith("application/json"):
        return Refusal(
            415, "not_json", "send the request as JSON, with Content-Type: application/json"
        ).response()
    return Refusal(422, "bad_request", _sentence(first["loc"], first)).response()


def _sentence(place: Sequence[Any], error: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in place[1:]) or "the body"
    message = str(error["msg"])
    return f"{name}: {message[:1].lower()}{message[1:]}: see /api/v1/docs for what is expected"


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, detail = _SENTENCES.get(
        error.status_code, (HTTPStatus(error.status_code).name.lower(), str(error.detail))
    )
    return Refusal(error.status_code, code, detail, dict(error.headers or {})).response()


async def _internal(_: Request, error: Exception) -> Response:
    logging.getLogger(__name__).error("a request failed", exc_info=error)
    return Refusal(
        500, "internal", "something went wrong inside the program: its log says what"
    ).response()
