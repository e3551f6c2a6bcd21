"""Votes on answers: kept, listed, and legible when their file is not."""

import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from corpus.errors import UsageError
from qa.records import Answer, Status
from ui.feedback import FILE_NAME, FeedbackError, FeedbackStore

WORKER = """
import sys
from pathlib import Path
from qa.records import Answer, Status
from ui.feedback import FeedbackStore
answer = Answer("q", "en", Status.ANSWERED, "a", (), (), None, 1.0, 0.1)
for number in range(20):
    FeedbackStore(Path(sys.argv[1])).add(f"{sys.argv[2]}-{number}", answer, "up")
"""


def answer(text="It is in Cairo."):
    return Answer("Where?", "en", Status.ANSWERED, text, (), (), None, 0.9, 0.01)


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "data" / FILE_NAME)


def test_votes_come_back_newest_first_with_the_whole_answer(store):
    assert store.entries() == []
    assert not store.path.exists()
    store.add("Where?", answer(), "down", "  names no street\n")
    store.add("أين؟", answer("في القاهرة."), "up")
    newest, oldest = store.entries()
    assert (newest.question, newest.vote, newest.reason) == ("أين؟", "up", "")
    assert (oldest.question, oldest.vote, oldest.reason) == ("Where?", "down", "names no street")
    assert oldest.answer == answer().to_dict()
    assert oldest.time.endswith("+00:00")
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_what_is_no_vote_is_refused_and_nothing_written(store):
    with pytest.raises(UsageError, match="up or down"):
        store.add("Where?", answer(), "sideways")
    with pytest.raises(UsageError, match="2001 characters"):
        store.add("Where?", answer(), "up", "x" * 2001)
    assert not store.path.exists()


def test_threads_and_processes_write_at_the_same_time(store):
    command = [sys.executable, "-c", WORKER, str(store.path)]
    processes = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    threads = [
        threading.Thread(
            target=lambda n=name: [store.add(f"{n}-{i}", answer(), "down") for i in range(20)]
        )
        for name in ("three", "four")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    expected = {f"{name}-{i}" for name in ("one", "two", "three", "four") for i in range(20)}
    assert {entry.question for entry in store.entries()} == expected
    assert len(store.entries()) == 80


def test_a_file_that_another_process_just_opens_is_waited_for(store):
    store.path.parent.mkdir(parents=True)
    other = sqlite3.connect(store.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE begun (id)")
    done = threading.Timer(0.3, other.commit)
    done.start()
    store.add("Where?", answer(), "up")
    done.join()
    other.close()
    assert [entry.question for entry in store.entries()] == ["Where?"]


def test_a_damaged_or_newer_file_is_said_and_left_as_it_is(store):
    store.path.parent.mkdir()
    store.path.write_bytes(b"not a database at all" * 100)
    before = store.path.read_bytes()
    with pytest.raises(FeedbackError, match="move it away"):
        store.entries()
    with pytest.raises(FeedbackError, match="can't use the votes"):
        store.add("Where?", answer(), "up")
    assert store.path.read_bytes() == before
    store.path.unlink()
    store.add("Where?", answer(), "up")
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(FeedbackError, match="update Isnad"):
        store.entries()


def test_the_command_lists_votes(isnad, monkeypatch, tmp_path):
    monkeypatch.setenv("ISNAD_DATA_DIR", str(tmp_path))
    assert "No votes yet" in isnad("feedback").out
    assert isnad("feedback", "--json").json == []
    store = FeedbackStore(tmp_path / FILE_NAME)
    store.add("Where?", answer(), "down", "names no street")
    (entry,) = isnad("feedback", "--json").json
    assert entry["answer"]["answer"] == "It is in Cairo."
    assert list(entry) == ["id", "time", "vote", "reason", "question", "answer"]
    shown = isnad("feedback").out
    assert "down" in shown
    assert "reason: names no street" in shown
    store.path.write_bytes(b"x" * 5000)
    ran = isnad("feedback")
    assert ran.status == 3
    assert ran.err.count("\n") == 1
