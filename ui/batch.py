"""Many questions from a file of JSON lines, all checked before the first one is answered."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.errors import UsageError
from qa.records import Turn
from ui.requests import check_language, check_question


@dataclass(frozen=True, slots=True)
class Request:
    """One line: a question with the id that its answer gets, language and conversation."""

    id: str | int
    question: str
    language: str | None
    history: tuple[Turn, ...]


def read_requests(lines: Iterable[str], limit: int) -> list[Request]:
    """Read `{"id", "question", "language"?, "history"?}` from every line; blank lines are skipped.

    `history` lists the earlier questions, as texts or as `{"question", "answer"?}`.

    Raises:
        UsageError: a line can't be understood; the message begins with its number.
    """
    requests = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            requests.append(_read(line, limit))
        except (UsageError, ValueError) as error:
            raise UsageError(f"line {number}: {error}") from error
    return requests


def _read(line: str, limit: int) -> Request:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}, column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("not a question: nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError('not an object: write {"id": "1", "question": "..."}')
    identifier = record.get("id")
    # true is an int to isinstance, and would come back as an id.
    if not isinstance(identifier, (str, int)) or isinstance(identifier, bool):
        raise ValueError('"id" is missing, or is neither a text nor a whole number')
    return Request(
        identifier,
        check_question(_text(record, "question"), limit),
        check_language(_text(record, "language") if record.get("language") is not None else None),
        tuple(_turn(entry) for entry in _history(record)),
    )


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is missing or not a text')
    return value


def _history(record: dict[str, Any]) -> list[Any]:
    history = record.get("history")
    if history is None:
        return []
    if not isinstance(history, list):
        raise ValueError('"history" is not a list of earlier questions')
    return history


def _turn(entry: Any) -> Turn:  # noqa: ANN401 - whatever the file holds
    if isinstance(entry, str):
        return Turn(entry)
    if not isinstance(entry, dict):
        raise ValueError('"history" holds something else than texts or objects')
    return Turn(_text(entry, "question"), _text(entry, "answer") if entry.get("answer") else "")
