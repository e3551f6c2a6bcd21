"""The parts of the page before a browser sees them: checks, tables, library, suggestions."""

import copy
import re
from dataclasses import replace
from html import unescape

import pytest

from corpus.errors import DocumentError
from qa.checking.check import CheckedClaim, Verdict, check_text
from qa.records import Citation, Status
from ui import keep, shelf
from ui.page.conversation import Conversation
from ui.page.shell import banner, empty_key, welcome
from ui.page.suggest import follow_ups, suggestions_html
from ui.render.check_html import check_html
from ui.render.icons import icon
from ui.render.library_html import details_html, library_html
from ui.render.rows_table import listed_rows, rows_table

ENGLISH = "Which RCPs address labour migration?"
SCRIPT = "<script>alert(1)</script>"


def text_of(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_checked_text_is_shown_whole_and_in_order(engine):
    text = "The Bali Process has 99 countries.\n\nSo they say. The moon is made of cheese!"
    html = check_html(text, check_text(engine, text), "en")
    shown = re.search(r'<div class="checked-text"[^>]*>(.*?)</div>', html, re.DOTALL).group(1)
    assert text_of(re.sub(r'<span class="sign".*?</span>', "", shown)) == text
    assert html.count('class="finding"') == len(check_text(engine, text))


def test_every_verdict_has_a_name_and_a_sign_of_its_own():
    signs = set()
    for verdict in Verdict:
        html = check_html("One.", [CheckedClaim("One.", 0, 4, verdict, (), None)], "fr")
        signs.add(re.search(r'<span class="sign" aria-hidden="true">(.)', html).group(1))
        assert f'class="verdict {verdict}"' in html
    assert len(signs) == len(Verdict)


def test_nothing_that_was_pasted_becomes_markup():
    found = Citation(1, "d", SCRIPT, 1, SCRIPT, 0, 1, SCRIPT, SCRIPT, "0" * 64, True)
    claim = CheckedClaim(SCRIPT, 0, len(SCRIPT), Verdict.ALTERED, (SCRIPT, "negation"), found)
    html = check_html(SCRIPT, [claim], "en")
    assert "<script" not in html
    assert "negation" in text_of(html)


def test_rows_of_a_list_have_a_name_a_value_and_a_place(engine):
    answer = engine.answer(ENGLISH)
    rows = listed_rows(answer.claims, answer.citations)
    assert [row.name for row in rows][:2] == [
        "Migration Dialogue for Southern Africa (MIDSA)",
        "Migration Dialogue for West Africa (MIDWA)",
    ]
    assert {row.value for row in rows[:4]} == {"Labour migration"}
    assert all(row.citations for row in rows)


def test_what_is_no_list_is_no_table(engine):
    assert rows_table(engine.answer("Where will the fifth global meeting be held?"), 0, "en") == ""
    answer = engine.answer(ENGLISH)
    assert rows_table(replace(answer, table=None), 0, "en") == ""
    html = rows_table(answer, 0, "ar")
    assert "6 من أصل 16" in html
    assert html.count("<tbody>") == 2


def test_suggestions_are_answered_and_were_not_asked(engine):
    conversation = Conversation().ask(engine, ENGLISH, 2000)
    found = follow_ups(engine, conversation.answers, [])
    assert found
    assert ENGLISH not in found
    for question in found:
        assert engine.answer(question).status is Status.ANSWERED
    assert follow_ups(engine, [], []) == []
    assert suggestions_html([], "en") == ""
    assert "<script" not in suggestions_html([SCRIPT], "en")


def test_the_library_lists_documents_and_lets_only_added_ones_go(brochure):
    html = library_html([brochure], (), "en")
    assert "128" in text_of(html)
    assert 'data-library="remove"' not in html
    assert 'data-library="remove"' in library_html([brochure], (brochure.id,), "en")
    assert "library is empty" in text_of(library_html([], (), "en"))
    read_only = library_html([brochure], (brochure.id,), "en", changeable=False)
    assert 'data-library="remove"' not in read_only
    assert "read-only" in text_of(read_only)
    assert "Shipped" not in text_of(read_only)  # it was added, whoever may change it now
    assert "Add a document" not in text_of(library_html([], (), "en", changeable=False))
    forged = replace(brochure, title=SCRIPT, titles={}, publisher=SCRIPT, date=SCRIPT)
    assert "<script" not in library_html([forged], (), "en")


def test_how_a_document_was_read_names_every_repair_with_its_reason(brochure):
    text = text_of(details_html(brochure, "en"))
    for repair in brochure.repairs:
        assert repair.reason in text
    assert brochure.moves[0].reason in text
    assert "16 rows, 5 columns" in text


def test_the_start_says_when_the_library_is_empty():
    assert "Add a document" in welcome([], "en", empty=empty_key(True))
    nothing_to_do = welcome([], "en", empty=empty_key(False))
    assert "library is empty" in nothing_to_do
    assert "Add a document" not in nothing_to_do
    assert "library is empty" not in welcome([], "en")
    assert '<option value="ar" lang="ar" selected>' in banner("ar")


def test_icons_are_not_read_out():
    assert 'aria-hidden="true"' in icon("copy")
    with pytest.raises(KeyError):
        icon("none")


def test_a_library_changes_under_an_engine_and_back(engine, settings, tmp_path):
    own = settings.model_copy(update={"data_dir": tmp_path})
    held = copy.copy(engine)
    path = tmp_path / "bridge.txt"
    path.write_text("يبلغ طول الجسر 300 متر.", "utf8")
    assert shelf.removable(own) == frozenset()
    name = shelf.add(own, path)
    reports = list(shelf.reindex(held, own))
    assert all(0 <= done <= total for done, total in reports)
    assert name in held.documents
    assert name not in engine.documents
    shelf.remove(own, name)
    list(shelf.reindex(held, own))
    assert set(held.documents) == set(engine.documents)
    for identifier in (name, "iom-rcp-brochure", "../bridge"):
        with pytest.raises(DocumentError):
            shelf.remove(own, identifier)


def test_a_name_that_no_export_has_is_an_error():
    assert set(keep.FORMATS) == {"markdown", "docx", "json"}
    with pytest.raises(KeyError):
        keep.export([], "pdf")
