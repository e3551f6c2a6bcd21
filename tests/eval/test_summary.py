"""Figures and intervals of results whose rates can be counted on fingers."""

from dataclasses import replace

import pytest
from eval_cases import LISTING, MISSING, REFUSED, make_answer, result_of, twin

from eval.bootstrap import interval
from eval.summary import change, summarise

RIGHT = result_of(LISTING, make_answer("Alpha and Gamma.", claims=[]))
WITHHELD = result_of(LISTING, REFUSED)
DUE = result_of(MISSING, REFUSED)
INVENTED = result_of(MISSING, make_answer("In Rome."))


def of_fact(result, fact):
    return replace(result, question=replace(result.question, id=f"{fact}-en", fact=fact))


def test_refusal_rates():
    summary = summarise([WITHHELD, RIGHT, DUE, INVENTED, RIGHT, RIGHT])
    assert summary.refusal_precision == 0.5
    assert summary.refusal_recall == 0.5
    assert summary.false_refusals == 0.25
    assert summarise([RIGHT]).refusal_recall is None
    assert summarise([RIGHT]).refusal_precision is None


def test_intervals_hold_their_figure_and_go_by_facts():
    results = [of_fact(RIGHT if number % 3 else WITHHELD, f"f{number:03d}") for number in range(60)]
    summary = summarise(results)
    for name in ("right", "item_f1", "false_refusals"):
        low, high = summary.intervals[name]
        assert low < getattr(summary, name) < high
    assert "refusal_recall" not in summary.intervals
    # The same questions as two facts only: nearly nothing is known.
    two = [of_fact(r, "f1" if r.items.right else "f2") for r in results]
    assert summarise(two).intervals["right"] == (0.0, 1.0)
    assert summarise([of_fact(r, "f1") for r in results]).intervals == {}


def test_an_interval_is_that_of_a_mean_of_shares():
    # The standard error of a share of 0.5 over 400 facts is 0.025.
    low, high = interval([(str(n), float(n % 2)) for n in range(400)])
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)
    assert interval([("a", None), ("b", 1.0)]) is None


def test_the_summary_as_json():
    values = summarise([RIGHT, DUE, of_fact(WITHHELD, "f9")]).to_dict()
    assert values["right"] == 0.6667
    assert values["intervals"]["right"] == [0.0, 1.0]


def test_a_change_is_told_question_by_question():
    arabic = replace(RIGHT, question=twin(LISTING, "أيها؟"))
    before = [RIGHT, arabic, DUE]
    gain, bounds = change([replace(WITHHELD, question=RIGHT.question), arabic, DUE], before)
    assert gain == pytest.approx(-1 / 3)
    assert bounds == (-0.5, 0.0)
    assert change(before, before) == (0.0, (0.0, 0.0))
    with pytest.raises(ValueError, match="same questions"):
        change(before[:2], before)
