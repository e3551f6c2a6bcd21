"""What kind of thing a sentence holds, in documents that no glossary prepares."""

import pytest

from corpus.records import Unit
from qa.prose.answer_type import answer_type
from qa.prose.denying import negates
from qa.reading.forms import lacks_form
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.words.language import LANGUAGES, words_of
from qa.words.tokens import tokenize
from qa.words.values import names_day

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


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("It opened on 8 June.", "en", True),
        ("It opens every Monday.", "en", True),
        ("It opened in June 2020.", "en", False),
        ("افتُتح في ٨ يونيو", "ar", True),
        ("افتُتح في يونيو 2020", "ar", False),
        ("Ouvert le 3 mai", "fr", True),
        ("Abrió el 3 de mayo", "es", True),
        ("Открыт 3 мая", "ru", True),
        ("2020年6月开业", "zh", False),
        ("6月8日开业", "zh", True),
    ],
)
def test_a_day_is_known_by_its_date_or_its_name(text, language, named):
    assert names_day(text, language) == named


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("On which day is the fair held?", "The fair is held on 4 May.", "It is held in May."),
        ("في أي يوم يبدأ المعرض؟", "يبدأ المعرض في 4 مايو.", "يبدأ المعرض في مايو."),
    ],
)
def test_a_day_is_seen_by_its_form(question, has, lacks):
    vocabulary = Vocabulary((), {})
    asked = understand(question, vocabulary)
    assert not lacks_form(asked, [{asked.language: has}], vocabulary)
    assert lacks_form(asked, [{asked.language: lacks}], vocabulary)


ONCE = {
    "ar": ("هل نوقش الأمر مرة واحدة؟", "نوقش الأمر في كل الجلسات."),
    "en": ("Was it discussed only once?", "It was discussed at every session."),
    "fr": ("Est-ce qu'on en a parlé une seule fois ?", "On en a parlé à chaque séance."),
    "es": ("¿Se trató una sola vez?", "Se trató en todas las sesiones."),
    "ru": ("Обсуждали ли это только раз?", "Это обсуждали на всех заседаниях."),
    "zh": ("这件事只有一次讨论吗？", "每次会议都讨论这件事。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_once_is_denied_by_every_time(language):
    question, told = ONCE[language]
    unit = Unit(id="u", spans=(), views={language: told})
    assert negates(understand(question, Vocabulary((), {}), language), unit)


FORBIDDEN = {
    "ar": ("هل يمكنني إيقاف الدراجة في الساحة؟", "يُحظر إيقاف الدراجات في الساحة."),
    "en": ("May I park a bicycle in the yard?", "Parking in the yard is prohibited."),
    "fr": ("Est-ce que je peux garer un vélo ?", "Il est interdit de garer un vélo ici."),
    "es": ("¿Puede uno aparcar en el patio?", "Está prohibido aparcar en el patio."),
    "ru": ("Можно ли парковать велосипед?", "Парковать велосипед запрещено."),
    "zh": ("院子里可以停车吗？", "院子里禁止停车。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_forbidden_may_not_be_done(language):
    question, told = FORBIDDEN[language]
    unit = Unit(id="u", spans=(), views={language: told})
    assert negates(understand(question, Vocabulary((), {}), language), unit)


def test_who_asks_whether_it_is_forbidden_is_told_yes():
    unit = Unit(id="u", spans=(), views={"en": "Parking in the yard is prohibited."})
    question = understand("Is parking in the yard prohibited?", Vocabulary((), {}))
    assert not negates(question, unit)


def test_yes_or_no_stands_before_the_note_that_there_is_no_translation(mill):
    answer = mill.answer("Does the mill sell flour?").answer
    assert answer.startswith("Yes. There is no translation of this document")
