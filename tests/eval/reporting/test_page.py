"""The page of a run: escaped, in the right direction, and asking nobody for anything."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from eval_cases import (
    DOCUMENT,
    LISTING,
    MISSING,
    NUMBER,
    REFUSED,
    SOURCE,
    cite,
    make_answer,
    report_of,
    result_of,
    twin,
)  # fmt: skip

from eval.reporting.chart import Chart, Series
from eval.reporting.page import direction, study_page, to_html
from eval.reporting.study import Study, study_markdown
from eval.reporting.tables import Figure, Table

FORGED = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of some of them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.texts = {}
        self._open = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self._open.append(dict(attributes).get("class") or tag)

    def handle_endtag(self, tag):
        if self._open:
            self._open.pop()

    def handle_data(self, data):
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page():
    wrong = result_of(
        twin(LISTING, "أيها له سبعة أعضاء؟"),
        make_answer("ألفا [1].", [cite("Alpha has"), cite("seat in Rome", 2)], language="ar"),
    )
    refused = result_of(NUMBER, REFUSED)
    invented = result_of(MISSING, make_answer("Rome [1].", [cite("seat in Rome")]))
    right = result_of(LISTING, make_answer("Alpha and Gamma.", [cite("Alpha has")], claims=[]))
    return to_html(report_of(wrong, refused, invented, right))


def test_every_failure_has_its_place_and_its_filters(page):
    cards = {a["id"]: a for a in Elements(page).of("article")}
    assert cards.keys() == {"f001-ar", "f002-en", "f003-en"}
    assert cards["f001-ar"]["data-fault"] == "missing"
    assert cards["f002-en"]["data-fault"] == "refused"
    assert cards["f003-en"]["data-fault"] == "answered"
    assert (cards["f001-ar"]["data-kind"], cards["f001-ar"]["data-language"]) == ("list", "ar")
    assert "3 wrong of 4" in page
    options = [a["value"] for a in Elements(page).of("option")]
    assert {"missing", "refused", "answered", "list", "ar"} <= set(options)
    assert "evidence" not in options


def test_the_evidence_is_marked(page):
    marks = re.findall(r'<mark class="(\w+)" title[^>]*>([^<]+)</mark>', page)
    assert ("both", "Alpha has") in marks
    assert ("gold", " 7 members") in marks
    assert ("cited", "seat in Rome") in marks
    assert "1 of 2 gold spans not cited" in page
    assert "on gold" in page and "not on gold" in page


def test_arabic_runs_right_to_left_and_english_left_to_right(page):
    elements = Elements(page)
    for tag, attributes in elements.found:
        if "lang" in attributes and "dir" in attributes and tag != "html":
            assert attributes["dir"] == ("rtl" if attributes["lang"] == "ar" else "ltr")
    questions = [a for a in elements.of("p") if a.get("class") == "question"]
    assert [a["dir"] for a in questions] == ["rtl", "ltr", "ltr"]
    assert all(a["dir"] == "rtl" for a in elements.of("p") if a.get("class") == "source")
    assert (direction("fa"), direction("zh"), direction("xx-nowhere")) == ("rtl", "ltr", "ltr")


def test_figures_stand_with_their_intervals(page):
    assert "<td>0.250<small>0.00–" in page
    assert "no interval" in page
    for title in ("By language", "By kind of question", "Unanswerable questions", "Speed"):
        assert title in page


def test_nothing_is_asked_of_anybody(page):
    elements = Elements(page)
    for tag, attributes in elements.found:
        for name in ("src", "href", "action", "data"):
            value = attributes.get(name, "#")
            assert value.startswith("#") or (tag, value) == ("link", "data:,")
    assert "url(" not in page and "@import" not in page


def test_only_the_script_of_the_page_may_run(page):
    (policy,) = [a["content"] for a in Elements(page).of("meta") if "http-equiv" in a]
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_whatever_a_question_an_answer_or_a_document_holds_is_text():
    source = SOURCE.replace("Alpha has 7 members.", FORGED)
    document = replace(DOCUMENT, text=source, title=FORGED)
    question = replace(
        LISTING, question=FORGED, history=(FORGED,), noise="typo",
        items=((FORGED, FORGED),), gold=(replace(LISTING.gold[0], start=0, end=5),),
    )  # fmt: skip
    forged = replace(cite("no seat"), quote=FORGED, section=FORGED)
    answer = replace(make_answer(FORGED, [forged]), resolved=FORGED, language="en")
    found = result_of(question, answer)
    found = replace(
        found, items=replace(found.items, missing=(FORGED,), extra=(FORGED,)), in_language=False
    )
    page = to_html(report_of(found, document=document))
    elements = Elements(page)
    assert len(elements.of("script")) == 1 and not elements.of("img")
    assert not any(name.startswith("on") for _, a in elements.found for name in a)
    assert page.count("&lt;img src=x onerror=alert(2)&gt;") >= 7
    assert FORGED in elements.texts["question"]


def test_failures_of_the_test_split_are_folded_away():
    report = report_of(result_of(replace(NUMBER, split="test"), REFUSED))
    page = to_html(report)
    folded = page[page.index('<details class="unseen">') :]
    assert 'id="f002-en"' in folded and 'id="f002-en"' not in page.replace(folded, "")
    assert 'class="unseen"' not in to_html(report_of(result_of(NUMBER, REFUSED)))


def test_a_study_has_its_table_and_its_chart():
    about = report_of(result_of(NUMBER, REFUSED)).about
    table = Table("coverage", ("risk",), {"0.500 *": (Figure(0.25, (0.1, 0.4)),)})
    lines = (Series("risk", ((0.1, 0.0), (0.5, 0.25))), Series(FORGED, ((0.5, 0.1),)))
    chart = Chart("Risk", "coverage", "share", lines, (0.5, "threshold 0.230"))
    study = Study("risk", "Risk", about, table, ("a < b",), chart)
    page = study_page(study)
    elements = Elements(page)
    assert len(elements.of("polyline")) == 2 and "threshold 0.230" in page
    assert [a["class"] for a in elements.of("line") if a.get("class") == "threshold"]
    assert not elements.of("script") and "a &lt; b" in page
    assert "polyline" not in study_page(replace(study, chart=None))
    assert "| 0.500 * | 0.250 (0.10–0.40) |" in study_markdown(study)
