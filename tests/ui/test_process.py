"""What only a process of its own can show."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def command(settings, engine):
    """The command line, with the index that the shared engine made."""
    environment = {**os.environ, "ISNAD_DATA_DIR": str(settings.data_dir), "PYTHONUTF8": "0"}
    return [sys.executable, "-m", "ui.cli"], environment


def test_an_answer_from_a_fresh_process_in_a_plain_locale(command):
    program, environment = command
    environment |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(
        [*program, "ask", "Which RCPs address labour migration?", "--json"],
        env=environment, capture_output=True, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == b""
    answer = json.loads(ran.stdout.decode("utf8"))
    assert answer["table"] == {"rows_checked": 16, "rows_matched": 6}


def test_a_reader_that_goes_away_is_no_traceback(command):
    program, environment = command
    with subprocess.Popen(
        [*program, "documents", "--json"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 1


def test_help_loads_nothing_heavy(command):
    _, environment = command
    code = (
        "import sys; from ui.cli import main; main(['--help']); "
        "print(sorted({'torch', 'gradio', 'faiss', 'numpy', 'pydantic_settings'} & {*sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr
