"""Asking on the page: answers, what can be done with them, addresses, history."""

import pytest

from ui.feedback import FILE_NAME, FeedbackStore

ENGLISH = "Which RCPs address labour migration?"
ARABIC = "متى عُقد الاجتماع العالمي الرابع؟"
ELSEWHERE = "Who won the football world cup in 2010?"

pytestmark = pytest.mark.browser
ONE_ANSWER = "document.querySelectorAll('#chat .answer:not(.growing)').length === 1"


def test_directions_differ_within_one_conversation(page):
    english = page.ask(ENGLISH)
    arabic = page.ask(ARABIC)
    assert arabic.get_attribute("dir") == "rtl"
    assert arabic.get_attribute("lang") == "ar"
    assert english.get_attribute("dir") == "ltr"
    asked = page.locator("#chat .asked")
    assert [asked.nth(i).get_attribute("dir") for i in (0, 1)] == ["ltr", "rtl"]
    sides = arabic.evaluate("e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]")
    assert sides == ["rtl", "start"]


def test_a_refusal_cites_nothing_and_shows_what_is_near_as_such(page):
    answer = page.ask(ELSEWHERE)
    assert "not-found" in answer.get_attribute("class")
    assert "Searched:" in answer.inner_text()
    assert page.locator("button.cite").count() == 0
    assert page.locator("#source mark").count() == 0
    near = page.locator("#chat .nearest")
    if near.count():
        assert "not an answer" in near.locator("h3").inner_text()
        assert near.locator(".quote").first.get_attribute("dir") == "rtl"


@pytest.mark.parametrize(
    ("locale", "question", "title"),
    [("en-US", "Why are RCPs binding?", "What the documents say instead"),
     ("ar", "لماذا العمليات التشاورية الإقليمية ملزمة؟", "ما تقوله الوثائق خلافاً لذلك")],
)  # fmt: skip
def test_what_the_documents_say_instead_is_opened_in_the_source(open_page, locale, question, title):
    page = open_page(locale=locale)
    page.ask(question)
    nearest = page.locator("#chat .nearest")
    assert nearest.locator("h3").inner_text() == title
    quote = nearest.locator("blockquote").first.inner_text()
    assert "غير ملزمة" in quote
    nearest.locator("button.to-source").first.click()
    pane = page.marked(quote)
    assert pane.locator(".seal.exact").is_visible()
    assert pane.locator(".seal.support:visible").count() == 0  # nothing is claimed from it
    assert page.errors == []


def test_nothing_is_asked_of_another_host(page, looked_up):
    page.ask(ENGLISH)
    page.ask(ARABIC)
    for tab in ("check", "docs", "ask"):
        page.tab(tab)
    page.wait_for_timeout(300)
    assert page.hosts == {"127.0.0.1"}
    assert looked_up
    assert looked_up <= {"127.0.0.1", "localhost", None}


def test_what_is_typed_is_never_markup(page):
    forged = '<img src=x onerror="window.hit=1"> **bold** $x$ ${1+1} {{x}}'
    page.ask(forged, "#chat .answer:not(.growing), #chat .problem")
    assert page.locator("#chat img").count() == 0
    assert page.evaluate("window.hit") is None
    assert forged in page.locator("#chat .asked").inner_text()


def test_a_question_that_is_too_long_is_explained_and_not_lost(page):
    problem = page.ask("a" * 2001, "#chat .problem")
    assert "2001 characters" in problem.inner_text()
    assert len(page.input_value("#question textarea")) == 2001
    assert page.locator("#chat .answer").count() == 0


def test_an_error_inside_is_told_without_its_details(page):
    problem = page.ask("please crash", "#chat .problem")
    assert "log says" in problem.inner_text()
    assert "wished" not in problem.inner_text()
    assert page.ask(ENGLISH).is_visible()


def test_an_empty_question_does_nothing(page):
    page.fill("#question textarea", "   ")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator("#chat .asked").count() == 0
    assert page.locator("button.example").count() > 0


def test_visitors_share_nothing(open_page):
    one, other = open_page(), open_page()
    one.ask(ENGLISH)
    assert other.locator("#chat .asked").count() == 0
    other.ask(ARABIC)
    one.locator('#chat .answer button.cite[data-n="6"]').click()
    assert one.locator("#source .card .number").inner_text() == "6"


def test_examples_are_in_the_readers_language_and_a_new_conversation_brings_them_back(open_page):
    page = open_page(locale="ar")
    example = page.locator("#chat button.example").first
    assert example.evaluate("e => e.closest('[lang]').lang") == "ar"
    example.click()
    page.locator("#chat .answer:not(.growing)").first.wait_for()
    assert page.locator("#chat .answer").get_attribute("dir") == "rtl"
    page.click("#new")
    page.locator("#chat button.example").first.wait_for()
    assert page.locator("#chat .answer").count() == 0


def test_suggestions_have_answers(page):
    page.ask(ENGLISH)
    suggestion = page.locator("#follow button.example").first
    suggestion.wait_for()
    question = suggestion.inner_text()
    suggestion.click()
    page.locator("#chat .answer:not(.growing)").nth(1).wait_for()
    assert page.locator("#chat .asked").nth(1).inner_text() == question
    assert "not-found" not in page.locator("#chat .answer").nth(1).get_attribute("class")


def test_a_slow_answer_can_be_stopped_and_its_question_stays(page):
    page.fill("#question textarea", "tell me slowly")
    page.keyboard.press("Enter")
    page.locator("#chat .thinking").wait_for()
    page.click("#question .stop-button")
    page.get_by_text("Stopped. Nothing was answered.").wait_for()
    assert page.input_value("#question textarea") == "tell me slowly"
    page.wait_for_timeout(4500)
    assert page.locator("#chat .answer").count() == 0
    assert page.ask(ENGLISH).is_visible()


def test_what_is_typed_while_an_answer_is_made_stays(page):
    page.fill("#question textarea", "tell me slowly")
    page.keyboard.press("Enter")
    page.locator("#chat .thinking").wait_for()
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    page.fill("#question textarea", ARABIC)
    page.locator("#chat .answer:not(.growing)").wait_for()
    page.locator("#question .submit-button").wait_for()
    assert page.input_value("#question textarea") == ARABIC
    page.press("#question textarea", "Enter")
    page.locator("#chat .answer:not(.growing)").nth(1).wait_for()
    assert page.locator("#chat .asked").nth(1).inner_text() == ARABIC


def test_a_question_can_be_edited_asked_again_and_removed(page):
    page.ask(ENGLISH)
    page.ask(ARABIC)
    acts = '#chat [data-answer="{}"][data-act="{}"]'
    page.click(acts.format(0, "edit"))
    page.wait_for_function("q => document.querySelector('#question textarea').value === q",
                           arg=ENGLISH)  # fmt: skip
    page.fill("#question textarea", "How many countries take part in the Bali Process?")
    page.keyboard.press("Enter")
    page.wait_for_function(ONE_ANSWER)
    assert "Bali" in page.locator("#chat .asked").inner_text()
    page.click(acts.format(0, "retry"))
    page.wait_for_function("!document.querySelector('#chat .actions')?.inert")
    page.wait_for_function(ONE_ANSWER)
    page.click(acts.format(0, "undo"))
    page.locator("#chat button.example").first.wait_for()
    assert "Bali" in page.input_value("#question textarea")


@pytest.mark.parametrize("act", ["undo", "edit"])
def test_of_two_questions_in_a_row_the_one_before_can_still_be_changed(page, act):
    page.ask(ENGLISH)
    page.fill("#question textarea", "tell me slowly")
    page.keyboard.press("Enter")
    page.locator("#chat .thinking").wait_for()
    page.click(f'#chat [data-act="{act}"]')
    page.wait_for_function("q => document.querySelector('#question textarea').value === q",
                           arg=ENGLISH)  # fmt: skip
    page.wait_for_timeout(4500)  # what is made in vain would have arrived
    assert page.input_value("#question textarea") == ENGLISH
    assert page.locator("#chat .asked").count() == (1 if act == "edit" else 0)
    page.press("#question textarea", "Enter")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    page.wait_for_function(ONE_ANSWER)
    assert page.locator("#chat .asked").count() == 1


def test_what_is_asked_again_cannot_be_touched_until_it_is_answered(page):
    page.ask("tell me slowly")
    page.click('#chat [data-act="retry"]')
    page.click('#chat [data-act="undo"]')
    page.wait_for_function("document.querySelector('#question textarea').value !== ''")
    assert page.locator(".toast-body").count() == 0
    assert page.locator("#chat .asked").count() == 0


def test_of_two_questions_at_once_the_later_is_answered(page):
    page.ask(ENGLISH)
    page.locator("#follow button.example").first.wait_for()
    page.fill("#question textarea", "tell me slowly")
    page.keyboard.press("Enter")
    page.locator("#chat .thinking").wait_for()
    page.click('#chat [data-act="retry"]')
    page.wait_for_timeout(5000)
    asked = page.locator("#chat .asked")
    assert asked.all_inner_texts() == [ENGLISH]
    assert page.locator("#chat .answer").count() == 1


def test_a_new_conversation_ends_an_answer_in_the_making(page):
    page.ask(ENGLISH)
    page.fill("#question textarea", "tell me slowly")
    page.keyboard.press("Enter")
    page.locator("#chat .thinking").wait_for()
    page.click("#new")
    page.locator("#chat button.example").first.wait_for()
    page.wait_for_timeout(4500)
    assert page.locator("#chat .asked").count() == 0


def test_editing_can_be_given_up(page):
    page.ask(ENGLISH)
    page.click('#chat [data-act="edit"]')
    page.locator("#talk.editing").wait_for()
    page.wait_for_function("document.querySelector('#question textarea').value !== ''")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
    page.ask(ARABIC)
    assert page.locator("#chat .answer").count() == 2


def test_an_answer_is_copied_with_its_numbers(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.ask(ENGLISH)
    page.click('#chat [data-act="copy"]')
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Labour migration [1]" in copied
    assert "confidence" not in copied


def test_an_address_asks_its_question_and_opens_a_citation(open_page, engine):
    page = open_page("?q=Which%20RCPs%20address%20labour%20migration%3F&cite=3")
    page.locator("#chat .answer:not(.growing)").first.wait_for()
    page.marked(engine.answer(ENGLISH).citations[2].quote)
    page.wait_for_timeout(500)
    assert page.locator("#chat .asked").count() == 1


def test_the_history_is_kept_in_the_browser_asks_again_and_forgets(page):
    page.ask(ENGLISH)
    page.ask(ARABIC)
    page.reload()
    page.ready()
    page.locator("button.example").first.wait_for()
    page.click("#banner .history")
    asked = page.locator(".history-list .ask")
    assert asked.all_inner_texts() == [ARABIC, ENGLISH]
    page.locator(".history-list .forget").first.click()
    assert asked.all_inner_texts() == [ENGLISH]
    asked.first.click()
    page.locator("#chat .answer:not(.growing)").first.wait_for()
    page.click("#banner .history")
    page.locator(".dialog > .quiet").click()
    assert page.locator(".history-list .ask").count() == 0
    page.keyboard.press("Escape")
    page.locator(".dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.closest('#banner') !== null")


def test_a_list_is_a_table_that_sorts_and_saves(page, engine, tmp_path):
    page.ask(ENGLISH)
    page.click("#chat details.rows summary")
    table = page.locator("#chat table.main")
    assert "6 of 16 rows" in table.locator("caption").inner_text()
    assert page.locator("#chat table.near tbody tr").count() == 1
    names = table.locator("tbody th")
    before = names.all_inner_texts()
    assert len(before) == 6
    head = table.locator("thead th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names.all_inner_texts() == sorted(before)
    head.locator("button").click()
    assert names.all_inner_texts() == sorted(before, reverse=True)
    with page.expect_download() as download:
        page.click("#chat button.csv")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0].startswith('"Row","Value","Citation","document","page"')
    assert len(text.splitlines()) == 7
    for citation in engine.answer(ENGLISH).citations:
        assert f'"{citation.quote}"' in text


def test_a_conversation_is_exported(page, tmp_path):
    page.ask(ENGLISH)
    page.ask(ARABIC)
    for kind, name in (("markdown", "isnad.md"), ("docx", "isnad.docx"), ("json", "isnad.json")):
        if not page.locator(f'#chat [data-export="{kind}"]').last.is_visible():
            page.locator("#chat .menu summary").last.click()
        with page.expect_download() as download:
            page.locator(f'#chat [data-export="{kind}"]').last.click()
        assert download.value.suggested_filename == name
        path = tmp_path / name
        download.value.save_as(path)
        data = path.read_bytes()
        if kind == "docx":
            assert data.startswith(b"PK")
        else:
            assert ENGLISH in data.decode()
            assert ARABIC in data.decode()


def test_an_answer_is_judged_with_a_reason(page, page_settings):
    page.ask(ENGLISH)
    page.click('#chat [data-act="down"]')
    page.locator(".dialog textarea").fill("too short")
    page.click(".dialog [type=submit]")
    page.get_by_text("Thank you, noted.").wait_for()
    page.click('#chat [data-act="up"]')
    page.wait_for_timeout(800)
    kept = FeedbackStore(page_settings.data_dir / FILE_NAME).entries()
    assert {(e.question, e.vote, e.reason) for e in kept} == {
        (ENGLISH, "down", "too short"), (ENGLISH, "up", ""),
    }  # fmt: skip
