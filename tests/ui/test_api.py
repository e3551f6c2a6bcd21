"""The HTTP API, on a server that really runs."""

import re

import httpx
import pytest

from corpus.errors import IndexMismatchError
from qa.engine import Engine
from qa.records import Turn

ENGLISH = "Where will the fifth global meeting be held?"
LISTED = "Which regional consultative processes discuss labour migration?"


@pytest.fixture(scope="module")
def api(server):
    with httpx.Client(base_url=f"{server}/api/v1", timeout=60) as client:
        yield client


def without_time(answer):
    return {key: value for key, value in answer.items() if key != "seconds"}


@pytest.mark.parametrize("question", [ENGLISH, LISTED, "أي العمليات تتناول الهجرة والصحة؟", "Why?"])
def test_ask_is_what_the_command_line_writes(api, isnad, question):
    answer = api.post("/ask", json={"question": question}).json()
    written = isnad("ask", question, "--json").json
    assert without_time(answer) == without_time(written)
    assert list(answer) == list(written)


def test_a_follow_up_is_completed_from_the_history_that_is_sent(api, engine):
    history = ["How many countries take part in the Bali Process?"]
    sent = api.post("/ask", json={"question": "And its secretariat?", "history": history}).json()
    expected = engine.answer("And its secretariat?", history=[Turn(history[0])]).to_dict()
    assert without_time(sent) == without_time(expected)
    assert "Bali" in sent["resolved"]
    turns = [{"question": history[0], "answer": "There are 50."}]
    again = api.post("/ask", json={"question": "And its secretariat?", "history": turns})
    assert again.json()["resolved"] == sent["resolved"]


def test_search_check_and_documents_are_those_of_the_command_line(api, isnad, tmp_path):
    found = api.post("/search", json={"query": "labour migration", "k": 3}).json()
    assert found == isnad("search", "labour migration", "-k", "3", "--json").json
    path = tmp_path / "text.txt"
    path.write_text(
        "The second meeting brought together 20 participants.\nCats are purple.", "utf8"
    )
    checked = api.post("/check", json={"text": path.read_text("utf8")}).json()
    assert checked == isnad("check", str(path), "--json").json
    assert [claim["verdict"] for claim in checked["claims"]] == ["altered", "unsupported"]
    assert api.get("/documents").json() == {"documents": isnad("documents", "--json").json}
    assert api.get("/health").json()["status"] == "ok"


def test_the_description_names_all_addresses_and_every_key_of_an_answer(api, engine):
    described = api.get("/openapi.json").json()
    assert set(described["paths"]) == {"/ask", "/search", "/check", "/documents", "/health"}
    schemas = described["components"]["schemas"]
    keys = {*engine.answer(LISTED).to_dict(), "resolved"}
    assert set(schemas["Answer"]["properties"]) == keys
    assert set(schemas["Answer"]["required"]) == keys - {"table", "resolved"}
    for operation in (next(iter(path.values())) for path in described["paths"].values()):
        assert {"400", "401", "413", "422", "429", "503"} <= set(operation["responses"])


BAD = [
    ("/ask", b"{", "application/json", 400, "not JSON"),
    ("/ask", b'{"question": "Where?"}', "text/plain", 415, "application/json"),
    ("/ask", b"{}", "application/json", 422, "question: field required"),
    ("/ask", b'{"question": " "}', "application/json", 422, "question is empty"),
    ("/ask", b'{"question": "Where?", "language": "xx"}', "application/json", 422, "language"),
    ("/ask", b'{"question": "Where?", "tone": "rude"}', "application/json", 422, "tone"),
    ("/ask", b'{"question": "Where?", "documents": ["x"]}', "application/json", 422, "document"),
    ("/ask", b'{"question": "Where?", "history": [3]}', "application/json", 422, "history"),
    ("/ask", b'{"question": "\\ud800"}', "application/json", 422, "UTF-8"),
    ("/ask", b'{"question": "%s"}' % (b"a" * 2001), "application/json", 422, "2001 characters"),
    ("/search", b'{"query": "a", "k": 0}', "application/json", 422, "k: "),
    ("/check", b'{"text": ""}', "application/json", 422, "text is empty"),
    ("/check", b'{"text": "%s"}' % (b"a" * 10_001), "application/json", 422, "check_limit"),
    ("/check", b'{"text": "%s"}' % (b"a" * 1_000_001), "application/json", 413, "1000000 bytes"),
    ("/nosuch", b"{}", "application/json", 404, "/api/v1/docs"),
    ("/health", b"{}", "application/json", 405, "another method"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "kind", "status", "says"), BAD)
def test_an_error_is_json_with_one_sentence(api, path, body, kind, status, says):
    answer = api.post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error", "detail"}
    assert says in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"]


def test_a_large_body_without_a_length_is_refused_too(api):
    chunks = (b"a" * 100_000 for _ in range(11))
    headers = {"Content-Type": "application/json"}
    answer = api.post("/check", content=chunks, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["error"] == "too_large"


def test_other_sites_and_other_names_are_refused_everywhere(server, api):
    body = {"question": ENGLISH}
    for path in ("/", "/config", "/api/v1/documents", "/mcp"):
        rebound = httpx.get(server + path, headers={"Host": "evil.example"})
        assert rebound.status_code == 421
        assert "allowed_hosts" in rebound.json()["detail"]
    for path in ("/api/v1/ask", "/mcp", "/gradio_api/queue/join"):
        for origin in ("https://evil.example", "null", "http://198.51.100.7"):
            foreign = httpx.post(server + path, json=body, headers={"Origin": origin})
            assert foreign.status_code == 403, (path, origin)
            assert "access-control-allow-origin" not in foreign.headers
    own = api.post("/ask", json=body, headers={"Origin": server})
    assert own.status_code == 200
    assert "access-control-allow-origin" not in own.headers


def test_a_name_that_was_added_is_known(serve):
    with serve(allowed_hosts="docs.example") as url:
        headers = {"Host": "docs.example", "Origin": "https://docs.example"}
        sent = httpx.post(f"{url}/api/v1/search", json={"query": "a"}, headers=headers)
        assert sent.status_code == 200


def test_paths_lead_nowhere_else(server):
    for path in (
        "/api/v1/..%2f..%2fpyproject.toml",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
    ):
        answer = httpx.get(server + path)
        assert answer.status_code in (403, 404), path
        assert "root:" not in answer.text


def test_too_many_requests_are_told_when_to_come_back(serve):
    with serve(requests_per_minute=3) as url:
        sent = [httpx.post(f"{url}/api/v1/search", json={"query": "a"}) for _ in range(4)]
        assert [answer.status_code for answer in sent] == [200, 200, 200, 429]
        assert sent[-1].headers["Retry-After"] == "20"
        assert "more than 3 requests" in sent[-1].json()["detail"]
        assert httpx.get(url).status_code == 200


def test_an_index_that_does_not_fit_is_no_fault_of_the_request(serve, engine):
    class Unfit(Engine):
        def __init__(self):
            vars(self).update(vars(engine))

        def search(self, *arguments, **options):
            raise IndexMismatchError("the index is old: run isnad index")

    with serve(Unfit()) as url:
        answer = httpx.post(f"{url}/api/v1/search", json={"query": "a"})
        assert answer.status_code == 503
        assert answer.json()["detail"] == "the index is old: run isnad index"


def test_the_docs_page_names_no_other_host(api):
    page = api.get("/docs")
    assert page.status_code == 200
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page.text) == []
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval';")
