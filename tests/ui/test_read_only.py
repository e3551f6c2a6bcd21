"""Who may change the library: nobody from outside without an account, unless that is wished."""

import shutil

import httpx
import pytest
from pydantic import SecretStr

from eval.load_people import Visitor
from ui.limits.access import Accounts
from ui.page.conversation import Conversation
from ui.page.library import LibraryHandlers
from ui.server import warnings
from ui.session import load_settings


@pytest.mark.parametrize(
    ("changes", "accounts", "changeable"),
    [
        ({}, False, True),
        ({"host": "localhost"}, False, True),
        ({"host": "::1"}, False, True),
        ({"host": "0.0.0.0"}, False, False),
        ({"host": "192.168.1.5"}, False, False),
        ({"host": "::"}, False, False),
        ({"root_path": "/isnad"}, False, False),  # a proxy leads here
        ({"allowed_hosts": "docs.example"}, False, False),
        ({"host": "0.0.0.0"}, True, True),
        ({"host": "0.0.0.0", "allow_changes": True}, False, True),
        ({"allow_changes": False}, False, False),
        ({"host": "0.0.0.0", "allow_changes": False}, True, False),
    ],
)  # fmt: skip
def test_the_library_is_read_only_for_strangers(settings, changes, accounts, changeable):
    changed = settings.model_copy(update=changes)
    assert changed.changeable(accounts=accounts) is changeable
    said = " ".join(warnings(changed, accounts=accounts))
    assert ("read-only" in said) is not changeable
    # Who reads "read-only" without having asked for it is told how to change it.
    asked = changes.get("allow_changes") is False
    assert ("--allow-changes" in said) is (not changeable and not asked)


def test_everybody_changing_documents_is_said(settings):
    open_to_all = settings.model_copy(update={"host": "0.0.0.0", "allow_changes": True})
    (line,) = warnings(open_to_all, accounts=False)
    assert "add and remove documents" in line
    assert list(warnings(open_to_all, accounts=True)) == []
    assert list(warnings(settings, accounts=False)) == []


def test_it_is_set_like_every_other_setting(monkeypatch, tmp_path):
    assert load_settings().allow_changes is None
    monkeypatch.setenv("ISNAD_ALLOW_CHANGES", "false")
    assert load_settings().allow_changes is False
    assert load_settings(allow_changes=True).allow_changes is True
    rows = {name: (value, origin) for name, value, origin, _ in load_settings().describe()}
    assert rows["allow_changes"] == ("False", "ISNAD_ALLOW_CHANGES")


@pytest.fixture(scope="module")
def read_only(serve):
    with serve(allow_changes=False) as url:
        yield url


def test_files_are_refused_before_they_are_kept(read_only, server):
    file = {"files": ("water.md", b"# A")}
    for path in ("/gradio_api/upload", "/gradio_api/upload/"):
        refused = httpx.post(read_only + path, files=file)
        assert refused.status_code == 403
        assert refused.json()["error"] == "read_only"
        assert "--allow-changes" in refused.json()["detail"]
    assert httpx.post(f"{server}/gradio_api/upload", files=file).status_code == 200


def test_a_page_without_the_buttons_can_not_be_talked_into_it(read_only, settings):
    # As a visitor who sends the events all the same, with a library that holds a document.
    visitor = Visitor(read_only)
    folder = settings.library / "water"
    folder.mkdir(parents=True)
    (folder / "document.toml").touch()
    try:
        visitor.start("bridge", "delete", [None], {"document": "water"})
        assert "This server is read-only" in visitor.result()[1]
        assert folder.exists()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        visitor.close()


def test_handlers_refuse_in_the_readers_language(engine, settings, tmp_path):
    library = LibraryHandlers(engine, settings, changeable=False)
    path = tmp_path / "water.md"
    path.write_text("# تقرير المياه\n\nنص.", "utf8")
    (step,) = library.add([str(path)], Conversation(language="ar"))
    assert "للقراءة فقط" in step[1]
    assert not (settings.library / "water").exists()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_programs_only_read(server, method):
    for path in ("/api/v1/documents", "/api/v1/documents/iom-rcp-brochure"):
        refused = httpx.request(method, server + path)
        assert refused.status_code == 405
        assert refused.json()["error"] == "read_only"
        assert "on the page" in refused.json()["detail"]
    assert len(httpx.get(f"{server}/api/v1/documents").json()["documents"]) == 1


def test_accounts_may_change_documents_from_anywhere(settings):
    there = settings.model_copy(update={"host": "0.0.0.0", "auth": SecretStr("amal:secret")})
    assert there.changeable(accounts=bool(Accounts(["amal:secret"])))
