"""What kind of thing a sentence holds, in documents that no glossary prepares."""

import pytest

from corpus.records import Unit
from qa.prose.answer_type import answer_type
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.words.language import LANGUAGES, words_of
from qa.words.tokens import tokenize

MILL = """# مطحنة الوادي

افتُتحت ورشة النجارة في المطحنة في 12 أبريل، وصار فيها ستة عمال. وتصنع الورشة الصناديق والأبواب.

أسس المطحنة السيد نعمان الرفاعي لأن أهل الوادي كانوا يحملون قمحهم إلى المدينة. ويبيع دكان المطحنة
الطحين والنخالة كل صباح. ويُغلق الدكان يوم الجمعة لأن العمال يستريحون فيه.

يقع مخزن الحبوب في الطابق الأرضي من البناية الحجرية. ويُنظّف مخزن الحبوب كل أسبوع.
"""


@pytest.fixture(scope="module")
def mill(library):
    return library(MILL)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("متى افتتح المعرض؟", "افتُتح المعرض في ٨ يونيو.", 1.0),
        ("When did the fair open?", "The fair opened on 8 June.", 1.0),
        ("متى افتتح المعرض؟", "المعرض كبير.", 0.0),
        ("من صاحب الفكرة؟", "اقترحها السيد نعمان الرفاعي.", 1.0),
        ("من صاحب الفكرة؟", "الفكرة قديمة.", 0.3),
        ("أين المكتب؟", "المكتب في الطابق الثاني.", 1.0),
        ("أين المكتب؟", "المكتب صغير.", 0.3),
    ],
)
def test_the_kind_that_is_asked_for_is_known_by_words(question, text, value):
    vocabulary = Vocabulary((), {})
    language = "ar" if any("\u0600" <= c <= "\u06ff" for c in text) else "en"
    unit = Unit(id="u", spans=(), views={language: text})
    assert answer_type(understand(question, vocabulary), unit, vocabulary) == value


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("متى بدأت ورشة النجارة عملها؟", "12 أبريل"),
        ("في أي أشهر افتُتحت ورشة النجارة؟", "12 أبريل"),
        ("من الذي أسس المطحنة؟", "نعمان الرفاعي"),
        ("أين أجد مخزن الحبوب؟", "الطابق الأرضي"),
        ("ما الذي يجعل الدكان يغلق يوم الجمعة؟", "يستريحون"),
    ],
)
def test_dates_people_and_places_are_told(mill, question, said):
    assert said in mill.answer(question).answer


CAUSES = {
    "ar": "ما الذي أدى إلى إغلاق الدكان؟",
    "en": "What led the mill to close its shop?",
    "fr": "Qu'est-ce qui a poussé le moulin à fermer sa boutique ?",
    "es": "¿Qué llevó al molino a cerrar su tienda?",
    "ru": "Что привело к закрытию лавки?",
    "zh": "什么导致商店关门？",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_led_to_a_thing_asks_for_the_reason(language):
    assert understand(CAUSES[language], Vocabulary((), {}), language).has("why")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["place", "titled"])
def test_every_language_has_words_for_places_and_titles(language, kind):
    text = {"place": PLACES, "titled": TITLES}[kind][language]
    assert words_of(language).asks[kind].positions(tokenize(text, language))


PLACES = {"ar": "في الشارع الكبير", "en": "in the high street", "fr": "dans la rue haute",
          "es": "en la calle mayor", "ru": "на главной площади", "zh": "在大街上"}  # fmt: skip
TITLES = {"ar": "السيدة هناء", "en": "Mrs Vik", "fr": "Madame Vik",
          "es": "la señora Vik", "ru": "госпожа Вик", "zh": "王先生"}  # fmt: skip
