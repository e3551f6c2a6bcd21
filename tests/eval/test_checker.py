"""The checker's figures, by hand."""

import pytest

from eval.checker import Judged, balanced, figures
from eval.claims import CheckedClaim


def judged(verdict, got, altered=None):
    claim = CheckedClaim("c1", "c1", "en", "dev", "text", verdict, altered, (), None)
    return Judged(claim, got)


def test_true_and_corrupted_weigh_the_same():
    several = [judged("supported", "supported")] * 3 + [judged("supported", "altered")]
    several += [judged("altered", "altered", "number"), judged("altered", "supported", "name")]
    assert balanced(several) == pytest.approx((0.75 + 0.5) / 2)
    found = figures(several)
    assert found["altered caught: number"] == (1, 1.0)
    assert found["altered caught: name"] == (1, 0.0)
    assert found["same verdict"] == (6, pytest.approx(4 / 6))


def test_an_alteration_called_unsupported_is_told_apart_all_the_same():
    assert judged("altered", "unsupported", "date").right
    assert not judged("wrong_passage", "supported").right
