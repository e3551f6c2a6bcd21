"""A document in Arabic alone, asked in English and in Arabic: reasons, dates, names, amounts."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.records import Refusal, Status
from qa.settings import Settings

BAKERIES = """# اتحاد مخابز السفح: تقرير الموسم

## عن الاتحاد

وُقّع عقد الاتحاد التأسيسي في ٩ مارس ٢٠٠٤ في بلدة القنطرة، وهو تجمّع للمخابز الريفية.
والفرن المتنقل عربة صغيرة تحمل الخبز إلى المراعي في أيام الشتاء.
ويحظر على المخابز بيع العجين المجمّد للفنادق.

## الموسم

تراجع إنتاج الخبز الأسمر في الخريف إلى النصف. ويرجع ذلك إلى انقطاع الكهرباء عن المطاحن.
وبلغ عدد حاملي دفتر الخبز 3,200 مشترك في آخر الموسم.
ورُفعت رسوم الطحن في الشتاء. وتقام سوق الكعك في ساحة البلدة.

## المخابز

| المخبز | عدد الدورات | موعد الدورة الأولى | المدرّب |
|---|---|---|---|
| مخبز الريحان | 4 | شهران | سالم رضا |
| مخبز الزعتر | 2 | 7 أشهر | لا يوجد |
| مخبز السمسم | 6 | 3 أشهر | |
| مخبز اليانسون | 3 | 5 أشهر | هدى ناصر |
"""


@pytest.fixture(scope="module")
def bakeries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bakeries")
    (folder / "bakeries.md").write_text(BAKERIES, "utf8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / "bakeries.md", settings.library)
    return Engine.open(settings)


@pytest.mark.parametrize(
    "question",
    ["Why did the production of brown bread fall in autumn?", "لماذا تراجع إنتاج الخبز الأسمر؟"],
)
def test_a_reason_is_told_from_the_sentence_after(bakeries, question):
    assert "انقطاع الكهرباء" in bakeries.answer(question).answer


def test_a_reason_that_nothing_gives_is_refused(bakeries):
    assert bakeries.answer("Why is the cake market held in the square?").citations == ()


@pytest.mark.parametrize(
    "question", ["When was the founding contract of the union signed?", "متى وُقّع عقد الاتحاد؟"]
)
def test_years_in_arabic_digits_are_dates(bakeries, question):
    assert "٩ مارس ٢٠٠٤" in bakeries.answer(question).answer


def test_words_in_quotation_marks_are_what_is_asked_about(bakeries):
    answer = bakeries.answer('What does the report mean by a "mobile oven"?')
    assert "عربة صغيرة" in answer.answer


def test_subscribers_are_people(bakeries):
    answer = bakeries.answer("How many people held a bread book at the end of the season?")
    assert "3,200" in answer.answer


def test_an_amount_in_a_currency_needs_one_in_the_text(bakeries):
    assert bakeries.answer("What is the milling fee, in dinars?").citations == ()


def test_a_name_that_nothing_sounds_like_is_in_no_row(bakeries):
    answer = bakeries.answer("Who is the trainer of the Qortuba Bakery?")
    assert answer.refusal is Refusal.NO_SUCH_ENTITY
    assert "Qortuba Bakery" in answer.answer


def test_what_is_counted_is_no_beginning_of_a_name(bakeries):
    answer = bakeries.answer("كم دورة تقيمها المخابز إذا جمعنا دورات المخابز كلها؟")
    assert answer.refusal is not Refusal.NO_SUCH_ENTITY


@pytest.mark.parametrize(
    "question",
    ["ما موعد الدورة الأولى في مخبز السمسم؟", "When is the first course at Simsim bakery?"],
)
def test_the_header_that_says_more_of_the_question_wins(bakeries, question):
    answer = bakeries.answer(question)
    assert answer.status is Status.ANSWERED
    assert "3 أشهر" in answer.answer


def test_a_cell_that_says_none_gives_nothing(bakeries):
    answer = bakeries.answer("For which bakeries is no trainer given?")
    assert "الزعتر" in answer.answer
    assert "السمسم" in answer.answer
    assert "الريحان" not in answer.answer


def test_what_is_prohibited_is_not_allowed(bakeries):
    answer = bakeries.answer("Are bakeries allowed to sell frozen dough to hotels?")
    assert "No. " in answer.answer


def test_what_stands_out_in_meaning_needs_few_words(bakeries):
    answer = bakeries.answer("What caused the drop in brown bread?")
    assert "انقطاع الكهرباء" in answer.answer


def test_few_shared_words_and_a_near_meaning_are_on_topic(bakeries):
    answer = bakeries.answer("هل يُسمح للخبازين ببيع عجين مجمّد إلى النُزُل؟")
    assert answer.refusal is not Refusal.OFF_TOPIC
