"""What is asked for by name is not told by how many there are, nor by when it was."""

import pytest

from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.records import Status
from qa.refusing.unnamed import lacks_country

ORCHARD = """# تقرير بستان العنبر

يملك البستان السيد وائل الجوهري، ويعمل فيه ثلاثون عاملاً في الموسم.

## التصدير

تُباع ثمار البستان في أربع مدن. ويُشحن التفاح إلى ستة بلدان. أما الإجاص فيُشحن إلى مصر وحدها.

## الآلات

بيعت آلة العصر القديمة في تشرين الأول 2021 بعد عطل طويل.

## المشتل

افتُتح المشتل الجديد في 14 أبريل. ويُسقى المشتل أربع مرات في الأسبوع من النهر.
"""


@pytest.fixture(scope="module")
def orchard(library):
    return library(ORCHARD)


@pytest.mark.parametrize(
    "question",
    [
        "ما المدن الأربع التي تُباع فيها ثمار البستان؟",
        "إلى أي البلدان يُشحن التفاح؟ اذكر أسماءها.",
        "من اشترى آلة العصر القديمة؟",
        "إلى أي بلد بيعت آلة العصر القديمة؟",
        "في أي يوم بيعت آلة العصر القديمة؟",
        "كم شجرة تُسقى في المشتل؟",
    ],
)
def test_what_is_only_counted_or_dated_is_not_named(orchard, question):
    answer = orchard.answer(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("إلى أي بلد يُشحن الإجاص؟", "مصر"),
        ("من يملك البستان؟", "وائل الجوهري"),
        ("في أي شهر بيعت آلة العصر القديمة؟", "تشرين الأول"),
        ("متى افتُتح المشتل الجديد؟", "14 أبريل"),
        ("في أي يوم افتُتح المشتل الجديد؟", "14 أبريل"),
        ("كم مرة يُسقى المشتل في الأسبوع؟", "أربع مرات"),
        ("كم مدينة تُباع فيها ثمار البستان؟", "أربع مدن"),
    ],
)
def test_what_is_named_or_dated_is_told(orchard, question, said):
    assert said in orchard.answer(question).answer


def test_which_and_how_many_begin_no_name(library):
    museums = library(
        "# متاحف\n\n| المتحف | سنة الافتتاح |\n|---|---|\n| متحف الفخار | 1990 |\n"
        "| متحف اللؤلؤ | 2004 |\n| متحف القهوة | 2011 |\n"
    )
    answer = museums.answer("كم متحفاً دُشّن بعد عام 2000؟")
    assert "لا تذكر الوثائق" not in answer.answer


def test_a_capital_after_a_full_stop_makes_no_name(engine):
    answer = engine.answer("I heard that the processes are binding on states. Right?")
    assert "Right" not in answer.answer


@pytest.mark.parametrize(
    ("question", "told", "lacks"),
    [
        ("Какие государства изменили законы?", "Законы изменились.", True),
        ("Какие государства изменили законы?", "Законы изменила Италия.", False),
        ("Что государства сделали с законами?", "Законы изменились.", False),
    ],
)
def test_only_which_country_asks_for_one(question, told, lacks):
    vocabulary = Vocabulary((), {})
    asked = understand(question, vocabulary)
    assert lacks_country(asked, [{asked.language: told}], vocabulary) is lacks


def test_a_name_that_begins_like_a_country_is_none(engine):
    answer = engine.answer("哪些国际组织为这些进程提供支持？")
    assert answer.status is not Status.NOT_FOUND, answer.answer
