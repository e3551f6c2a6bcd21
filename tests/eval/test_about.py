"""What was run is told, and nothing of where."""

from pathlib import Path

from eval_cases import DOCUMENT, SET

from eval.about import about


def test_a_run_is_described():
    run = about("dev", SET[:4], DOCUMENT, encoder="small", fingerprint="0123456789abcdef")
    rows = dict(run.rows())
    assert rows["questions"] == "4 about 2 facts"
    assert rows["encoder"] == "small (0123456789ab)"
    assert DOCUMENT.id in rows["document"]
    assert {"Python", "numpy"} <= run.versions.keys()


def test_outside_a_checkout_there_is_no_commit(monkeypatch, tmp_path):
    monkeypatch.setattr("eval.about.__file__", str(tmp_path / "eval" / "about.py"))
    run = about("dev", SET, DOCUMENT, encoder="e", fingerprint="f")
    assert run.commit == "" and "commit" not in dict(run.rows())


def test_no_path_of_the_machine_is_told():
    shown = str(dict(about("dev", SET, DOCUMENT, encoder="e", fingerprint="f").rows()))
    assert str(Path.home()) not in shown and str(Path.cwd()) not in shown
