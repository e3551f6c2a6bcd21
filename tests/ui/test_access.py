"""Accounts before page, API and MCP alike."""

import httpx
import pytest
from pydantic import SecretStr

AMAL = ("amal", "s3cret:word")
DOORS = ("/", "/config", "/gradio_api/info", "/api/v1/documents", "/api/v1/docs", "/mcp")


@pytest.fixture(scope="module")
def guarded(serve, tmp_path_factory):
    path = tmp_path_factory.mktemp("auth") / "accounts"
    path.write_text("badr:another\n")
    with serve(auth=SecretStr("amal:s3cret:word"), auth_file=path) as url:
        yield url


@pytest.mark.parametrize("path", DOORS)
def test_no_door_opens_without_an_account(guarded, path):
    for auth in (None, ("amal", "guess"), ("nobody", "s3cret:word")):
        refused = httpx.get(guarded + path, auth=auth)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Basic ")
        assert refused.json()["error"] == "login_needed"
    posted = httpx.post(guarded + path, json={})
    assert posted.status_code == 401


def test_accounts_of_settings_and_file_come_in(guarded):
    for auth in (AMAL, ("badr", "another")):
        assert "gradio" in httpx.get(guarded, auth=auth).text
        asked = httpx.post(
            f"{guarded}/api/v1/search", json={"query": "labour"}, auth=auth, timeout=60
        )
        assert asked.status_code == 200
    described = httpx.get(f"{guarded}/api/v1/openapi.json", auth=AMAL).json()
    assert described["components"]["securitySchemes"]["HTTPBasic"]["scheme"] == "basic"


def test_guessing_is_slowed_down_for_the_guessed_user_only(guarded):
    url = f"{guarded}/api/v1/health"
    tried = [httpx.get(url, auth=("victim", str(n))).status_code for n in range(12)]
    assert tried[:10] == [401] * 10
    assert tried[10:] == [429, 429]
    assert httpx.get(url, auth=AMAL).status_code == 200


@pytest.mark.browser
def test_the_page_logs_in_and_shows_what_a_limit_says(serve, chromium):
    # The page greets, asks, and looks for what to ask next, which a question that comes first ends:
    # the third question at the latest is one too many.
    with serve(auth=SecretStr("amal:s3cret:word"), requests_per_minute=3) as url:
        login = {"username": AMAL[0], "password": AMAL[1]}
        page = chromium.new_context(http_credentials=login).new_page()
        page.goto(url)
        page.wait_for_selector("#question textarea", timeout=60_000)
        limit = page.get_by_text("more than 3 requests in a minute: wait").first
        for count in range(4):
            page.locator("#question .submit-button").wait_for()
            page.fill("#question textarea", "Where will the fifth global meeting be held?")
            page.keyboard.press("Enter")
            answer = page.locator("#chat .answer:not(.growing)").nth(count)
            answer.or_(limit).first.wait_for(timeout=60_000)
            if limit.is_visible():
                break
        assert count > 0
        assert limit.is_visible()
        page.context.close()


def test_a_password_is_never_shown(isnad, monkeypatch):
    monkeypatch.setenv("ISNAD_AUTH", "amal:s3cret")
    assert "s3cret" not in isnad("settings").out
    assert "s3cret" not in isnad("settings", "--json").out
    ran = isnad("chat", "--auth", "s3cret", "--no-browser")
    assert ran.status == 2
    assert "USER:PASSWORD" in ran.err
    assert "s3cret" not in ran.err


def test_a_root_path_that_is_none_is_refused(isnad):
    ran = isnad("chat", "--root-path", "isnad/", "--no-browser")
    assert ran.status == 2
    assert "ISNAD_ROOT_PATH" in ran.err
