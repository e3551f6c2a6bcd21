"""Plain questions that used to be read wrongly: what they say by form is taken as it is meant."""

import pytest

from qa.reading.concepts import named_concept
from qa.reading.negation import still
from qa.reading.understand import understand
from qa.records import Status, Turn
from qa.words.language import detect, words_of
from qa.words.tokens import tokenize

WORKSHOP = """# The pottery workshop

The workshop burns clay from the river. The term "green ware" is used for pots that are dry and not
yet burnt.

## Ways of work

The workshop insists on quiet (in the sense of no radio and not in the sense of an absence of talk)
all day long. Working with wet clay in the sun is a mistake that may lead to cracks in the rim.

## Visits

Apprentices are best placed at the wheel. Visitors, by contrast, are best placed in the yard.
"""


@pytest.fixture(scope="module")
def workshop(library):
    return library(WORKSHOP)


def told(engine, question):
    answer = engine.answer(question)
    assert answer.status is Status.ANSWERED, answer.answer
    return answer.answer


def test_a_number_of_a_series_makes_no_question_spanish():
    assert detect("Report No. 12 title?") == "en"
    assert detect("¿No hay más?") == "es"


def test_a_word_in_quotation_marks_is_explained(workshop):
    assert "dry and not" in told(workshop, 'What is meant by "green ware" here?')


def test_not_an_absence_affirms(workshop):
    assert told(workshop, "Does quiet mean that there is no talk?").startswith("No.")


def test_what_leads_to_something_is_a_reason(workshop):
    assert "cracks in the rim" in told(workshop, "Why is it a mistake to work wet clay in the sun?")


def test_still_denies_nothing(engine):
    vocabulary = engine.answering().vocabulary
    assert not understand("أي مركز لا يزال قيد البناء؟", vocabulary).negated
    assert understand("أي مركز لا يعمل؟", vocabulary).negated


@pytest.mark.parametrize(("text", "positions"), [("لم يزل قائما", {0}), ("ما نزل المطر", set())])
def test_only_ceasing_is_still(text, positions):
    assert still(tokenize(text, "ar"), words_of("ar")) == positions


def test_names_that_share_a_word_are_both_meant(engine):
    vocabulary = engine.answering().vocabulary
    question = understand("ما العمليات التي تناقش الهجرة القسرية أو المختلطة؟", vocabulary)
    themes = [m for m in question.mentions if m.of_kind("theme")]
    assert len(themes) == 2 and not question.open


def test_an_acronym_with_the_stem_of_an_article_names_nothing(engine):
    vocabulary = engine.answering().vocabulary
    question = understand("Que fera la LEA en 2015 ?", vocabulary)
    [mention] = [m for m in question.mentions if m.of_kind("organisation")]
    assert " le " not in named_concept(question, mention, vocabulary).names["fr"]


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("Les pays peuvent-ils partir ?", True),
        ("Le secrétariat, à quoi sert-il ?", False),
        ("¿Recibe el foro a observadores?", True),
        ("¿Secretaría del foro?", False),
        ("Должны ли страны что-либо платить?", True),
    ],
)
def test_a_verb_before_its_subject_asks_whether(engine, question, yes_no):
    read = understand(question, engine.answering().vocabulary)
    assert read.has("yes_no") is yes_no
    assert not read.or_at


def test_rows_with_the_same_are_listed(museums):
    answer = museums.answer("ما المتاحف الأخرى في نفس حي متحف فاعور؟")
    assert "متحف القهوة القديمة" in answer.answer
    assert "متحف فاعور" not in answer.answer
    assert "متحف المكتبة" not in answer.answer


def test_two_limits_are_both_kept(museums):
    answer = museums.answer("ما المتاحف التي فيها أكثر من غرفة واحدة وأقل من 5 غرف؟")
    assert {"متحف فاعور", "متحف المكتبة", "متحف اللؤلؤ"} == {
        claim.text.split(":")[0] for claim in answer.claims
    }


def test_a_pronoun_means_what_the_question_names_itself(engine):
    earlier = (Turn("What is the role of the technical secretariat?"),)
    answer = engine.answer("And the steering group, what does it do?", history=earlier)
    assert "steering group" in answer.answer
    assert "technical secretariat" not in (answer.resolved or "")


def test_several_of_a_series_are_told_one_by_one(engine):
    answer = engine.answer("How many processes were there at the second and the fourth meeting?")
    assert answer.status is Status.ANSWERED
    assert "13" in answer.answer and "14" in answer.answer


def test_kinds_of_bodies_are_no_names(engine):
    answer = engine.answer("Which civil society organizations came?")
    assert answer.status is Status.NOT_FOUND and not answer.citations
