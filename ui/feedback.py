"""Thumbs up and down with a reason, kept on this machine: one SQLite file in the data directory.

Nothing is sent anywhere. Each call opens the file for itself, so that threads and processes (a chat
and `isnad feedback` beside it) may use it at the same time; WAL lets readers pass writers.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.errors import IsnadError, UsageError
from qa.records import Answer

Vote = Literal["up", "down"]
FILE_NAME = "feedback.sqlite"
REASON_LIMIT = 2000
"""The longest reason, in characters."""

_VERSION = 1
_WAIT = 10.0
"""Seconds to wait while another process writes."""
_SCHEMA = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT
"""


class FeedbackError(IsnadError):
    """The file of votes can't be read or written, or is damaged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One vote. `time` is UTC in ISO 8601; `answer` is the answer's published JSON, as it was."""

    id: int
    time: str
    vote: Vote
    reason: str
    question: str
    answer: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {name: getattr(self, name) for name in self.__slots__}


class FeedbackStore:
    """Votes on answers, in a file made at the first vote.

    >>> store = FeedbackStore(Path("feedback.sqlite"))  # doctest: +SKIP
    >>> store.add("Where?", answer, "down", "names the wrong city")  # doctest: +SKIP
    """

    def __init__(self, path: Path) -> None:
        """Remember the place; nothing is opened yet."""
        self.path = path

    def add(self, question: str, answer: Answer, vote: Vote, reason: str = "") -> int:
        """Keep a vote and return its id.

        Args:
            question: what was asked, as the user wrote it.
            answer: what was answered; kept whole, so that it can be looked into later.
            vote: "up" or "down".
            reason: the user's words, at most `REASON_LIMIT` characters.

        Raises:
            UsageError: the vote is none, or the reason too long.
            FeedbackError: it can't be written.
        """
        if vote not in get_args(Vote):
            raise UsageError(f"no vote {vote!r}: give up or down")
        if len(reason := reason.strip()) > REASON_LIMIT:
            raise UsageError(
                f"the reason has {len(reason)} characters: shorten it to {REASON_LIMIT}"
            )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kept = json.dumps(answer.to_dict(), ensure_ascii=False)
        with self._open() as connection:
            cursor = connection.execute(
                "INSERT INTO feedback (time, vote, reason, question, answer)"
                " VALUES (?, ?, ?, ?, ?)",
                (now, vote, reason, question, kept),
            )
            return int(cursor.lastrowid or 0)

    def entries(self) -> list[Entry]:
        """All votes, newest first; none when there is no file yet.

        Raises:
            FeedbackError: the file can't be read or is damaged.
        """
        if not self.path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, time, vote, reason, question, answer FROM feedback ORDER BY id DESC"
            ).fetchall()
            return [Entry(*row[:5], answer=json.loads(row[5])) for row in rows]  # type: ignore[misc]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, the schema in place; errors become legible."""
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                # Questions are the users' own: on a shared machine, nobody else reads them.
                self.path.touch(mode=0o600)
            with closing(sqlite3.connect(self.path, timeout=_WAIT)) as connection:
                _write_ahead(connection)
                _prepare(connection, self.path)
                with connection:
                    yield connection
        except (sqlite3.Error, json.JSONDecodeError, OSError) as error:
            raise FeedbackError(
                f"can't use the votes in {self.path} ({error}): make it readable and writable, or"
                " move it away to begin anew"
            ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the table in a new file; two processes may come here at once."""
    if _version(connection) == 0:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if _version(connection) == 0:  # nobody was faster
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
    if (version := _version(connection)) != _VERSION:
        raise FeedbackError(
            f"the votes in {path} have version {version}, this program writes {_VERSION}:"
            " update Isnad, or move the file away to begin anew"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers beside writers; SQLite's own patience doesn't cover the change to it."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)
