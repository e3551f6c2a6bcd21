"""Checking a text, looking after the documents, and the language of the page."""

import pytest

ENGLISH = "Which RCPs address labour migration?"
TEXT = (
    "The Budapest Process has 49 participating countries. "
    "The Bali Process has 99 participating countries. The moon is made of green cheese."
)

pytestmark = pytest.mark.browser


def check(page, text):
    page.tab("check")
    page.fill("#text textarea", text)
    page.click("#run")
    found = page.locator("#findings .checked")
    found.wait_for()
    return found


def test_every_sentence_of_a_pasted_text_is_coloured_by_its_verdict(page, brochure):
    found = check(page, TEXT)
    text = found.locator(".checked-text")
    kinds = [each.get_attribute("class") for each in text.locator("a.verdict").all()]
    assert kinds == ["verdict supported", "verdict altered", "verdict unsupported"]
    altered = found.locator(".finding").nth(1)
    assert altered.locator(".differs li").inner_text() == "99"
    assert "The right passage" in altered.inner_text()
    # What is nowhere has no passage that could be taken for a proof.
    assert found.locator(".finding").nth(2).locator("blockquote").count() == 0
    text.locator("a.verdict").nth(1).click()
    assert altered.evaluate("e => e === document.activeElement")
    altered.locator("button.cite").click()
    quote = altered.locator("blockquote").inner_text()
    pane = page.marked(quote)
    assert quote in brochure.text
    assert pane.locator(".seal.support.unsupported").is_visible()
    assert page.errors == []


def test_an_arabic_text_is_checked_from_right_to_left(open_page):
    page = open_page(locale="ar")
    found = check(page, "تضم عملية بودابست 49 بلداً. تضم عملية بالي 99 بلداً.")
    assert found.get_attribute("dir") == "rtl"
    assert found.locator(".checked-text").get_attribute("dir") == "rtl"
    assert "مدعوم" in found.locator(".finding").first.inner_text()
    assert "ما يختلف" in found.locator(".finding").nth(1).inner_text()


def test_nothing_to_check_is_said(page):
    page.tab("check")
    page.click("#run")
    page.locator("#findings .problem").wait_for()
    assert "nothing to check" in page.locator("#findings").inner_text()


def test_what_is_checked_is_never_markup(page):
    found = check(page, '<img src=x onerror="window.hit=1"> is an image of 12 countries.')
    assert found.locator("img").count() == 0
    assert page.evaluate("window.hit") is None


def test_the_library_says_what_it_holds_and_how_it_was_read(page, brochure):
    page.tab("docs")
    card = page.locator(".document-card")
    assert "Regional Consultative Processes on Migration" in card.inner_text()
    assert str(len(brochure.repairs)) in card.inner_text()
    assert card.locator("[data-library=remove]").count() == 0  # it ships with the program
    card.locator("[data-library=details]").click()
    details = page.locator("#details .details")
    details.wait_for()
    assert details.locator("h2").evaluate("e => e === document.activeElement")
    assert details.locator("details").count() == 4
    details.locator("summary").nth(2).click()
    assert "too many" in details.locator("details").nth(2).inner_text()
    details.locator("summary").nth(1).click()
    assert details.locator("details").nth(1).locator("tbody tr").count() == 22
    card.locator("[data-library=open]").click()
    page.locator("#source .document").wait_for()
    assert page.locator("#source mark").count() == 0


def test_a_document_is_added_asked_and_removed(page, tmp_path):
    path = tmp_path / "water.md"
    path.write_text(
        "# تقرير المياه\n\nافتُتح سد النهضة الصغير في عام 1987 في مدينة طنجة.\n\n"
        "تبلغ سعة السد 14 مليون متر مكعب.\n",
        "utf8",
    )
    page.tab("docs")
    page.set_input_files("input[type=file]", path)
    page.locator("#progress progress, #progress .told").first.wait_for()
    page.locator(".document-card").nth(1).wait_for()
    assert "In the library: water" in page.locator("#progress").inner_text()
    page.tab("ask")
    page.ask("في أي عام افتتح سد النهضة الصغير؟")
    page.locator('#source .document[data-document="water"] mark').first.wait_for()
    page.tab("docs")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click('[data-library="remove"]')
    page.get_by_text("Removed: water").wait_for()
    assert page.locator(".document-card").count() == 1


def test_a_file_that_is_no_text_is_explained(page, tmp_path):
    path = tmp_path / "broken.md"
    path.write_bytes(b"\xff\xfe\x00\x01")
    page.tab("docs")
    page.set_input_files("input[type=file]", path)
    page.locator("#progress .problem").wait_for()
    assert "not UTF-8" in page.locator("#progress").inner_text()
    assert page.locator(".document-card").count() == 1


@pytest.mark.parametrize(
    ("locale", "direction", "tab"),
    [("ar-EG", "rtl", "اسأل"), ("fr-FR", "ltr", "Demander"), ("es-MX", "ltr", "Preguntar"),
     ("en-GB", "ltr", "Ask"), ("de-DE", "ltr", "Ask")],
)  # fmt: skip
def test_the_page_speaks_the_browsers_language(open_page, locale, direction, tab):
    page = open_page(locale=locale)
    assert page.evaluate("document.documentElement.dir") == direction
    assert page.locator("#tabs [role=tab]").first.inner_text() == tab
    assert page.locator("#source .pane").get_attribute("dir") == direction


def test_the_language_is_chosen_kept_and_changes_everything_on_the_page(page):
    page.ask(ENGLISH)
    page.locator("#source mark").first.wait_for()
    page.select_option("#language", "ar")
    page.locator('#source .pane[dir="rtl"]').wait_for()
    page.locator('#source .document[data-labels="ar"] mark').first.wait_for()
    assert page.evaluate("document.documentElement.lang") == "ar"
    assert page.locator("#tabs [role=tab]").nth(2).inner_text() == "الوثائق"
    assert page.get_attribute("#question textarea", "placeholder") == "اطرح سؤالاً عن الوثائق"
    # An answer stays in its own language and direction.
    assert page.locator("#chat .answer").get_attribute("dir") == "ltr"
    sides = page.evaluate(
        "['#talk', '#side'].map(s => document.querySelector(s).getBoundingClientRect().left)"
    )
    assert sides[0] > sides[1]
    page.reload()
    page.ready()
    page.locator('#source .pane[dir="rtl"]').wait_for()
    assert page.locator("#language").input_value() == "ar"


def test_arabic_is_set_in_the_shipped_font(open_page):
    page = open_page(locale="ar")
    page.ask("متى عُقد الاجتماع العالمي الرابع؟")
    page.locator("#source mark").first.wait_for()
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded')"
        ".map(f => f.family.replaceAll('\"', '')))"
    )
    assert set(loaded) == {"Isnad Sans", "Isnad Naskh"}
