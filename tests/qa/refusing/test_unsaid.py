"""What is asked for by a word that the nearest sentence says nothing near to is refused."""

import pytest

from qa.records import Refusal, Status

QUARRY = """# The quarry of Brenna

The quarry belongs to the parish. The stone cutters obey the rules of the parish about the water of
the quarry. The spring market took place in the village of Tolm in 1911, and the winter market took
place in the village of Arne in 1930. The mill closed because the river fell dry.
"""


@pytest.fixture(scope="module")
def quarry(library):
    return library(QUARRY)


@pytest.mark.parametrize(
    "question",
    [
        "Why did they prefer Arne to other places?",
        "What is the yearly budget of the quarry?",
        "What's the salary of the stone cutters?",
    ],
)
def test_what_no_sentence_says_is_refused(quarry, question):
    answer = quarry.answer(question)
    assert answer.status is Status.NOT_FOUND, answer.answer
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did the mill close?", "river fell dry"),
        ("Whom do the stone cutters obey, as opposed to the millers?", "rules of the parish"),
        ("Where did the market of 1911 take place?", "Tolm"),
    ],
)
def test_what_a_sentence_says_is_told(quarry, question, said):
    assert said in quarry.answer(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Why did Oman give up hosting the first kite festival?",
        "Pourquoi Oman a-t-il renoncé à accueillir le premier festival ?",
        "¿Por qué renunció Omán a organizar el primer festival?",
        "Почему Оман отказался принимать первый фестиваль?",
        "阿曼为什么放弃主办第一届节日？",
        "لماذا تخلت عُمان عن استضافة المهرجان الأول؟",
    ],
)
def test_nobody_gave_up_what_the_text_says_they_did(kites, question):
    assert kites.answer(question).refusal is Refusal.FALSE_PREMISE


@pytest.mark.parametrize(
    "question",
    ["On which day was the second kite festival held?", "في أي يوم أقيم المهرجان الثاني؟"],
)
def test_a_year_is_no_day(kites, question):
    assert kites.answer(question).status is Status.NOT_FOUND


def test_a_name_behind_a_preposition_is_a_strangers_as_well(museums):
    answer = museums.answer("من يقوم بالحراسة لمتحف المنارة؟")
    assert answer.refusal is Refusal.NO_SUCH_ENTITY


FAIRS = """# معارض الخزف

أقيم المعرض الأول في العام 2005 بدعوة من نقابة الخزافين. وأقيم المعرض الثاني في العام 2009 في
بلدة تالة. ويقام المعرض الثالث في تشرين الأول 2015 في مدينة صفاقس.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("من دعا إلى المعرض الأول؟", "نقابة الخزافين"),
        ("متى يقام المعرض الثالث؟", "2015"),
    ],
)
def test_the_one_asked_for_comes_first_though_october_has_a_number(library, question, said):
    assert said in library(FAIRS).answer(question).answer


def test_where_a_date_is_told_no_other_sentence_is(library):
    answer = library(FAIRS).answer("متى أقيم المعرض الثاني؟")
    assert len(answer.citations) == 1
    assert "2009" in answer.answer
