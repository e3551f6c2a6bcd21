"""What the chat shows, before a browser sees it."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError, UsageError
from qa.records import Answer, Citation, Claim, Status, Support
from ui.direction import direction, isolate
from ui.examples import read_examples
from ui.export import markdown
from ui.page.conversation import Conversation
from ui.render.answer_html import answer_html, growing_html, problem_html, question_html

SCRIPT = '<script>alert("x")</script>'


def text_of(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def citation(number=1, **changes):
    base = Citation(number, "d", "Title", 1, "Section", 0, 1, "q", "", "0" * 64, True)
    return replace(base, **changes)


def answer(text, claims=(), citations=(), **changes):
    base = Answer("?", "en", Status.ANSWERED, text, tuple(claims), tuple(citations), None, 0.9, 0.1)
    return replace(base, **changes)


def test_each_marker_is_a_button_that_knows_its_answer(engine):
    conversation = Conversation().ask(engine, "Which RCPs address labour migration?", 2000)
    (found,) = conversation.answers
    html = answer_html(found, 3, "en")
    answer, related, table = re.split('<div class="isnad (?:related|listed)"', html)
    pattern = r'<button[^>]* data-answer="3" data-n="(\d+)"[^>]*>(\d+)</button>'
    numbers = [(str(n), str(n)) for n in range(1, 10)]
    assert re.findall(pattern, answer + related) == numbers
    assert re.findall(pattern, table) == numbers
    assert answer.count("<li>") == 6
    assert related.count("<li>") == 1
    assert "6 of 16 rows" in text_of(html)
    assert "\n" not in html


def test_an_arabic_answer_runs_right_to_left(engine):
    conversation = Conversation().ask(engine, "ما هي العمليات التي تعالج هجرة العمالة؟", 2000)
    html = answer_html(conversation.answers[0], 0, "en")
    assert html.startswith('<div class="isnad answer" lang="ar" dir="rtl">')
    assert question_html("ما هي؟").startswith('<div class="isnad asked" lang="ar" dir="rtl">')


@pytest.mark.parametrize(
    ("question", "title", "other"),
    [
        ("Why are RCPs binding?", "What the documents say instead", "not an answer"),
        ("When was the sixth global meeting held?", "Nearest passages, not an answer", "instead"),
        ("Who won the football world cup in 2010?", "Nearest passages, not an answer", "instead"),
        (
            "لماذا العمليات التشاورية الإقليمية ملزمة؟",
            "ما تقوله الوثائق خلافاً لذلك",
            "أقرب المقاطع",
        ),
        ("متى عُقد الاجتماع العالمي السادس؟", "أقرب المقاطع، وليست جواباً", "خلافاً لذلك"),
    ],
)
def test_passages_beside_a_refusal_are_called_what_they_are(engine, question, title, other):
    answer = engine.answer(question)
    heading = answer_html(answer, 0, "en").partition("<h3>")[2].partition("</h3>")[0]
    assert heading == title
    for text in (heading, markdown([(question, answer)]).partition("### ")[2].split("\n")[0]):
        assert title in text
        assert other not in text


def test_a_passage_is_shown_once_to_who_reads_its_language(engine):
    question = "متى عُقد الاجتماع العالمي السادس؟"
    answer = engine.answer(question)
    assert any(near.translation != near.quote for near in answer.nearest)  # misprints are mended
    assert 'class="translation"' not in answer_html(answer, 0, "ar")
    assert "ترجمة" not in markdown([(question, answer)])
    english = engine.answer("When was the sixth global meeting held?")
    assert 'class="translation"' in answer_html(english, 0, "ar")


def test_a_refusal_shows_the_nearest_passages_without_numbers(engine):
    conversation = Conversation().ask(engine, "Who won the world cup in 2010?", 2000)
    html = answer_html(conversation.answers[0], 0, "en")
    assert "not-found" in html
    assert 'class="cite"' not in html
    assert "Searched:" in text_of(html)
    assert conversation.cited() == ()


def test_no_text_becomes_markup():
    claim = Claim(SCRIPT, 0, len(SCRIPT), (1,), Support.QUOTED)
    shown = answer_html(
        answer(f"{SCRIPT} [1] {SCRIPT}", [claim], [citation(document_title=f'"{SCRIPT}')]), 0, "en"
    )
    for html in (shown, question_html(SCRIPT), problem_html(SCRIPT)):
        assert "<script" not in html
        assert SCRIPT in text_of(html)


def test_a_number_in_brackets_that_the_source_wrote_is_no_button():
    claim = Claim("see [1] and [2]", 0, 15, (1,), Support.QUOTED)
    html = answer_html(answer("see [1] and [2] [1] [9]", [claim], [citation()]), 0, "en")
    assert html.count('class="cite"') == 1
    assert "see [1] and [2]" in html
    assert "[9]" in html  # no such citation: left as it was written


def test_a_claim_that_failed_its_check_is_marked():
    claim = Claim("The moon is green.", 0, 18, (), Support.UNSUPPORTED)
    html = answer_html(answer("The moon is green.", [claim], status=Status.PARTIAL), 0, "en")
    assert '<span class="unsupported">The moon is green.' in html
    assert "not supported" in html


@given(st.text(alphabet="ab 1[]().،ع ر\u064eـ\n", max_size=40), st.sampled_from(["ar", "en"]))
def test_isolates_are_balanced_and_change_no_character(text, language):
    shown = isolate(text, language)
    assert shown.replace("\u2067", "").replace("\u2069", "") == text
    for line in shown.split("\n"):
        depth = 0
        for character in line:
            depth += (character == "\u2067") - (character == "\u2069")
            assert depth in (0, 1)
        assert depth == 0  # an isolate ends with its line anyway


def test_direction_belongs_to_the_language():
    assert [direction(code) for code in ("ar", "ar-EG", "fa", "en", "zh")] == (
        ["rtl", "rtl", "rtl", "ltr", "ltr"]
    )
    assert isolate("see عملية بويلا [1].", "en") == "see \u2067عملية بويلا\u2069 [1]."


def test_a_conversation_remembers_every_answer(engine):
    first = Conversation().ask(engine, "Which RCPs address labour migration?", 2000)
    both = first.ask(engine, "متى عُقد الاجتماع العالمي الرابع؟", 2000)
    assert len(first.answers) == 1
    assert both.answer_at(0) == first.answers[0]
    for position in (2, -1):
        with pytest.raises(UsageError):
            both.answer_at(position)
    with pytest.raises(UsageError, match="shorten"):
        first.ask(engine, "a" * 2001, 2000)


def test_a_document_is_sent_once_for_each_language(engine):
    conversation = Conversation().ask(engine, "Which RCPs address labour migration?", 2000)
    (name,) = conversation.cited()
    after, pages = conversation.bring(engine, (name,))
    assert f'data-document="{name}"' in pages
    assert after.bring(engine, (name,))[1] == ""
    assert after.bring(engine, ("no such document",))[1] == ""
    spanish = replace(after, language="es").bring(engine, (name,))[1]
    assert 'data-translated="es"' in spanish


def test_examples_are_read_from_the_folders_of_documents(tmp_path):
    good, none, bad = (tmp_path / name for name in ("good", "none", "bad"))
    for folder in (good, none, bad):
        folder.mkdir()
    (good / "examples.toml").write_text('[[examples]]\nlanguage = "en"\nquestion = "Why?"\n')
    (bad / "examples.toml").write_text('[[examples]]\nlanguage = "en"\n')
    assert [e.question for e in read_examples([none, good])] == ["Why?"]
    with pytest.raises(DocumentError, match=r"bad: examples\.toml"):
        read_examples([bad])


def test_an_answer_grows_by_whole_claims(engine):
    whole = engine.answer("Which RCPs address labour migration?")
    parts = [text_of(part) for part in growing_html(whole, 0)]
    assert len(parts) == len(whole.claims) - 1
    assert all(len(one) < len(more) for one, more in pairwise(parts))
    for count, part in enumerate(parts, 1):
        assert all(claim.text in part for claim in whole.claims[:count])
        assert all(claim.text not in part for claim in whole.claims[count:])
    short = engine.answer("How many countries take part in the Bali Process?")
    assert not list(growing_html(short, 0))
