"""The command line in this process, with the engine that all tests share."""

import json
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

import ui.session
from ui.cli import main
from ui.server import start


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def isnad(engine, settings, monkeypatch, capsys):
    """Run `isnad` with arguments. Only the opening of the engine is spared, which takes seconds."""
    monkeypatch.setenv("ISNAD_DATA_DIR", str(settings.data_dir))
    monkeypatch.setattr(ui.session, "open_engine", lambda settings: engine)

    def run(*arguments):
        capsys.readouterr()
        status = main(list(arguments))
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@contextmanager
def serving(engine, settings, **changes):
    """A real server on a free port, with these settings changed; gives its address."""
    running, url = start(engine, settings.model_copy(update={"port": 0, **changes}))
    try:
        yield url
    finally:
        running.close()


@pytest.fixture(scope="session")
def serve(engine, settings):
    """Start a server: `with serve(requests_per_minute=3) as url`."""
    return lambda other=None, **changes: serving(other or engine, settings, **changes)


@pytest.fixture(scope="session")
def server(serve):
    """The address of a server with default settings, shared by the tests of its programs."""
    with serve() as url:
        yield url
