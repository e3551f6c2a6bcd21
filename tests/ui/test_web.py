"""The chat in a real browser."""

import os
import shutil
import socket
from urllib.parse import urlsplit

import pytest

from ui.server import start

ENGLISH = "Which RCPs address labour migration?"
ARABIC = "متى عُقد الاجتماع العالمي الرابع؟"
ELSEWHERE = "Who won the football world cup in 2010?"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("ISNAD_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        pytest.skip("no Chromium found: install one or set ISNAD_CHROMIUM to its path")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def looked_up():
    """Hosts whose address this process has asked for since the server was started."""
    return set()


@pytest.fixture(scope="module")
def url(engine, settings, looked_up):
    real = socket.getaddrinfo

    def record(host, *arguments, **options):
        looked_up.add(host.decode() if isinstance(host, bytes) else host)
        return real(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", record)
        patch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # a proxy that leads nowhere
        app, url = start(engine, settings.model_copy(update={"port": 0}))
        yield url
        app.close(verbose=False)


@pytest.fixture
def open_page(chromium, url):
    """Open the chat as a new visitor; hosts that were asked for anything are in `page.hosts`."""
    contexts = []

    def visit(**options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.hosts, page.errors = set(), []
        page.on("request", lambda request: page.hosts.add(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(url)
        page.wait_for_selector("button.example")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


def ask(page, question, selector="#chat .answer"):
    count = page.locator(selector).count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.locator(selector).nth(count).wait_for()
    return page.locator(selector).nth(count)


def source(page, answer, number):
    """Wait until the pane shows this citation."""
    shown = page.locator(f'#source .source[data-answer="{answer}"][data-n="{number}"]')
    shown.wait_for()
    return shown


def test_a_citation_opens_the_exact_passage(page, engine, brochure, tmp_path):
    answer = ask(page, ENGLISH)
    assert answer.get_attribute("dir") == "ltr"
    assert answer.locator("li").count() == 6
    assert "6 of 16 rows" in answer.locator(".facts").inner_text()
    expected = engine.answer(ENGLISH).citations
    for citation in (expected[4], expected[1]):
        answer.locator(f'button.cite[data-n="{citation.number}"]').click()
        shown = source(page, 0, citation.number)
        assert shown.locator("mark").text_content() == brochure.text[citation.start : citation.end]
        assert shown.locator(".passage").get_attribute("dir") == "rtl"
        assert shown.locator(".passage").get_attribute("lang") == "ar"
        assert shown.locator(".words").get_attribute("dir") == "ltr"
        assert shown.locator(".badge.exact").is_visible()
    pressed = page.locator('button.cite[aria-pressed="true"]')
    assert pressed.all_inner_texts() == ["2"]
    page.screenshot(path=tmp_path / "english.png")
    assert (tmp_path / "english.png").stat().st_size > 10_000
    assert page.errors == []


def test_directions_differ_within_one_conversation(page):
    english = ask(page, ENGLISH)
    arabic = ask(page, ARABIC)
    assert arabic.get_attribute("dir") == "rtl"
    assert arabic.get_attribute("lang") == "ar"
    assert english.get_attribute("dir") == "ltr"
    asked = page.locator("#chat .asked")
    assert [asked.nth(i).get_attribute("dir") for i in (0, 1)] == ["ltr", "rtl"]
    assert page.evaluate("document.documentElement.dir") in ("", "ltr")
    sides = arabic.evaluate("e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]")
    assert sides == ["rtl", "start"]


def test_earlier_answers_keep_their_sources(page, engine):
    first = ask(page, ENGLISH)
    ask(page, ARABIC)
    source(page, 1, 1)
    first.locator('button.cite[data-n="3"]').click()
    quote = engine.answer(ENGLISH).citations[2].quote
    assert source(page, 0, 3).locator("mark").text_content() == quote


def test_a_refusal_cites_nothing_and_shows_what_is_near_as_such(page):
    answer = ask(page, ELSEWHERE)
    assert "not-found" in answer.get_attribute("class")
    assert "Searched:" in answer.inner_text()
    assert page.locator("button.cite").count() == 0
    assert page.locator("#source mark").count() == 0
    near = page.locator("#chat .nearest")
    if near.count():
        assert "not an answer" in near.locator("h4").inner_text()
        assert near.locator(".quote").first.get_attribute("dir") == "rtl"


def test_nothing_is_asked_of_another_host(page, looked_up):
    ask(page, ENGLISH)
    ask(page, ARABIC)
    page.wait_for_timeout(300)
    assert page.hosts == {"127.0.0.1"}
    assert looked_up
    assert looked_up <= {"127.0.0.1", "localhost", None}


def test_what_is_typed_is_never_markup(page):
    ask(page, '<img src=x onerror="window.hit=1"> **bold** $x$', "#chat .answer, #chat .problem")
    assert page.locator("#chat img").count() == 0
    assert page.evaluate("window.hit") is None
    assert '<img src=x onerror="window.hit=1"> **bold** $x$' in (
        page.locator("#chat .asked").inner_text()
    )


def test_a_question_that_is_too_long_is_explained_and_not_lost(page):
    problem = ask(page, "a" * 2001, "#chat .problem")
    assert "2001 characters" in problem.inner_text()
    assert len(page.input_value("#question textarea")) == 2001
    assert page.locator("#chat .answer").count() == 0


def test_an_empty_question_does_nothing(page):
    page.fill("#question textarea", "   ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator("#chat .asked").count() == 0
    assert page.locator("button.example").count() > 0


def test_visitors_share_nothing(open_page):
    one, other = open_page(), open_page()
    ask(one, ENGLISH)
    assert other.locator("#chat .asked").count() == 0
    answer = ask(other, ARABIC)
    answer.locator("button.cite").first.click()
    source(other, 0, 1)
    one.locator('button.cite[data-n="6"]').click()
    assert "ltr" == source(one, 0, 6).locator("header").get_attribute("dir")


def test_an_example_asks_itself_and_a_new_conversation_brings_it_back(page):
    page.locator('.examples[lang="ar"] button.example').first.click()
    page.locator("#chat .answer").wait_for()
    assert page.locator("#chat .answer").get_attribute("dir") == "rtl"
    page.click("#new")
    page.wait_for_selector("button.example")
    assert page.locator("#chat .answer").count() == 0
    assert page.locator("#source .hint").count() == 2


def test_a_source_opens_from_the_keyboard(page):
    answer = ask(page, ENGLISH)
    answer.locator('button.cite[data-n="5"]').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    source(page, 0, 6)
    name = answer.locator('button.cite[data-n="6"]').get_attribute("aria-label")
    assert name.startswith("[6] ")
    assert page.locator("#chat [aria-label*='<div']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_it_fits_the_window_and_can_be_read(open_page, tmp_path, scheme, width, height):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": height})
    ask(page, ENGLISH)
    source(page, 0, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for selector in ("#chat .answer p", "#source .passage", "#source mark", "#source .words"):
        assert contrast(page, selector) >= 4.5, selector
    page.screenshot(path=tmp_path / f"{scheme}-{width}.png")


def contrast(page, selector):
    """The WCAG contrast of an element's text with what lies behind it."""
    found = page.locator(selector).first.evaluate(
        """e => {
          const ink = getComputedStyle(e).color;
          let paper = "rgba(0, 0, 0, 0)";
          for (; e && /, 0\\)$/.test(paper); e = e.parentElement)
            paper = getComputedStyle(e).backgroundColor;
          const canvas = document.createElement("canvas").getContext("2d");
          return [ink, paper].map(c => {
            canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
          });
        }"""
    )
    lights = []
    for colour in found:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)
