"""The page in a browser: filters, links to a failure, contrast, and no request."""

from dataclasses import replace

import pytest
from eval_cases import (
    LISTING,
    MISSING,
    NUMBER,
    REFUSED,
    cite,
    make_answer,
    report_of,
    result_of,
    twin,
)

from eval.reporting.page import to_html

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
SCHEMES = ("light", "dark")


def failing():
    listing = twin(LISTING, "أيها له سبعة أعضاء؟")
    answer = make_answer("ألفا [1].", [cite("Alpha has"), cite("seat in Rome", 2)], language="ar")
    question = replace(NUMBER, question="<script>document.title = 'forged'</script>")
    return (
        result_of(listing, answer),
        result_of(question, REFUSED),
        result_of(MISSING, make_answer("Rome [1].", [cite("seat in Rome")])),
        result_of(LISTING, make_answer("Alpha [1].", [cite("Alpha has")])),
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(to_html(report_of(*failing())), encoding="utf-8")
    return path


@pytest.fixture
def open_file(chromium, file):
    """Open the page, with a fragment and options of the browser; gives it and its requests."""
    contexts = []

    def opened(fragment="", path=file, **options):
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri() + fragment)
        return page, asked

    yield opened
    for context in contexts:
        context.close()


def shown(page):
    return [card.get_attribute("id") for card in page.locator(".failure:visible").all()]


def test_filters_keep_what_was_chosen(open_file):
    page, _ = open_file()
    assert shown(page) == ["f001-ar", "f002-en", "f003-en", "f001-en"]
    page.get_by_role("combobox", name="fault").select_option("missing")
    assert shown(page) == ["f001-ar", "f001-en"]
    page.get_by_role("combobox", name="language").select_option("ar")
    assert shown(page) == ["f001-ar"]
    assert page.locator("output").inner_text() == "1 of 4 shown"
    page.reload()
    assert shown(page) == ["f001-ar"]
    page.get_by_role("button", name="show all").click()
    # Waiting by a function of the page's own would be forbidden by its policy once it has to poll.
    expect(page.locator("output")).to_have_text("4 of 4 shown")
    page.get_by_role("link", name="failures of kind where").click()
    expect(page.locator("output")).to_have_text("1 of 4 shown")
    assert shown(page) == ["f003-en"]


def test_a_link_leads_to_its_failure(open_file, tmp_path):
    page, _ = open_file("#f001-en")
    assert page.locator("#f001-en").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    path = tmp_path / "test.html"
    folded = [replace(r, question=replace(r.question, split="test")) for r in failing()]
    path.write_text(to_html(report_of(*folded)), encoding="utf-8")
    page, _ = open_file(path=path)
    assert shown(page) == []
    page, _ = open_file("#f001-en", path=path)
    assert "f001-en" in shown(page)


def test_it_reads_without_its_script_and_asks_for_nothing(open_file, file):
    page, asked = open_file(java_script_enabled=False)
    assert len(shown(page)) == 4 and not page.locator("#filters").is_visible()
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def test_what_a_question_holds_never_runs(open_file):
    page, _ = open_file()
    assert page.title() == "Isnad evaluation: dev"
    assert page.locator("#f002-en .question").inner_text().startswith("<script>")
    # Even past the escaping it would not: the policy names the page's own script by its hash.
    page.evaluate(
        "() => { const made = document.createElement('script');"
        " made.textContent = 'document.title = `forged`'; document.body.append(made); }"
    )
    assert page.title() == "Isnad evaluation: dev"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everybody_can_read_it(open_file, scheme):
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    page, _ = open_file(color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = true }")
    found = module.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_a_phone_scrolls_only_downwards(open_file):
    page, _ = open_file(viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
