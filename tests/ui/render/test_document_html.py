"""A document as a page: every run of source text where it says it is."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Repair, Span
from ingest.load import load_document
from ui.render.document_html import document_html
from ui.render.markup import embedded, source_text
from ui.render.runs import Runs, reading_language
from ui.render.source_html import pane_html

RUN = re.compile(r'<span[^>]* data-s="(\d+)">(.*?)</span>', re.DOTALL)
FORGED = "SCRIPT <script>alert(1)</script> & ${1+1} {{x}}"


def runs(html):
    return [(int(start), unescape(text)) for start, text in RUN.findall(html)]


def held(html, name):
    (value,) = re.findall(rf'<data class="{name}" value="(.*?)" hidden>', html, re.DOTALL)
    return json.loads(unescape(value))


@pytest.fixture(scope="module")
def page(brochure):
    return document_html(brochure, "en")


def test_every_run_is_the_source_at_its_offset(brochure, page):
    found = runs(page)
    assert len(found) > 300
    for start, text in found:
        assert brochure.text[start : start + len(text)] == text


def test_every_word_of_every_block_is_on_the_page_once(brochure, page):
    places = [i for start, text in runs(page) for i in range(start, start + len(text))]
    assert len(places) == len(set(places))
    shown = set(places)
    for block in brochure.blocks:
        if block.kind == "table":
            spans = [
                v.span for t in brochure.tables for r in t.rows for c in r.cells for v in c.values
            ]
        else:
            spans = [block.span]
        for span in spans:
            missing = [i for i in range(span.start, span.end) if i not in shown]
            assert not "".join(brochure.text[i] for i in missing).strip()


def test_whatever_is_cited_can_be_marked(engine, page):
    shown = {i for start, text in runs(page) for i in range(start, start + len(text))}
    for question in (
        "Which RCPs address labour migration?", "متى عُقد الاجتماع العالمي الرابع؟",
        "What are the characteristics of RCPs?", "How many countries take part in Bali?",
    ):  # fmt: skip
        citations = engine.answer(question).all_citations
        assert citations
        for citation in citations:
            blank = {i for i in range(citation.start, citation.end) if i not in shown}
            text = engine.documents[citation.document_id].text
            assert not "".join(text[i] for i in blank).strip()


def test_the_page_carries_the_source_to_be_hashed(brochure, page):
    assert held(page, "text") == brochure.text
    assert f'data-sha256="{brochure.sha256}"' in page


def test_of_a_document_too_long_to_be_sent_the_part_that_is_wanted_is(brochure, monkeypatch):
    monkeypatch.setattr("ui.render.document_html.WHOLE", 1_000)
    monkeypatch.setattr("ui.render.document_html._PART", 500)
    html = document_html(brochure, "en", 5_000)
    assert 'data-from="4500" data-to="5500"' in html
    assert 'class="text"' not in html
    places = [start for start, _ in runs(html)]
    shown = [b.span for b in brochure.blocks if b.span.overlaps(Span(4_500, 5_500))]
    assert min(places) == min(span.start for span in shown)
    assert max(places) < max(span.end for span in shown)


def test_a_misprint_stays_and_says_what_it_is_read_as(brochure, page):
    repair = brochure.repairs[0]
    printed = repair.span.of(brochure.text)
    assert f'data-s="{repair.span.start}">{printed}</span>' in page
    assert repair.replacement in page


def test_a_sentence_stands_beside_its_translation(brochure, page):
    pairs = page.count('<span class="t" lang="en" dir="ltr">')
    assert pairs >= len(brochure.sentences)
    assert '<span class="s" lang="ar" dir="rtl">' in page
    assert '<div class="folio" lang="en" dir="ltr" data-page="3">' in page


def test_the_translation_is_the_readers_or_english(brochure):
    assert reading_language(brochure, "fr") == "fr"
    assert reading_language(brochure, "ar") == "en"
    assert reading_language(replace(brochure, translations={}), "fr") == ""
    assert 'class="t"' not in document_html(replace(brochure, translations={}), "fr")


def test_a_table_keeps_its_groups_and_says_what_is_not_given(page):
    assert page.count('<tr class="group">') == 6
    assert page.count('<th scope="row">') == 16
    assert 'class="missing"' in page


def test_a_document_is_text_and_never_markup(tmp_path):
    from ingest.library import add_file

    path = tmp_path / "forged.md"
    path.write_text(f"# {FORGED}\n\n{FORGED}.\n\n- {FORGED}\n", "utf8")
    document = load_document(add_file(path, tmp_path / "library"))
    html = document_html(document, "en")
    assert "<script" not in html
    for start, text in runs(html):
        assert document.text[start : start + len(text)] == text


@given(st.text(max_size=40))
def test_source_text_and_values_come_back_as_they_were(text):
    assert unescape(source_text(text)) == text
    html = embedded({"a": text}, "x")
    assert held(html, "x") == {"a": text}
    assert "\n" not in html


@given(st.text(alphabet='ab<&"ع\n', min_size=1, max_size=30), st.data())
def test_repairs_split_a_text_and_change_no_character(brochure, text, data):
    ends = st.integers(0, len(text))
    cuts = sorted(set(data.draw(st.lists(ends, max_size=4))))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    repairs = tuple(Repair(span, "x", '"why"') for span in spans)
    document = replace(brochure, text=text, repairs=repairs, translations={})
    html = Runs(document, "en").html(Span(0, len(text)))
    assert "".join(found for _, found in runs(html)) == text
    for start, found in runs(html):
        assert text[start : start + len(found)] == found


@pytest.mark.parametrize("language", ["ar", "en", "fr", "es", "ru", "zh"])
def test_the_pane_speaks_the_language_of_the_page(language):
    html = pane_html(language)
    assert html.startswith(f'<section class="isnad pane" lang="{language}"')
    assert html.count('class="seal ') == 7
