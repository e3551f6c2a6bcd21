"""Where lines and names are drawn."""

from itertools import pairwise

from eval.reporting.chart import Chart, Series, thinned


def chart(*lines):
    return Chart("t", "x", "y", tuple(Series(f"line {n}", line) for n, line in enumerate(lines)))


def test_the_axis_ends_above_everything_drawn():
    assert chart(((0.0, 0.1), (1.0, 0.31))).top == 0.4
    assert chart(((0.0, 0.3),)).top == 0.3
    assert chart().top == 0.1
    assert chart(((0.5, 1.0),)).ticks()[1] == (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert chart(((0.5, 0.25),)).ticks()[1] == (0.0, 0.1, 0.2, 0.3)


def test_more_is_further_up_and_to_the_right():
    drawn = chart(((0.0, 0.0), (1.0, 1.0)))
    assert drawn.across(0.0) < drawn.across(0.5) < drawn.across(1.0)
    assert drawn.down(0.0) > drawn.down(0.5) > drawn.down(1.0) > 0
    assert drawn.path(drawn.series[0]) == "56.0,320.0 560.0,24.0"


def test_names_of_lines_that_end_together_stay_apart():
    names = chart(((0.8, 0.1),), ((0.8, 0.1),), ((0.7, 0.5),), ()).names()
    assert [number for number, *_ in names] == [0, 1, 2]
    heights = sorted(y for *_, y in names)
    assert all(after - before >= 18 for before, after in pairwise(heights))
    assert names[2][2] < names[0][2]


def test_thinning_keeps_both_ends():
    points = [(n / 999, 0.5) for n in range(1000)]
    kept = thinned(points)
    assert len(kept) == 200 and (kept[0], kept[-1]) == (points[0], points[-1])
    assert thinned(points[:5]) == tuple(points[:5])
