"""Passages and the entries that are searched for them, in SQLite."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.records import Passage, PassageKind, Span, Unit

_SCHEMA = """
CREATE TABLE passages (id TEXT PRIMARY KEY, position INTEGER, document TEXT, record TEXT);
CREATE TABLE entries (id INTEGER PRIMARY KEY, level TEXT, passage TEXT, unit TEXT, document TEXT,
                      language TEXT);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable view: of a passage, or (with `unit`) of one of its units."""

    level: str
    passage_id: str
    unit_id: str | None
    document_id: str
    language: str


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _dump(passage: Passage) -> str:
    record = {
        "kind": str(passage.kind), "spans": _spans(passage.spans), "page": passage.page,
        "section": _spans(passage.section), "views": dict(passage.views),
        "context": dict(passage.context), "table_id": passage.table_id, "row": passage.row,
        "units": [[u.id, _spans(u.spans), dict(u.views)] for u in passage.units],
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False)


def _load(passage_id: str, document: str, record: dict[str, Any]) -> Passage:
    def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in pairs)

    units = tuple(Unit(name, spans(where), views) for name, where, views in record["units"])
    return Passage(
        passage_id, document, PassageKind(record["kind"]), spans(record["spans"]), record["page"],
        spans(record["section"]), record["views"], record["context"], units, record["table_id"],
        record["row"],
    )  # fmt: skip


def write(path: Path, passages: Sequence[Passage], entries: Sequence[Entry]) -> None:
    """Write a new database at `path`."""
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?)",
            [(p.id, i, p.document_id, _dump(p)) for i, p in enumerate(passages)],
        )
        connection.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
            [(i, e.level, e.passage_id, e.unit_id, e.document_id, e.language)
             for i, e in enumerate(entries)],
        )  # fmt: skip
    connection.close()


def read(path: Path) -> tuple[dict[str, Passage], list[Entry]]:
    """All passages by id, in order, and all entries by position."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = connection.execute("SELECT id, document, record FROM passages ORDER BY position")
    passages = {name: _load(name, document, json.loads(record)) for name, document, record in rows}
    rows = connection.execute(
        "SELECT level, passage, unit, document, language FROM entries ORDER BY id"
    )
    entries = [Entry(*row) for row in rows]
    connection.close()
    return passages, entries
