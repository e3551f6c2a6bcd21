"""What the documents contradict is corrected, and what they lack is named, in every language."""

import pytest

from qa.records import Refusal, Status
from qa.words.language import LANGUAGES
from qa.writing.messages import message

CHILE, OMAN = "تشيلي المهرجان الثاني", "عُمان المهرجان الأول"

MISJOINED = {
    "ar": "هل استضافت تشيلي المهرجان الأول؟",
    "en": "When did Chile host the first kite festival?",
    "fr": "Le Chili a-t-il accueilli le premier festival ?",
    "es": "¿Acogió Chile el primer festival?",
    "ru": "Принимала ли Чили первый фестиваль?",
    "zh": "智利主办了第一届节日吗？",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_names_that_do_not_belong_together_are_each_told_with_the_right_one(kites, language):
    answer = kites.answer(MISJOINED[language])
    assert answer.refusal is Refusal.FALSE_PREMISE
    assert answer.status is Status.NOT_FOUND
    before = message("false_premise", language, text="\0").partition("\0")[0]
    assert answer.answer.startswith(before)
    assert answer.language == language
    assert CHILE in answer.answer
    assert OMAN in answer.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_cites_nothing_and_offers_both_sentences(kites, language):
    answer = kites.answer(MISJOINED[language])
    assert answer.claims == answer.citations == ()
    assert len(answer.nearest) == 2
    (document,) = kites.documents.values()
    for near, held in zip(answer.nearest, (CHILE, OMAN), strict=True):
        quoted = " ".join(span.of(document.text) for span in near.spans)
        assert near.quote == quoted
        assert held in near.quote
        assert near.section == "اتحاد الطائرات الورقية › المهرجانات"


def test_the_wording_differs_by_language():
    said = {message("false_premise", code, text="x") for code in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all("x" in text for text in said)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("لماذا رفضت عُمان استضافة المهرجان الأول؟", OMAN),  # nobody declined anything
        ("لماذا تفرض رسوم على الهواة؟", "ولا تفرض"),  # why is it so, when it is not so?
        ("Why are fees imposed on kite flyers who join?", "ولا تفرض"),
        ("Did Oman host the first kite festival in 2013?", "2009"),
    ],
)
def test_what_is_denied_is_corrected_by_the_sentence_itself(kites, question, told):
    answer = kites.answer(question)
    assert answer.refusal is Refusal.FALSE_PREMISE
    assert told in answer.answer
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("هل استضافت تشيلي المهرجان الثاني؟", CHILE),
        ("هل استضافت عُمان المهرجان الأول؟", OMAN),
        ("Did Chile host the second kite festival?", CHILE),
        ("Who hosted the first kite festival?", OMAN),
    ],
)
def test_what_belongs_together_is_answered(kites, question, told):
    answer = kites.answer(question)
    assert answer.status is Status.ANSWERED
    assert any(told in citation.quote for citation in answer.citations)


def test_two_that_are_compared_need_not_belong_together(kites):
    question = "هل استضافت تشيلي أو عُمان المهرجان الأول؟"
    assert kites.answer(question).refusal is not Refusal.FALSE_PREMISE


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("When was the sixth kite festival held?", "en", "sixth"),
        ("متى انعقد المهرجان السادس للطائرات الورقية؟", "ar", "السادس"),
        ("Did Germany host the second kite festival?", "en", "Germany"),
        ("Did the USA host the second kite festival?", "en", "United States"),
        ("L'Allemagne a-t-elle accueilli le deuxième festival ?", "fr", "Allemagne"),
        ("¿Acogió Alemania el segundo festival?", "es", "Alemania"),
        ("هل استضافت ألمانيا المهرجان الثاني؟", "ar", "ألمانيا"),
        ("德国主办了第二届节日吗？", "zh", "德国"),
        # A city, in a script that has no capitals to tell it by.
        ("متى استضافت نيروبي المهرجان الثاني؟", "ar", "نيروبي"),
        ("Was the second kite festival held in 2017?", "en", "2017"),
    ],
)
def test_what_the_evidence_lacks_is_named(kites, question, language, name):
    answer = kites.answer(question)
    assert answer.refusal is Refusal.NOT_STATED
    assert answer.answer.startswith(message("nothing_of", language, name=name))
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("When does the mill train its nine apprentices?", "no_date"),
        ("How many times did the wheel stop?", "no_number"),
    ],
)
def test_a_date_or_number_that_is_missing_is_said_so(mill, question, key):
    assert mill.answer(question).answer.startswith(message(key, "en"))


def test_a_number_in_words_of_another_language_is_one(kites):
    answer = kites.answer("How many days does every festival last?")
    assert [c.quote for c in answer.citations] == ["ويستمر كل مهرجان ثلاثة أيام."]
