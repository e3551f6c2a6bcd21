"""The report as Markdown."""

from dataclasses import replace

from eval_cases import LISTING, MISSING, NUMBER, REFUSED, cite, make_answer, report_of, result_of

from eval.bootstrap import Interval
from eval.reporting.markdown import markdown_table, to_markdown
from eval.reporting.tables import Figure, Table

BOUNDS: Interval = (0.25, 1.0)


def test_an_interval_stands_behind_its_figure():
    table = Table("kind", ("n", "right"), {"list": (Figure(4), Figure(0.75, BOUNDS))})
    rows = markdown_table(table).splitlines()
    assert rows == ["| kind | n | right |", "|---|---|---|", "| list | 4 | 0.750 (0.25–1.00) |"]
    assert "| – |" in markdown_table(Table("", ("right",), {"all": (Figure(None),)}))


def test_gold_stands_beside_what_was_cited():
    wrong = result_of(LISTING, make_answer("Alpha [1].", [cite("Alpha has"), cite("no seat")]))
    astray = result_of(NUMBER, make_answer("12 [1].", [cite("no seat")]))
    text = to_markdown(report_of(wrong, astray))
    assert "Failures (1 wrong of 2)" in text
    assert "1 more have the right words but another fault" in text
    assert "f001-en** (dev, list; missing items)" in text
    assert "f002-en** (dev, number; wrong evidence)" in text
    assert "gold: «Alpha has 7 members» (cited) «7 members no seat» (cited)" in text
    assert "gold: «12 members» (not cited)" in text and "cited: «no seat» (not gold)" in text


def test_refusals_are_told_by_reason_and_noise_by_kind():
    noisy = replace(LISTING, id="f001-en-typo", noise="typo")
    text = to_markdown(report_of(result_of(noisy, REFUSED), result_of(MISSING, REFUSED)))
    assert "| reason |" in text and "| not_stated | 1 | 1.000" in text
    assert "| noise |" in text and "| typo | 1 | 0.000" in text
    assert "refused though answerable" in text


def test_what_a_question_holds_is_no_html():
    question = replace(NUMBER, question="<script>alert(1)</script> & more?")
    text = to_markdown(report_of(result_of(question, make_answer("<b>7</b>"))))
    assert "<script>" not in text and "<b>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more?" in text
