"""Questions about a table that was never seen: bounds, shares, years, blanks, groups, names."""

import pytest

from qa.reading.understand import understand
from qa.records import Refusal, Status
from qa.tables import query as table_query

COFFEE, FAOUR, LIBRARY, PEARL, SAADI = (
    "متحف القهوة القديمة", "متحف فاعور", "متحف المكتبة", "متحف اللؤلؤ", "متحف السعدي",
)  # fmt: skip
ALL = {COFFEE, FAOUR, LIBRARY, PEARL, SAADI}
WEAVERS = """# Weavers of the valley

| Workshop | Looms | Run by | Motto |
|---|---|---|---|
| Northgate | 12 | WVG, the guild of the weavers | Patience |
| Millrow | 7 | private owners | Speed |
| Eastbank | 30 | private owners | Patience |
"""
TOWERS = """# Towers

| Tower | Height | Year of founding | Windows |
|---|---|---|---|
| Ivory tower | 81 m | 1901 | 40 windows |
| Salt tower | 62 m | 1877 | 22 windows |
| Glass tower | 140 m | 2004 | 900 windows |
"""


def named(answer):
    """The rows that an answer names."""
    return {name for name in ALL if name in answer.answer}


@pytest.fixture(scope="module")
def weavers(library):
    return library(WEAVERS)


@pytest.fixture(scope="module")
def towers(library):
    return library(TOWERS)


@pytest.fixture(scope="module")
def query(museums):
    """Read a question against the table of museums."""
    answering = museums.answering()
    (view,) = answering.tables
    return lambda text: table_query.read(view, understand(text, answering.vocabulary))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("أي المتاحف فيه غرفتان؟", {FAOUR, PEARL}),  # a dual is two
        ("أي متحف لديه غرفتين؟", {FAOUR, PEARL}),
        ("ما المتاحف التي فيها غرفة واحدة؟", {COFFEE}),
        ("Which museums have one room?", {COFFEE}),
        ("Which museums have more than one room?", ALL - {COFFEE}),
        ("Which museums have two rooms?", {FAOUR, PEARL}),
        ("أي المتاحف فيه أكثر من غرفتين؟", {LIBRARY, SAADI}),
    ],
)
def test_a_number_beside_what_a_column_counts_is_a_limit(museums, question, rows):
    answer = museums.answer(question)
    assert named(answer) == rows, answer.answer
    assert len(answer.claims) == len(rows)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("أي المتاحف نسبة ترميمه أكثر من تسعين في المئة؟", {PEARL}),
        ("أي المتاحف نسبة ترميمها أكثر من ثمانين بالمئة؟", {COFFEE, FAOUR, PEARL}),
        ("أي المتاحف نسبة ترميمها أقل من خمسين بالمائة؟", {SAADI}),
        ("Which museums are more than eighty percent restored?", {COFFEE, FAOUR, PEARL}),
    ],
)
def test_a_percentage_in_words_is_not_a_hundred(museums, question, rows):
    assert named(museums.answer(question)) == rows


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [("تسعين في المئة", "ar", 90), ("ninety percent", "en", 90), ("two hundred", "en", 200)],
)
def test_the_hundred_of_a_percentage_is_no_part_of_the_number(query, text, language, value):
    question = query(f"{text}؟" if language == "ar" else f"which {text}?").question
    assert [n.value for n in question.numbers] == [value]


def test_the_year_of_the_heading_is_no_condition_and_another_one_is(museums):
    answer = museums.answer("كم متحفاً في الحي الشرقي في العام 2018؟")
    assert named(answer) == {COFFEE, FAOUR}
    other = museums.answer("كم متحفاً في الحي الشرقي في العام 2011؟")
    assert other.status is Status.NOT_FOUND
    assert "2011" in other.answer


def test_what_a_row_does_not_list_is_proven_by_its_whole_cell(museums):
    answer = museums.answer("أي المتاحف لا تعرض خناجر؟")
    assert named(answer) == {LIBRARY, PEARL, SAADI}
    assert [c.quote for c in answer.citations] == ["أجراس", "سجاد، عملات", "عملات"]
    assert "سجاد" not in answer.answer  # cited, and not told


def test_beside_a_group_the_cell_that_lacks_something_is_cited(museums):
    answer = museums.answer("أي متاحف الحي الشرقي لا تعرض أجراساً؟")
    assert [c.quote for c in answer.citations] == ["الحي الشرقي", "خناجر، سجاد"]


def test_a_row_of_a_group_is_cited_by_the_group_and_its_own_name(museums):
    answer = museums.answer("ما المتاحف في الحي الشرقي؟")
    assert {c.quote for c in answer.citations} == {"الحي الشرقي", COFFEE, FAOUR}


@pytest.mark.parametrize(
    "question",
    [
        "ما المتاحف التي لم يذكر لها حارس؟",
        "أي المتاحف لا حارس لها؟",
        "Which museums have no guard?",
        "For which museums is no guard given?",
    ],
)
def test_a_blank_cell_says_that_there_is_none(museums, question):
    assert named(museums.answer(question)) == {FAOUR, SAADI}


def test_a_blank_cell_of_a_named_row_is_not_stated(museums):
    answer = museums.answer("من حارس متحف فاعور؟")
    assert answer.refusal is Refusal.NOT_STATED
    assert FAOUR in answer.answer


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("من حارس متحف المكتبة؟", "مازن حلو"),
        ("Who is the guard of the library museum?", "مازن حلو"),
        ("ما نسبة ترميم متحف السعدي؟", "45%"),
        ("كم غرفة في متحف المكتبة؟", "3"),
        ("ما عدد غرف متحف المكتبة؟", "3"),
    ],
)
def test_a_column_is_asked_for_by_words_of_its_header(museums, question, quote):
    assert [c.quote for c in museums.answer(question).citations] == [quote]


def test_numbers_that_stand_alone_are_counted_by_the_words_of_their_header(museums):
    (view,) = museums.answering().tables
    rooms, restored = (c.index for c in view.table.columns if c.role.value == "number")
    assert "غرف" in view.unit_words[rooms]
    assert not view.unit_words[rooms] & view.unit_words[restored]


def test_a_group_printed_on_every_row_is_counted_once(museums):
    answer = museums.answer("أي حي فيه أكثر المتاحف؟")
    assert [c.quote for c in answer.citations] == ["الحي الغربي"]
    assert "3" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "ما غرف متحف المكتبة بالاسم؟",
        "أي غرف في متحف المكتبة؟",
        "Which rooms does the library museum have?",
        "كيف تزيد غرف متحف المكتبة؟",
        "How does the library museum get its rooms?",
    ],
)
def test_a_number_tells_neither_which_nor_how(museums, question):
    answer = museums.answer(question)
    assert answer.refusal is Refusal.NOT_STATED
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("What is the height of the Salt tower?", "62 m"),
        ("What year of founding does the Salt tower have?", "1877"),
        ("In which year was the Salt tower founded?", "1877"),
        ("How many windows does the Salt tower have?", "22 windows"),
    ],
)
def test_what_is_measured_is_told(towers, question, quote):
    assert [c.quote for c in towers.answer(question).citations] == [quote]


def test_which_they_are_is_not_told_by_how_many_there_are(towers):
    # The header says no "number of"; that they are counted is told by "22 windows".
    assert towers.answer("Which windows does the Salt tower have?").citations == ()


def test_what_a_thing_is_is_not_told_by_the_rows_that_have_it(museums):
    assert museums.answer("What are bells?").citations == ()
    assert named(museums.answer("Which museums show bells?")) == {COFFEE, LIBRARY}


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("What are bells?", True),
        ("Which museums have rooms?", False),  # a column is asked for
        ("List the museums with bells", False),
        ("How many museums have bells?", False),
    ],
)
def test_only_values_are_named(query, question, only):
    assert table_query.only_values(query(question)) is only


def test_a_comma_in_a_cell_parts_its_items(museums):
    assert named(museums.answer("أي المتاحف يعرض الخناجر؟")) == {COFFEE, FAOUR}


def test_a_cell_that_explains_a_word_answers_what_it_means(weavers):
    answer = weavers.answer("What does WVG stand for?")
    assert [c.quote for c in answer.citations] == ["WVG, the guild of the weavers"]
    assert "Northgate" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "What does Patience mean?",  # the cells say the word, and nothing of it
        "Why is there a guild of the weavers?",
        "What does QXT stand for?",
    ],
)
def test_a_cell_that_explains_nothing_is_no_answer(weavers, question):
    assert weavers.answer(question).citations == ()
