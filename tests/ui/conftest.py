"""The command line in this process, with the engine that all tests share."""

import json
from dataclasses import dataclass

import pytest

import ui.session
from ui.cli import main


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
