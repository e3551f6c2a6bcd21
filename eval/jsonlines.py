"""Reading the evaluation sets: one JSON record per line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import IsnadError

Record = TypeVar("Record")


def load_json_lines(
    path: Path, make: Callable[[dict[str, Any]], Record], error: type[IsnadError], noun: str
) -> tuple[Record, ...]:
    """Make a record from every line that is not blank.

    Args:
        path: A UTF-8 file.
        make: Raises KeyError, TypeError or ValueError for a line that is no such record.
        error: What is raised instead, with the file and line.
        noun: What a record is called in a message, such as "question".

    Raises:
        IsnadError: Of the kind `error`: the file can't be read, or a line is no record.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as reason:
        raise error(f"cannot read the {noun} set {path}: {reason}") from reason
    records = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            records.append(make(json.loads(line)))
        except (KeyError, TypeError, ValueError) as reason:
            raise error(f"{path.name} line {number} is not a {noun}: {reason}") from reason
    return tuple(records)
