"""The page in a real browser. It has an engine and a library of its own, since it changes them."""

import copy
import socket
import time
from urllib.parse import urlsplit

import pytest

from qa.engine import Engine
from ui.server import start

ANSWER = "#chat .answer:not(.growing)"  # one that grows is still to be replaced


class Moody(Engine):
    """Takes its time, or fails, when a question says so."""

    def answer(self, question, **options):
        if "slowly" in question:
            time.sleep(4)
        if "crash" in question:
            raise RuntimeError("as the question wished")
        return super().answer(question, **options)


@pytest.fixture(scope="module")
def looked_up():
    """Hosts whose address this process has asked for since the server was started."""
    return set()


@pytest.fixture(scope="module")
def page_settings(settings, tmp_path_factory):
    return settings.model_copy(update={"port": 0, "data_dir": tmp_path_factory.mktemp("page")})


@pytest.fixture(scope="module")
def url(engine, page_settings, looked_up):
    own = copy.copy(engine)
    own.__class__ = Moody
    real = socket.getaddrinfo

    def record(host, *arguments, **options):
        looked_up.add(host.decode() if isinstance(host, bytes) else host)
        return real(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", record)
        patch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # a proxy that leads nowhere
        app, url = start(own, page_settings)
        yield url
        app.close(verbose=False)


class Visit:
    """A visitor's page. `hosts` are those that were asked for anything, `errors` the scripts'."""

    def __init__(self, page):
        self.page, self.hosts, self.errors = page, set(), []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def __getattr__(self, name):
        return getattr(self.page, name)

    def ready(self):
        """Wait until the page speaks the browser's language."""
        self.page.wait_for_function(
            """() => JSON.parse(document.querySelector("#words data")?.getAttribute("value")
               ?? "{}").greeted"""
        )

    def ask(self, question, selector=ANSWER):
        """Ask, and return the element that answers."""
        count = self.page.locator(selector).count()
        self.page.fill("#question textarea", question)
        self.page.keyboard.press("Enter")
        self.page.locator(selector).nth(count).wait_for()
        return self.page.locator(selector).nth(count)

    def marked(self, quote):
        """Wait until the pane marks this quote and has checked it; returns the pane."""
        self.page.wait_for_function(
            """quote => [...document.querySelectorAll("#source mark")].map(m => m.textContent)
               .join("").replace(/\\s/g, "") === quote.replace(/\\s/g, "")""",
            arg=quote,
        )
        self.page.locator("#source .seal.checking").wait_for(state="hidden")
        return self.page.locator("#source .pane")

    def tab(self, name):
        self.page.locator(f'#tabs [role=tab][data-tab-id="{name}"]').click()


@pytest.fixture
def open_page(chromium, url):
    """Open the page as a new visitor."""
    contexts = []

    def visit(address="", **options):
        options = {"viewport": {"width": 1280, "height": 800}, "locale": "en-US", **options}
        script = options.pop("script", "")
        context = chromium.new_context(**options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = Visit(context.new_page())
        page.goto(url + address)
        page.ready()
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()
