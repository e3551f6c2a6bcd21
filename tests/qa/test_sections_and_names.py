"""Summaries of a section, names that are asked for, and what a question calls by a wrong word."""

import pytest

from qa.prose.ordering import clearest
from qa.reading.understand import understand
from qa.records import Refusal, Status

HARBOUR = """# The harbour of Sund

The pilots of Sund are unpaid volunteers who steer ships into the bay.

## Regattas

The first regatta was held in 2003 under the title “Wind over the bay”. The second regatta was
held in 2006 and was opened by the fishermen.

The leaflet “Knots and sails”, No. 12, describes both of them.

## Storm warnings

A red cone on the tower warns of a storm from the north. Ships stay moored until it is lowered.
At night three lanterns say the same.

## Beacons and buoys

- The green buoy marks the shoal.
- The white beacon marks the pier.
"""
MUSIC = """# جوقة الوادي

المغنون في الجوقة غير محترفين، وهم من سكان القرى.

## التدريب

تتدرب الجوقة مساء كل خميس في قاعة المدرسة. ويوزع قائد الجوقة النوتات قبل أسبوع.
"""


@pytest.fixture(scope="module")
def harbour(library):
    return library(HARBOUR)


@pytest.fixture(scope="module")
def choir(library):
    return library(MUSIC)


def test_a_summary_of_a_section_says_what_stands_in_it(harbour):
    answer = harbour.answer("Could I have a summary of the storm warnings?")
    assert answer.status is Status.ANSWERED
    assert [claim.text[:8] for claim in answer.claims] == ["A red co", "Ships st", "At night"]


def test_a_summary_of_a_section_in_arabic(choir):
    answer = choir.answer("هات ملخصاً عن التدريب")
    assert [claim.text[:5] for claim in answer.claims] == ["تتدرب", "ويوزع"]


def test_a_summary_of_everything_lists_the_headings(harbour):
    said = harbour.answer("Give me a summary").answer
    assert "Regattas" in said
    assert "Storm warnings" in said


@pytest.mark.parametrize(
    "question",
    [
        "What was the title of the second regatta?",  # the first one's is told
        "What is the name of the author of No. 12?",
        "Which governor gave the opening speech at the second regatta?",
    ],
)
def test_what_is_told_of_another_is_no_answer(harbour, question):
    assert harbour.answer(question).status is Status.NOT_FOUND


def test_the_title_of_the_one_that_has_it_is_told(harbour):
    assert "Wind over the bay" in harbour.answer("What was the title of the first regatta?").answer


def test_a_question_that_calls_something_what_it_is_not_is_corrected(harbour, choir):
    answer = harbour.answer("What do the paid pilots of Sund steer?")
    assert answer.refusal is Refusal.FALSE_PREMISE
    assert "unpaid" in answer.answer
    answer = choir.answer("ما أسماء المغنين المحترفين في الجوقة؟")
    assert answer.status is Status.NOT_FOUND


def test_a_question_that_calls_it_so_itself_is_answered(harbour):
    answer = harbour.answer("What do the unpaid volunteers of Sund steer?")
    assert answer.status is Status.ANSWERED


def test_nothing_is_clearest_where_nothing_was_found():
    assert clearest([]) is None


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("قديش مهم الحضور؟", False),
        ("قديش عدد الحضور؟", True),
        ("اشرح لي مهام القائد، ولكم جزيل الشكر", False),
    ],
)
def test_how_important_counts_nothing(choir, question, counts):
    assert understand(question, choir.answering().vocabulary).has("count") is counts


def test_an_idiom_is_no_place_in_an_order(harbour):
    vocabulary = harbour.answering().vocabulary
    assert not understand("What do the pilots do first of all?", vocabulary).ordinals
    assert understand("When was the first regatta?", vocabulary).ordinals
