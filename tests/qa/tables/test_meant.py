"""What cells list, asked for in words that no cell has; what no cell lists stays unanswered."""

import pytest

CLUBS = """# Clubs of the Brenna valley

The valley council prints this list every spring.

## The clubs

| Club | Quarter | Activities |
|---|---|---|
| Lantern Club | Mill Quarter | Forest protection, First aid |
| Heron Club | Mill Quarter | Beekeeping, Road safety |
| Anvil Club | Hill Quarter | Forest protection, Adult literacy |
| Kestrel Club | Hill Quarter | Water pollution |
"""


@pytest.fixture(scope="module")
def clubs(library):
    return library(CLUBS)


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("Which clubs protect trees?", {"Lantern", "Anvil"}, {"Heron"}),
        ("Which club is about preventing traffic accidents?", {"Heron"}, {"Kestrel"}),
    ],
)
def test_rows_that_list_it_in_other_words(clubs, question, names, others):
    answer = clubs.answer(question).answer
    assert all(name in answer for name in names), answer
    assert not any(name in answer for name in others), answer


@pytest.mark.parametrize(
    "question",
    [
        "Which club sells wood?",
        "Which clubs play chess?",
        "Which clubs are about coins?",
        "Which clubs go sailing?",
    ],
)
def test_what_no_row_lists_is_refused(clubs, question):
    assert clubs.answer(question).status == "not_found"


def test_what_is_dealt_with_is_never_passed_over(clubs):
    assert clubs.answer("Which clubs deal with figures?").status == "not_found"
    assert clubs.answer("List all the clubs of this document.").table.rows_matched == 4


def test_a_group_narrows_what_is_listed(clubs):
    answer = clubs.answer("Which clubs of the Hill Quarter protect trees?")
    assert "Anvil" in answer.answer and "Lantern" not in answer.answer
