"""What a reader takes away: every quote exact, every direction right, nothing read as markup."""

import io
import json
from dataclasses import replace

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from corpus.errors import UsageError
from qa.records import Support
from ui.export import as_json, docx, markdown, reference

ENGLISH = "Where will the fifth global meeting be held?"
ARABIC = "أي العمليات تتناول الهجرة والصحة؟"


@pytest.fixture(scope="module")
def turns(engine):
    questions = (ENGLISH, ARABIC, "Who won the football world cup in 2010?")
    return [(question, engine.answer(question)) for question in questions]


def test_markdown_shows_questions_answers_and_exact_quotes(turns, engine, brochure):
    text = markdown(turns, engine.documents)
    html = MarkdownIt("commonmark").render(text)
    assert f"<h2>1. {ENGLISH}</h2>" in html
    (citation,) = turns[0][1].citations
    assert brochure.text[citation.start : citation.end] in html
    for fact in (f"characters {citation.start}–{citation.end}", citation.sha256, "page 3"):
        assert fact in html
    assert "Unofficial translation:" in html
    assert brochure.publisher in html
    assert "Cairo, in October 2015. [1]" in html
    rows = turns[1][1].citations
    assert len(rows) > 1
    assert all(f"[{c.number}] {brochure.publisher}" in html for c in rows)
    assert html.count('<div dir="rtl">') == html.count("</div>") >= 3


def test_markdown_takes_nothing_for_markup(turns):
    evil = "<img src=x> ![a](http://b.example/c) **b** [x]: http://d.example"
    answer = replace(turns[0][1], answer=f"# {evil}\n1. {evil}", claims=(), resolved=evil)
    html = MarkdownIt("commonmark").render(markdown([(evil, answer)]))
    for tag in ("<img", "<a ", "<strong>", "<ol>"):
        assert tag not in html
    assert html.count("&lt;img src=x&gt; ![a](http://b.example/c) **b** [x]:") == 4


def test_an_unsupported_claim_keeps_its_mark(turns):
    question, answer = turns[0]
    claims = tuple(replace(claim, support=Support.UNSUPPORTED) for claim in answer.claims)
    text = markdown([(question, replace(answer, claims=claims))])
    assert "October 2015. (not supported) [1]" in text


def test_word_sets_the_direction_of_paragraphs_and_runs(turns, engine, brochure):
    document = python_docx.Document(io.BytesIO(docx(turns, engine.documents)))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    (citation,) = turns[0][1].citations
    quote = by_text[citation.quote]
    assert quote._p.pPr.find(qn("w:bidi")) is not None
    for run in quote.runs:
        assert run._r.rPr.find(qn("w:rtl")) is not None
        assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    for line in turns[0][1].answer.split("\n"):
        answer = by_text[line]
        assert answer._p.pPr.find(qn("w:bidi")) is None
        assert all(run._r.rPr.find(qn("w:rtl")) is None for run in answer.runs)
    source = next(p for t, p in by_text.items() if t.startswith(f"[1] {brochure.publisher}"))
    directions = {run.text: run._r.rPr.find(qn("w:rtl")) is not None for run in source.runs}
    assert directions["المنظمة الدولية للهجرة"]
    assert not any(rtl for text, rtl in directions.items() if citation.sha256 in text)
    assert by_text[f"2. {ARABIC}"]._p.pPr.find(qn("w:bidi")) is not None


def test_word_survives_characters_that_xml_cannot_hold(turns):
    question, answer = turns[0]
    document = python_docx.Document(io.BytesIO(docx([(f"a\x0b{question}\x00", answer)])))
    assert any(ENGLISH in paragraph.text for paragraph in document.paragraphs)


def test_json_is_the_published_contract(turns):
    written = json.loads(as_json(turns))
    assert [turn["question"] for turn in written["turns"]] == [question for question, _ in turns]
    assert [turn["answer"] for turn in written["turns"]] == [a.to_dict() for _, a in turns]


def test_a_reference_names_who_what_when_where_and_the_words(turns, engine, brochure):
    answer = turns[0][1]
    citation = answer.citations[0]
    line = reference(answer, 1, engine.documents)
    assert line.startswith(f"{brochure.publisher}. {brochure.title} [{citation.document_title}].")
    assert brochure.date in line
    assert "page 3" in line
    assert f"«{citation.quote}»" in line
    assert "\n" not in line
    assert "الصفحة" in reference(turns[1][1], 2, engine.documents)
    assert reference(answer, 1).startswith(citation.document_title)
    with pytest.raises(UsageError, match="no citation 9"):
        reference(answer, 9)
