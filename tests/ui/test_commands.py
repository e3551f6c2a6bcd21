import json
import socket

import pytest

import ui.session
from corpus import SHIPPED
from corpus.errors import IndexMismatchError, IsnadError
from qa.engine import Engine
from ui.cli import main
from ui.clidocs import render
from ui.session import load_settings


def test_search_gives_quotes_that_are_slices_of_the_source(isnad, brochure):
    ran = isnad("search", "labour migration", "-k", "3", "--json")
    assert ran.status == 0
    assert [hit["rank"] for hit in ran.json["hits"]] == [1, 2, 3]
    for hit in ran.json["hits"]:
        assert hit["document_id"] == "iom-rcp-brochure"
        assert hit["quotes"]
        for quote in hit["quotes"]:
            assert brochure.text[quote["start"] : quote["end"]] == quote["quote"]


def test_search_shows_ranks_to_a_person(isnad):
    ran = isnad("search", "هجرة العمالة", "-k", "2")
    assert ran.status == 0
    assert [line[:3] for line in ran.out.splitlines() if line[:3].strip()] == ["  1", "  2"]


def test_check_tells_a_quote_from_an_altered_number_and_an_invention(isnad, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text(
        "إن الهجرة هي مجال حيويّ يخضع للتغيرات المتكررة.\n"
        "The second meeting brought together 20 participants.\nCats are purple animals.",
        "utf8",
    )
    ran = isnad("check", str(text), "--json")
    assert ran.status == 0
    claims = ran.json["claims"]
    assert [c["verdict"] for c in claims] == ["exact_quote", "altered", "unsupported"]
    assert claims[1]["differs"] == ["20"]
    assert list(claims[0]) == ["text", "start", "end", "verdict", "differs", "evidence"]
    assert "differs: 20" in isnad("check", str(text)).out


@pytest.mark.parametrize(("content", "status"), [("  \n", 2), (None, 3)])
def test_check_needs_a_text(isnad, tmp_path, content, status):
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_text(content)
    ran = isnad("check", str(path))
    assert ran.status == status
    assert ran.err.count("\n") == 1


def test_documents_lists_the_library(isnad, brochure):
    (listed,) = isnad("documents", "--json").json
    assert listed["id"] == brochure.id
    assert listed["sha256"] == brochure.sha256
    assert listed["pages"] == 4
    assert listed["tables"] == [{"id": "iom-rcp-brochure/t1", "rows": 16}]
    assert brochure.id in isnad("documents").out


def test_settings_say_where_they_come_from(isnad, settings):
    by_name = {row["name"]: row for row in isnad("settings", "--json").json}
    assert by_name["data_dir"]["value"] == str(settings.data_dir)
    assert by_name["data_dir"]["origin"] == "ISNAD_DATA_DIR"
    assert by_name["host"]["origin"] == "default"
    assert "ISNAD_DATA_DIR" in isnad("settings").out


def test_a_setting_that_cannot_be_is_named(isnad, monkeypatch):
    monkeypatch.setenv("ISNAD_PORT", "many")
    ran = isnad("settings")
    assert ran.status == 2
    assert "ISNAD_PORT" in ran.err
    assert ran.err.count("\n") == 1


def test_corpus_check_finds_the_shipped_files_sound(isnad):
    ran = isnad("corpus", "check")
    assert (ran.status, ran.out) == (0, "iom-rcp-brochure: no problems\n")


def test_corpus_check_fails_on_a_shifted_repair(isnad, tmp_path):
    import shutil

    folder = tmp_path / "brochure"
    shutil.copytree(SHIPPED / "iom-rcp-brochure", folder)
    repairs = folder / "repairs.toml"
    repairs.write_text(repairs.read_text("utf8").replace("start = ", "start = 1", 1), "utf8")
    ran = isnad("corpus", "check", str(folder))
    assert ran.status == 1
    assert "repairs.toml" in ran.out
    assert isnad("corpus", "check", str(tmp_path / "nosuch")).status == 3


def test_ingest_checks_every_path_before_it_adds_one(isnad, tmp_path, monkeypatch):
    monkeypatch.setenv("ISNAD_DATA_DIR", str(tmp_path / "data"))
    good = tmp_path / "good.md"
    good.write_text("# Title\n\nA text.", "utf8")
    ran = isnad("ingest", str(good), str(tmp_path / "nosuch.md"))
    assert ran.status == 3
    assert ran.err.count("\n") == 1
    assert "nosuch.md" in ran.err
    assert not (tmp_path / "data").exists()
    (tmp_path / "empty").mkdir()
    assert isnad("ingest", str(tmp_path / "empty")).status == 3


def test_ingested_documents_are_listed_and_searched(isnad, tmp_path, monkeypatch):
    monkeypatch.setenv("ISNAD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ISNAD_SHIPPED", "false")
    ran = isnad("documents")
    assert ran.status == 3
    assert "isnad ingest" in ran.err
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "bees.md").write_text(
        "# عن النحل\n\nيعيش النحل في خلايا. ملكة واحدة لكل خلية.", encoding="utf8"
    )
    ran = isnad("ingest", str(folder))
    assert ran.status == 0
    assert ran.out == ""
    assert "bees" in ran.err
    assert [d["id"] for d in isnad("documents", "--json").json] == ["bees"]
    assert "up to date" in isnad("index", "--if-needed").err
    opened = Engine.open(load_settings(), build=False)
    assert opened.search("كم ملكة في الخلية؟", 1)[0].document_id == "bees"


def test_version_and_help(isnad):
    assert isnad("--version").out.startswith("isnad ")
    for arguments in ([], ["--help"], ["ask", "-h"], ["corpus", "check", "--help"]):
        ran = isnad(*arguments)
        assert ran.status == 0
        assert "Usage" in ran.out


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (IndexMismatchError("the index is old: run `isnad index`"), 3, "run `isnad index`"),
        (IsnadError("two\nlines"), 3, "two lines"),
        (PermissionError(13, "Permission denied", "/x"), 3, "/x: Permission denied"),
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("division by zero"), 1, "--verbose"),
    ],
)
def test_no_error_is_a_traceback(isnad, monkeypatch, error, status, says):
    def fail(settings):
        raise error

    monkeypatch.setattr(ui.session, "open_engine", fail)
    ran = isnad("ask", "What is an RCP?", "--json")
    assert (ran.status, ran.out) == (status, "")
    assert says in ran.err
    assert ran.err.count("\n") <= 1


def test_docs_of_the_command_line_are_current():
    from pathlib import Path

    page = Path(__file__).parents[2] / "docs" / "cli.md"
    assert page.read_text("utf8") == render(), "run: python -m ui.clidocs > docs/cli.md"


def test_json_lines_are_flushed_one_by_one(monkeypatch):
    import io
    import sys

    from ui.streams import write_json

    class Pipe(io.StringIO):
        seen = ()

        def flush(self):
            self.seen = (*self.seen, self.getvalue())

    monkeypatch.setattr(sys, "stdout", pipe := Pipe())
    write_json({"a": "ع"})
    write_json({"b": 1})
    assert pipe.seen == ('{"a": "ع"}\n', '{"a": "ع"}\n{"b": 1}\n')
    assert json.loads(pipe.seen[0]) == {"a": "ع"}


def test_main_takes_the_arguments_of_the_process(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["isnad", "nosuch"])
    assert main() == 2
    assert "nosuch" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_before_anything_is_opened(isnad):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = isnad("chat", "--port", str(other.getsockname()[1]), "--no-browser")
    assert ran.status == 2
    assert "--port" in ran.err
    assert ran.err.count("\n") == 1
