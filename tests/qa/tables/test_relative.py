"""Rows measured by a row that is named, and rows that are said to be the only ones."""

import pytest

HUTS = """# Huts of the ridge

| Hut | Warden | Beds | Offers |
|---|---|---|---|
| **Side: Shady side** | | | |
| Fern hut | Olga Reim | 12 beds | • stove • sauna |
| Moss hut | No warden; guests have a key | 8 beds | • stove |
| **Side: Sunny side** | | | |
| Thyme hut | Paul Voss | 20 beds | • sauna • telescope |
| Sage hut | Ida Kern | 16 beds | • stove |
"""
NAMES = ("Fern", "Moss", "Thyme", "Sage")


@pytest.fixture(scope="module")
def huts(library):
    return library(HUTS)


def named(answer):
    return {name for name in NAMES if name in answer.answer}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which huts have more beds than Fern hut?", {"Thyme", "Sage"}),
        ("Which huts have fewer beds than Sage hut?", {"Fern", "Moss"}),
        ("Which huts are larger than the Sage hut?", {"Thyme"}),
        ("Which huts of the Sunny side have more beds than Fern hut?", {"Thyme", "Sage"}),
        ("Which huts of the Shady side have more beds than Moss hut?", {"Fern"}),
    ],
)
def test_others_are_measured_by_the_row_that_is_named(huts, question, rows):
    answer = huts.answer(question)
    assert named(answer) == rows, answer.answer
    assert len(answer.citations) == len(rows) and all("beds" in c.quote for c in answer.citations)


def test_they_are_counted(huts):
    assert huts.answer("How many huts have more beds than Moss hut?").answer.startswith("3 (")


def test_where_none_is_beyond_it_that_is_said(huts):
    answer = huts.answer("Which huts have more beds than Thyme hut?")
    assert not named(answer) and "None" in answer.answer and not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Does Thyme hut have more beds than Fern hut?",
        "Which has more beds, Thyme hut or Fern hut?",
    ],
)
def test_two_that_are_named_are_compared_with_one_another(huts, question):
    assert {"Thyme", "Fern"} <= named(huts.answer(question)) <= {"Thyme", "Fern"}


@pytest.mark.parametrize(
    ("question", "told", "rows"),
    [
        ("Is Fern hut the only hut that has a sauna?", "No", {"Fern", "Thyme"}),
        ("Is Thyme hut the only hut that has a telescope?", "Yes", {"Thyme"}),
        ("Is Moss hut the only hut without a warden?", "Yes", {"Moss"}),
        ("Is Fern hut the only hut with a warden?", "No", {"Fern", "Thyme", "Sage"}),
    ],
)
def test_the_only_one_is_asked_of_all_others(huts, question, told, rows):
    answer = huts.answer(question)
    assert answer.answer.startswith(told), answer.answer
    assert named(answer) == rows
    assert "does not list" not in answer.answer
