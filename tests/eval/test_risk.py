"""The risk-coverage curve on judgements whose figures can be told by hand."""

import pytest

from eval.risk import Judged, area, at, curve


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
