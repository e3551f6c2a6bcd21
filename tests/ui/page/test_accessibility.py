"""Every page by keyboard, by screen reader, on a phone, in light and dark."""

import pytest

ENGLISH = "Which RCPs address labour migration?"
ARABIC = "أي العمليات تتناول الهجرة والصحة؟"
TEXTS = {
    "en": "The Bali Process has 99 participating countries. The moon is made of cheese.",
    "ar": "تضم عملية بالي 99 بلداً. القمر مصنوع من الجبن.",
}
# In one go: a button that is drawn anew between two questions about it has no name for a moment.
UNNAMED = """() => [...document.querySelectorAll(".isnad button")]
    .filter(e => e.checkVisibility())
    .filter(e => !e.getAttribute("aria-label") && !e.innerText.trim())
    .map(e => e.outerHTML)"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe():
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    return module.Axe()


def serious(axe, page):
    found = axe.run(page.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def visit_all(page, language):
    """Go through every page in the state in which it shows the most; yields its name."""
    yield "start"
    page.ask(ENGLISH if language == "en" else ARABIC)
    # On a narrow window the source waits to be opened.
    page.locator("#source mark").first.wait_for(state="attached")
    page.wait_for_function("!document.querySelector('#source .seal.exact').hidden")
    page.locator("#follow .suggestions").wait_for()
    page.locator("#chat details.rows summary").click()
    page.wait_for_timeout(300)
    yield "answer"
    page.click("#banner .history")
    yield "history"
    page.keyboard.press("Escape")
    page.tab("check")
    page.fill("#text textarea", TEXTS[language])
    page.click("#run")
    page.locator("#findings .checked").wait_for()
    yield "check"
    page.tab("docs")
    page.locator(".document-card [data-library=details]").first.click()
    page.locator("#details .details").wait_for()
    for summary in page.locator("#details summary").all():
        summary.click()
    yield "documents"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_serious_on_any_page(open_page, axe, language, scheme):
    page = open_page(locale=language, color_scheme=scheme)
    found = {name: serious(axe, page) for name in visit_all(page, language)}
    assert {name: each for name, each in found.items() if each} == {}
    assert page.errors == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_every_page_fits_the_window(open_page, language, width):
    page = open_page(locale=language, viewport={"width": width, "height": 800})
    for name in visit_all(page, language):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("document.documentElement.scrollLeft") == 0, name


def test_the_page_is_used_by_keyboard_alone(page):
    page.locator("#question textarea").focus()
    page.keyboard.type(ENGLISH)
    page.keyboard.press("Enter")
    page.locator("#chat .answer:not(.growing)").first.wait_for()
    page.locator("#chat .answer button.cite").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#source .card .number').textContent === '2'")
    page.locator("#source button.next").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#source .card .number').textContent === '3'")
    tabs = page.locator("#tabs [role=tab]")
    tabs.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelectorAll('#tabs [role=tab]')[1].getAttribute('aria-selected') === 'true'"
    )
    assert tabs.first.get_attribute("aria-selected") == "false"
    assert not page.locator("#question textarea").is_visible()


def test_names_are_there_for_screen_readers(page):
    answer = page.ask(ENGLISH)
    name = answer.locator('button.cite[data-n="6"]').get_attribute("aria-label")
    assert name.startswith("[6] ")
    assert page.locator("#chat [aria-label*='<div']").count() == 0
    page.locator("#source .seal.exact").wait_for()
    assert page.locator("#source [role=status]").inner_text().startswith("✓ Quote exact")
    nameless = page.evaluate(UNNAMED)
    assert nameless == []


def test_who_wants_less_motion_gets_none(open_page):
    page = open_page(reduced_motion="reduce")
    answer = page.ask(ENGLISH)
    assert answer.evaluate("e => getComputedStyle(e).animationName") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_and_can_be_changed(open_page, scheme):
    page = open_page(color_scheme=scheme)
    dark = "document.body.classList.contains('dark')"
    assert page.evaluate(dark) is (scheme == "dark")
    page.click("#banner .theme")
    assert page.evaluate(dark) is (scheme != "dark")
    page.reload()
    page.ready()
    page.locator("button.example").first.wait_for()
    assert page.evaluate(dark) is (scheme != "dark")
