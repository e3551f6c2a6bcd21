"""A document's folder read into a Document."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from corpus.records import Document, Move, Repair, Span, Term, Translation
from ingest.assemble import Layout, assemble, check_apart
from ingest.normalise import shadow

Record = Mapping[str, Any]


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"{path.name} of {path.parent.name} is damaged ({error}): correct or restore it"
        ) from error


def read_source(folder: Path, name: str, sha256: str) -> str:
    """The source text, its hash checked.

    Raises:
        DocumentError: it is missing, not UTF-8, or not what `document.toml` says.
    """
    path = folder / name
    if not path.is_file():
        raise DocumentError(f"{folder.name}: {name} is missing: restore it or remove the folder")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DocumentError(
            f"{folder.name}: {name} is not the file its document.toml describes (SHA-256 differs):"
            " restore it or ingest it anew"
        )
    try:
        return data.decode("utf8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{folder.name}: {name} is not UTF-8 text: convert it") from error


def load_document(folder: Path) -> Document:
    """Read the document in `folder`.

    Raises:
        DocumentError: a file is missing or damaged, the source is not the recorded one, or an
            offset does not fit it.
    """
    record = _toml(folder / "document.toml")
    if not record:
        raise DocumentError(f"{folder} holds no document.toml: add the document with isnad ingest")
    try:
        return _document(folder, record)
    except KeyError as error:
        raise DocumentError(f"{folder.name}: an entry lacks {error}: add it") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DocumentError(
            f"{folder.name}: an entry can't be read ({error}): correct it"
        ) from error


def _document(folder: Path, record: Record) -> Document:
    name, sha256 = str(record["id"]), record["sha256"]
    text = read_source(folder, record.get("source", "source.md"), sha256)
    changes = _toml(folder / "repairs.toml")
    repairs = tuple(
        Repair(_span(text, r, "repairs.toml"), r["replacement"], r["reason"])
        for r in changes.get("repairs", ())
    )
    moves = tuple(
        Move(_span(text, m, "repairs.toml"), m["after"], m["join"], m["reason"])
        for m in changes.get("moves", ())
    )
    ignored = [_span(text, i, "document.toml") for i in record.get("ignored", ())]
    check_apart(name, "repairs.toml", [repair.span for repair in repairs], len(text))
    layout = Layout(
        name, repairs, moves,
        {entry["start"]: entry["level"] for entry in changes.get("levels", ())},
        sorted((page["start"], page["number"]) for page in record.get("pages", ())),
        ignored,
    )  # fmt: skip
    blocks, tables = assemble(text, layout)
    return Document(
        id=name, title=record["title"], titles=record.get("titles", {}),
        publisher=record.get("publisher", ""), language=record.get("language", "ar"),
        date=record.get("date", ""), sha256=sha256, text=text,
        shadow=shadow(text, repairs), blocks=blocks, tables=tables,
        glossary=_glossary(folder), repairs=repairs, moves=moves,
        translations=_translations(folder, text, sha256),
    )  # fmt: skip


def _span(text: str, entry: Record, file: str) -> Span:
    """The range of an entry, compared with the words it says stand there.

    An offset shifted by one would repair or translate the wrong letters without any error.
    """
    span = Span(entry["start"], entry["end"])
    if "source" in entry and span.of(text) != entry["source"]:
        raise DocumentError(
            f"{file}: at [{span.start}, {span.end}) the source has no"
            f" {entry['source'][:40]!r}: correct the offsets"
        )
    return span


def _glossary(folder: Path) -> tuple[Term, ...]:
    found = []
    for entry in _toml(folder / "glossary.toml").get("terms", ()):
        names = {code: tuple(value) for code, value in entry.items()
                 if isinstance(value, list) and len(code) == 2}  # fmt: skip
        found.append(Term(entry["id"], entry["kind"], names, tuple(entry.get("related", ()))))
    return tuple(found)


def _translations(folder: Path, text: str, sha256: str) -> dict[str, Translation]:
    found = {}
    for path in sorted((folder / "translations").glob("*.toml")):
        record = _toml(path)
        if record.get("sha256") != sha256:
            raise DocumentError(f"{folder.name}: {path.name} translates another text: remove it")
        entries = record.get("sentences", ())
        found[record["language"]] = Translation(
            record["language"], record["status"],
            tuple(_span(text, entry, path.name) for entry in entries),
            tuple(entry["text"] for entry in entries),
        )  # fmt: skip
    return found
