"""Questions to a table in other words: verbs, likeness, spelling, what was counted."""

import pytest

from qa.reading.understand import understand
from qa.records import Status, Turn

CLUBS = """# Rowing clubs of the lake

| Club | Region | Boats | Warden | Programme |
|---|---|---|---|---|
| Alder club | North shore | 12 boats | Olga Reim | a trainer for every child, night races |
| Birch club | North shore | 7 boats | no warden | night races, boat repair |
| Cedar club | South shore | 30 boats | Paul Imhof | boat repair, cooking courses |
| Dune club | South shore | 12 boats | to be chosen | night races, tours of reeds |
"""


@pytest.fixture(scope="module")
def clubs(library):
    return library(CLUBS)


def rows(answer):
    """The clubs that an answer names."""
    return {name for name in ("Alder", "Birch", "Cedar", "Dune") if name in answer.answer}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which of the clubs has precisely twelve boats lying in it?", {"Alder", "Dune"}),
        ("Good afternoon, I would be grateful for a list of clubs with 30 boats.", {"Cedar"}),
        ("Which club teaches people how to prepare meals?", {"Cedar"}),
        ("Which clubs lack a warden?", {"Birch"}),
    ],
)
def test_rows_in_other_words(clubs, question, found):
    answer = clubs.answer(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert rows(answer) == found


@pytest.mark.parametrize(
    "question",
    [
        "Which club sells insurance to sailors?",
        "Which club refuses to train children?",
        "In what way do the clubs help their members?",
    ],
)
def test_no_row_comes_near_enough(clubs, question):
    assert clubs.answer(question).table is None


def test_american_spelling_is_read(clubs):
    assert "boat repair" in clubs.answer("What is the program of the Birch club?").answer


def test_how_a_matter_stands_is_told_by_its_cell(clubs):
    answer = clubs.answer("What is the status of the Dune club's warden?")
    assert "to be chosen" in answer.answer


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("How many boats does the Alder club have?", "Please name them one by one."),
        ("How many boats does the Alder club have?", "Which ones?"),
    ],
)
def test_names_of_what_is_only_counted_are_refused(clubs, first, then):
    history = (Turn(first, clubs.answer(first).answer),)
    answer = clubs.answer(then, history=history)
    assert answer.status is Status.NOT_FOUND
    assert "boats" in answer.resolved


def test_the_same_is_asked_of_another(clubs):
    first = "Who is the warden of the Alder club?"
    history = (Turn(first, clubs.answer(first).answer),)
    assert "Paul Imhof" in clubs.answer("And who is the Cedar club's?", history=history).answer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("شكراً لكم على القائمة", "count"),
        ("بأي طريقة تساعد المتاحف الزوار؟", "which"),
        ("¿De qué manera ayudan los museos?", "which"),
    ],
)
def test_what_looks_like_a_question_word(museums, text, kind):
    assert not understand(text, museums.answering().vocabulary).has(kind)


def test_these_written_onto_an_arabic_noun_point_back(museums):
    first = "كم غرفة في متحف فاعور؟"
    history = (Turn(first, museums.answer(first).answer),)
    assert "فاعور" in museums.answer("ومين حارس هالمبنى؟", history=history).resolved


def test_what_is_only_counted_is_no_list_of_all_rows(clubs):
    assert clubs.answer("What are the boats?").table is None
