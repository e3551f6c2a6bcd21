"""Questions that the brochure nearly answers: what is missing is told by its form or its name."""

import pytest

from qa.reading.understand import understand
from qa.records import Status
from qa.words.countries import countries
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    "question",
    [
        "In what month did the Botswana meeting take place?",
        "في أي شهر انعقد الاجتماع الثالث؟",
        "What is the phone number of the Bali Process support office?",
        "What is ICMPD's website?",
        "In which town is UNHCR based?",
        "Where is UNHCR headquartered?",
        "أين مقر مفوضية اللاجئين؟",
        "¿Dónde tiene su sede el ACNUR?",
        "Где расположено УВКБ ООН?",
        "How many officials came to the first global meeting?",
        "Does France take part in the 5+5 Dialogue?",
        "هل تشارك ألمانيا في عملية بودابست؟",
        "泰国主办了第三次全球会议吗？",
        "In which year did Thailand organise the third global meeting?",
        "لماذا رفضت بوتسوانا استضافة الاجتماع العالمي الثالث؟",
        "Why are the processes legally binding on governments?",
    ],
)
def test_what_is_not_said_is_refused_and_cites_nothing(engine, question):
    answer = engine.answer(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations
    assert answer.nearest


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In which month will the fifth global meeting take place?", "October"),
        ("In which city will the fifth global meeting take place?", "Cairo"),
        ("How many people attended the second global meeting?", "sixty"),
        ("Did Botswana host the third global meeting?", "Yes."),
        ("من أي بلد هي الحكومة التي استضافت الاجتماع العالمي الثالث؟", "بوتسوانا"),
    ],
)
def test_what_is_said_in_the_form_asked_for_is_answered(engine, question, said):
    assert said in engine.answer(question).answer


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Did Spain or the Republic of Peru take part?", "en", {"ES", "PE"}),
        ("هل شاركت ألمانيا أو المغرب؟", "ar", {"DE", "MA"}),
        ("دعم مالي من الحكومة", "ar", set()),
        ("участие Германии", "ru", {"DE"}),
        ("德国和法国", "zh", {"DE", "FR"}),
    ],
)
def test_countries_are_known_in_every_language(text, language, found):
    assert set(countries(tokenize(text, language), language).values()) == found


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Once the meetings are over, must States change their laws?", "No."),
        ("是否大多数进程与正式机构有正式联系？", "否。"),
        ("大多数进程与正式机构有正式联系吗？", "否。"),
        ("هل يفاوض المشاركون باسم مواقف وطنية؟", "لا."),
    ],
)
def test_yes_or_no_comes_first_and_is_right(engine, question, first):
    assert engine.answer(question).answer.startswith(first)


def test_a_request_is_no_yes_or_no_question(engine):
    vocabulary = engine.answering().vocabulary
    assert not understand("Could you tell me which processes are in Asia?", vocabulary).has(
        "yes_no"
    )
    assert understand("Could a process be concluded?", vocabulary).has("yes_no")


def test_words_of_another_latin_language_are_no_names(engine):
    vocabulary = engine.answering().vocabulary
    assert not understand("They pay attention.", vocabulary).mentions  # "pays" is French
    assert understand("combien de pays ?", vocabulary).mentions


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué organismos prestan apoyo a los procesos, además de la OIM?",
        "Quels organismes appuient les processus, en dehors de l'OIM ?",
    ],
)
def test_others_that_do_the_same_are_named(engine, question):
    quotes = " ".join(citation.quote for citation in engine.answer(question).citations)
    assert "المفوضية السامية" in quotes


def test_another_place_is_no_second_one(engine):
    answer = engine.answer("هل تتخذ القرارات الإستراتيجية في الجلسات الوزارية أم في مكان ثاني؟")
    assert answer.status is Status.ANSWERED
