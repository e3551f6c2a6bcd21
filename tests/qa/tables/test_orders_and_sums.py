"""Places in an order beside a row that is named, sums said in other words, rows in the plural."""

import pytest

from qa.reading.aside import added
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.records import Turn
from qa.words.language import words_of
from qa.words.tokens import tokenize

MILLS = """# Mills of the river

| Mill | Region | Workers | Miller |
|---|---|---|---|
| Aspen mill | Upper valley | 40 workers | Olga Reim |
| Birch mill | Upper valley | 9 workers | Paul Imhof |
| Cedar mill | Lower valley | 31 workers | Olga Reim |
| Dogwood mill | Lower valley | 22 workers | Ada Lund |
| Elm mill | Lower valley | 22 workers | Jan Voss |
"""


@pytest.fixture(scope="module")
def mills(library):
    return library(MILLS)


@pytest.fixture(scope="module")
def read():
    vocabulary = Vocabulary((), {})
    return lambda text: understand(text, vocabulary)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("After the Aspen mill, which mill has the second highest number of workers?", {"Cedar"}),
        ("Which mill has the most workers after the Cedar mill?", {"Dogwood", "Elm"}),
        ("Which mill has the fewest workers after the Birch mill?", {"Dogwood", "Elm"}),
        ("Which mill has the most workers?", {"Aspen"}),
    ],
)
def test_a_row_that_is_passed_is_not_the_answer(mills, question, told):
    answer = mills.answer(question).answer
    names = ("Aspen", "Birch", "Cedar", "Dogwood", "Elm")
    assert {name for name in names if name in answer} == told


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("workers of the Aspen mill plus workers of the Birch mill = ?", "49"),
        ("If I add up the workers of the Aspen mill and the Elm mill, what do I get?", "62"),
        ("How many workers do the mills have in total, even if some repeat?", "124"),
    ],
)
def test_sums_in_other_words(mills, question, total):
    assert total in mills.answer(question).answer


@pytest.mark.parametrize(
    ("then", "told"), [("and the cedar one?", "31"), ("and the painted one?", "")]
)
def test_a_row_is_called_by_words_of_its_name(mills, then, told):
    first = "How many workers does the Birch mill have?"
    answer = mills.answer(then, history=(Turn(first, mills.answer(first).answer),))
    assert told in answer.answer
    assert told or answer.table is None


def test_everything_about_a_row_is_its_whole_row(mills):
    answer = mills.answer("Tell me everything about the Dogwood mill: how many, who").answer
    assert "22 workers" in answer
    assert "Ada Lund" in answer


def test_no_country_is_read_over_a_comma(read):
    assert "CN" not in read("在这些进程当中，国家最少的是哪个？").countries.values()
    assert "CN" in read("中国参加了哪个进程？").countries.values()


def test_a_foreign_name_is_no_dialect_verb():
    words = words_of("ar")
    assert not words.is_verb(tokenize("كينو", "ar")[0])
    assert words.is_verb(tokenize("كيخدم", "ar")[0])


@pytest.mark.parametrize(
    ("text", "at"), [("Which are not tall [oaks; elms]?", 4), ("Which are [very] tall?", None)]
)
def test_what_a_follow_up_is_about_is_known_by_its_brackets(text, at):
    assert added(text, "en") == (at if at is not None else len(text))


UNIONS = """# Choirs

| Choir | Area | Singers |
|---|---|---|
| Finch choir | The north and the former union | 12 singers |
| Heron choir | The north and the former union | 20 singers |
| Ibis choir | The south | 9 singers |
"""


def test_a_body_is_not_taken_for_the_group_that_has_its_words(library):
    choirs = library(UNIONS)
    assert choirs.answer("Which choirs are funded by the South Union?").table is None


def test_an_adjective_before_a_stroke_stands_for_that_of_the_term(library):
    text = MILLS.replace("| Miller |", "| Topics |").replace("Olga Reim", "unfair trade, milling")
    question = "Which mills deal with illicit / unfair trade?"
    answer = library(text).answer(question).answer
    assert "Aspen" in answer
    assert "Birch" not in answer
