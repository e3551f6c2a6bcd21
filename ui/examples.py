"""Example questions, read from `examples.toml` in the folders of documents."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Example:
    """A question that a document answers."""

    language: str
    question: str


def read_examples(folders: Iterable[Path]) -> list[Example]:
    """Read `[[examples]] language, question` of every folder that has the file.

    Raises:
        DocumentError: a file is damaged.
    """
    found = []
    for folder in folders:
        path = folder / "examples.toml"
        if not path.is_file():
            continue
        try:
            entries = tomllib.loads(path.read_text("utf8")).get("examples", [])
            found += [Example(str(e["language"]), str(e["question"])) for e in entries]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise DocumentError(
                f"{folder.name}: examples.toml is damaged ({error}): correct it or remove it"
            ) from error
    return found
