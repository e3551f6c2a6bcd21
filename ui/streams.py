"""Reading what the user names, writing JSON, and notes beside it."""

import json
import sys
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError


def read_text(name: str) -> str:
    """Read a file, or stdin for `-`, as UTF-8.

    Raises:
        DocumentError: it can't be read, or is not UTF-8 text.
    """
    place = "stdin" if name == "-" else name
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")  # an editor's byte order mark is not part of the text
    except UnicodeDecodeError as error:
        raise DocumentError(f"{place} is not UTF-8 text: convert it to UTF-8") from error
    except OSError as error:
        raise DocumentError(f"can't read {place}: {error.strerror or error}") from error


def write_json(value: Any) -> None:  # noqa: ANN401 - anything JSON can hold
    """Write one line of JSON to stdout and flush it, so that a reader gets it at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """Tell the user something that is not the result."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
