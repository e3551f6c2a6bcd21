"""Behind a reverse proxy: a small real one in front of a real server."""

import asyncio
import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpx
import pytest
from mcp import Client

ENGLISH = "Where will the fifth global meeting be held?"
HOP = {"connection", "keep-alive", "transfer-encoding", "host", "date", "server"}


def handler(backend, strip):
    """Serve /isnad of the proxy from `backend`, with or without that prefix; all else is 404."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def forward(self):
            if not (self.path + "/").startswith("/isnad/"):
                self.send_error(404)
                return
            path = self.path.removeprefix("/isnad") or "/" if strip else self.path
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sent = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            sent |= {
                "Host": "docs.example",
                "X-Forwarded-Host": self.headers["Host"],
                "X-Forwarded-For": self.client_address[0],
            }
            connection = http.client.HTTPConnection(backend.hostname, backend.port, timeout=60)
            connection.request(self.command, path, body, sent)
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.end_headers()
            while piece := answer.read1(65536):  # events are passed on as they come
                self.wfile.write(piece)
                self.wfile.flush()
            connection.close()

        do_GET = do_POST = do_DELETE = do_HEAD = forward  # noqa: N815 - names of the base class

        def log_message(self, *arguments):
            pass

    return Proxy


@contextmanager
def proxied(url, strip):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(urlsplit(url), strip))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/isnad"
    finally:
        server.shutdown()


@pytest.fixture(scope="module", params=[True, False], ids=["prefix taken away", "prefix left"])
def behind(request, serve):
    with serve(root_path="/isnad", allowed_hosts="docs.example") as url:
        with proxied(url, request.param) as address:
            yield address


def test_programs_reach_api_and_tools_through_it(behind):
    asked = httpx.post(f"{behind}/api/v1/ask", json={"question": ENGLISH}, timeout=60)
    assert asked.json()["status"] == "answered"
    described = httpx.get(f"{behind}/api/v1/openapi.json").json()
    assert described["servers"] == [{"url": "/isnad/api/v1"}]

    async def names():
        async with Client(f"{behind}/mcp") as client:
            return [tool.name for tool in (await client.list_tools()).tools]

    # In a thread of its own: a browser of this module keeps an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        assert "ask" in pool.submit(lambda: asyncio.run(names())).result(60)


def test_its_own_address_works_as_well(serve):
    with serve(root_path="/isnad") as url:
        assert url.endswith("/isnad")
        moved = httpx.get(url)
        assert (moved.status_code, moved.headers["Location"]) == (307, "/isnad/")
        assert "gradio" in httpx.get(f"{url}/").text


@pytest.mark.browser
def test_the_page_stays_below_the_path(behind, chromium):
    page = chromium.new_page()
    requests = []
    page.on("request", lambda request: requests.append(urlsplit(request.url)))
    page.goto(f"{behind}/")
    page.wait_for_selector("#question textarea", timeout=60_000)
    page.fill("#question textarea", ENGLISH)
    page.keyboard.press("Enter")
    page.get_by_text("Cairo").first.wait_for(timeout=60_000)
    page.close()
    own = urlsplit(behind).netloc
    assert {request.netloc for request in requests if request.scheme == "http"} == {own}
    outside = [r.path for r in requests if r.scheme == "http" and not r.path.startswith("/isnad/")]
    assert outside == []


def test_a_proxy_that_was_reached_by_an_unknown_name_is_refused(serve):
    with serve(root_path="/isnad") as url:
        refused = httpx.get(f"{url}/", headers={"X-Forwarded-Host": "evil.example"})
        assert refused.status_code == 421
        assert "evil.example" in refused.json()["detail"]


@pytest.mark.browser
def test_the_docs_page_describes_and_tries_everything_offline(server, chromium):
    page = chromium.new_page()
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server}/api/v1/docs")
    page.wait_for_selector("section")
    titles = page.locator("section h2").all_inner_texts()
    assert titles[0] == "POST /api/v1/ask"
    assert len(titles) == 5
    first = page.locator("section").first
    assert ENGLISH in first.locator("textarea").input_value()
    first.locator("button").click()
    page.get_by_text("Cairo").first.wait_for(timeout=60_000)
    page.close()
    assert hosts == {"127.0.0.1"}
    assert errors == []
