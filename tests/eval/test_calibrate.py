"""The thresholds that are chosen from chances, by hand."""

import numpy as np

from eval.calibrate import few_refused, most_right

CHANCES = np.array([0.1, 0.2, 0.3, 0.4, 0.6, 0.9])
ANSWERABLE = np.array([False, True, False, True, True, True])
RIGHT = np.array([False, False, False, True, True, True])


def test_few_answers_are_refused():
    many = np.linspace(0.01, 1.0, 100)
    # At most 7.5 of a hundred: those below .075 are seven.
    assert few_refused(many, many > 2, np.ones(100, dtype=bool)) == 0.08


def test_most_answers_and_refusals_are_right_from_the_lowest_threshold_on():
    # Above .3 and up to .4 nothing wrong is said and nothing right is refused.
    assert most_right(CHANCES, RIGHT, ANSWERABLE) == 0.31
