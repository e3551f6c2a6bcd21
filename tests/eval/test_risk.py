"""The risk-coverage curve on judgements whose figures can be told by hand."""

from dataclasses import replace

import pytest
from eval_cases import LISTING, MISSING, NUMBER, REFUSED, cite, make_answer, report_of, result_of

from eval.reporting.files import write_study
from eval.risk import Judged, area, at, curve, in_force, risk_study


def test_curve_by_hand():
    found = [
        Judged(0.9, answerable=True, right=True),
        Judged(0.8, answerable=False, right=False),
        Judged(0.6, answerable=True, right=True),
        Judged(0.0, answerable=True, right=False),
    ]
    points = curve(found)
    assert [p.coverage for p in points] == [0.25, 0.5, 0.75]
    assert [p.risk for p in points] == pytest.approx([0.0, 0.5, 1 / 3])
    assert [p.false_refusals for p in points] == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    assert [p.false_answers for p in points] == [0.0, 1.0, 1.0]
    assert area(points) == pytest.approx((0.0 + 0.5 + 1 / 3) / 3)
    assert at(points, 0.5) is points[1] and at(points, 0.9) is None


def test_nothing_gives_no_curve():
    assert curve([]) == [] and area([]) == 0.0


def answered(question, text, certainty):
    answer = make_answer(text, [cite("no seat")], claims=[])
    return result_of(question, replace(answer, confidence=certainty))


def test_the_curve_is_written_with_both_errors_and_the_threshold(tmp_path):
    sure = answered(NUMBER, "12", 0.9)
    invented = answered(MISSING, "In Rome", 0.5)
    unsure = answered(LISTING, "Alpha and Gamma", 0.2)
    study = risk_study(report_of(sure, invented, unsure, result_of(LISTING, REFUSED)), 0.4)
    assert list(study.table.rows) == ["0.250", "0.500 *", "0.750"]
    star = [figure.text for figure in study.table.rows["0.500 *"]]
    assert star == ["0.500", "0.500", "0.667", "1.000"]
    assert [line.name for line in study.chart.series] == ["risk", "false refusals", "false answers"]
    assert study.chart.series[2].points == ((0.25, 0.0), (0.5, 1.0), (0.75, 1.0))
    assert study.chart.mark == (0.5, "threshold 0.400")
    markdown, page = write_study(study, tmp_path)
    assert "| 0.500 * | 0.500 | 0.500 | 0.667 | 1.000 |" in markdown.read_text("utf-8")
    assert page.name == "risk.html" and page.read_text("utf-8").count("<polyline") == 3


def test_a_threshold_above_everything_is_nowhere():
    points = curve([Judged(0.9, True, True), Judged(0.5, True, True)])
    assert in_force(points, 0.95) is None
    assert in_force(points, 0.7).certainty == 0.9
    assert in_force(points, 0.0).certainty == 0.5
