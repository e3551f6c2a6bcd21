"""Figures of two things that are told in prose, compared: in any language, of any document."""

import pytest

from qa.records import Status
from qa.words.language import LANGUAGES
from qa.writing.messages import message

FAIRS = """# معارض الزهور في وادي السدر

تقيم جمعية البستنة معارض الزهور منذ سنوات.

## المعارض

أقيم المعرض الأول للزهور في العام 2004 في الأردن. وحضره نحو ثمانين زائراً من سبع قرى. وباع البستانيون
ما حملوه كله.

وأقيم المعرض الثاني للزهور في العام 2007 في تونس، وشاركت فيه تسع قرى وحضره 65 زائراً. وكانت المجلة
رقم 12 قد كتبت عنه.

وأقيم المعرض الثالث للزهور في العام 2010 في المغرب، وحضره 65 زائراً.
"""

CROWDS = {
    "ar": "أي المعرضين حضره عدد أكبر من الزوار: الأول أم الثاني؟",
    "en": "Which had the larger audience, the first fair or the second?",
    "fr": "Quel salon a attiré plus de visiteurs, le premier ou le deuxième ?",
    "es": "¿Qué feria tuvo más visitantes, la primera o la segunda?",
    "ru": "На какой выставке было больше посетителей: на первой или на второй?",
    "zh": "第一届和第二届展会，哪一届的参观人数更多？",
}


@pytest.fixture(scope="module")
def fairs(library):
    return library(FAIRS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_an_order_are_compared_and_the_larger_comes_first(fairs, language):
    answer = fairs.answer(CROWDS[language])
    assert answer.status is Status.ANSWERED
    assert message("compare", language, 2) in answer.answer
    assert answer.answer.index("ثمانين") < answer.answer.index("65")
    assert all(citation.exact for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        ("Compare the 2004 fair with the one of 2007: how many villages took part?", "تسع", "سبع"),
        ("قارن بين معرض الأردن ومعرض تونس: كم قرية شاركت في كل منهما؟", "تسع قرى", "سبع قرى"),
        ("هل حضر معرض 2004 زوار أكثر من معرض 2010؟", "ثمانين زائراً", "65 زائراً"),
    ],
)
def test_years_and_countries_tell_what_is_compared(fairs, question, first, then):
    answer = fairs.answer(question).answer
    assert answer.index(first) < answer.index(then)


def test_equal_figures_are_said_to_be_equal(fairs):
    answer = fairs.answer("أي المعرضين كان عدد زواره أكبر: الثاني أم الثالث؟")
    assert answer.answer.startswith(message("same_number", "ar", 2))


def test_a_figure_that_only_one_of_them_has_is_not_made_up(fairs):
    answer = fairs.answer("في أي المعرضين شاركت قرى أكثر: الثاني أم الثالث؟")
    assert "تسع" not in answer.answer or answer.status is Status.NOT_FOUND


def test_the_number_of_an_issue_counts_nothing(fairs):
    assert "12" not in fairs.answer("How many visitors came to the second fair?").answer[:40]
