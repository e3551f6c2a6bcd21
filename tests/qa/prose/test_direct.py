"""Sentences that answer by what they hold: an address, as many things as are asked for."""

import pytest

from qa.reading.forms import asks_address
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.words.language import LANGUAGES

REGATTA = """# The regattas of Lake Orn

The rowers of Orn have met in summer for many years. The second regatta was held in 1950 off the
old pier. The harbour book has the second regatta in 1951. This list is a short form of a longer
one, which is kept at <http://www.orn.example/regattas>.

## What the club owes the rowers

There is evidence that the club: (1) lends the oars to every crew of the village. It does so
without a fee; (2) mends the boats in winter.

## The signs of a fair race

### The wind

The wind should be light.

### The water

The water should be deep.

### The crew

The crew should have slept.
"""

ASKED = {
    "ar": "أين أجد النسخة الكاملة من الدليل؟",
    "en": "Where can I get hold of the full report?",
    "fr": "Où peut-on se procurer le rapport complet ?",
    "es": "¿Dónde puedo conseguir el informe completo?",
    "ru": "Где можно получить полный текст доклада?",
    "zh": "在哪里可以下载完整的报告？",
}


@pytest.fixture(scope="module")
def regatta(library):
    return library(REGATTA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_text_is_to_be_had_is_asked_for_in_every_language(language):
    assert asks_address(understand(ASKED[language], Vocabulary((), {}), language))


def test_where_something_takes_place_asks_for_no_address():
    assert not asks_address(understand("Where does the choir sing?", Vocabulary((), {})))


def test_the_address_of_a_longer_list_is_told(regatta):
    assert "orn.example" in regatta.answer("Where can I find the complete list?").answer


def test_what_a_question_says_beside_does_not_hide_a_conflict(regatta):
    answer = regatta.answer("For a footnote: the second regatta, in which year was it held?")
    assert "1950" in answer.answer
    assert "1951" in answer.answer


def test_as_many_things_as_are_numbered_are_told_to_the_end(regatta):
    answer = regatta.answer("Which two services does the club give the rowers?").answer
    assert "(1)" in answer
    assert "(2)" in answer


def test_a_heading_with_as_many_parts_as_are_asked_for_is_told(regatta):
    answer = regatta.answer("Which three signs promise a fair race?").answer
    assert all(part in answer for part in ("The wind", "The water", "The crew"))
