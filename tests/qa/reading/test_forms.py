"""What is asked for by its form: an office, a beginning, a sum, a span of time, a group."""

from dataclasses import replace

import pytest

from corpus.records import Unit
from qa.prose.answer_type import counts
from qa.reading.forms import lacks_form
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.records import Status
from qa.words.glosses import glossed
from qa.words.language import LANGUAGES, words_of
from qa.words.tokens import tokenize


@pytest.fixture(scope="module")
def vocabulary():
    """Of no document at all: forms are told by the words of the languages."""
    return Vocabulary((), {})


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("Who is the director of the choir?",
         "The director, Runa Vik, has led the choir since spring.",
         "The choir sings in the old barn every Thursday."),
        ("من هو مدير الجوقة؟",
         "يقود المديرُ نزار عون الجوقة منذ الربيع.",
         "تغني الجوقة في الحظيرة القديمة."),
        ("When was the choir founded?",
         "The choir was founded in 1952 by two sisters.",
         "In 1952 the choir bought a piano."),
        ("متى تأسست الجوقة؟",
         "تأسست الجوقة في العام 1952.",
         "اشترت الجوقة بيانو في العام 1952."),
        ("How much money did the piano cost?",
         "For the piano the choir paid 900 dollars.",
         "The piano was tuned 900 times."),
        ("كم دولاراً كلف البيانو؟",
         "دفعت الجوقة ثمن البيانو 900 دولار.",
         "عزف على البيانو 900 مرة."),
        ("How many weeks do the rehearsals take?",
         "They rehearse for six weeks.",
         "Six singers rehearse."),
        ("كم أسبوعاً تستمر التدريبات؟",
         "تستمر التدريبات ستة أسابيع.",
         "يتدرب ستة مغنين."),
        ("How many children sing in the choir?",
         "Eleven children sing in it.",
         "Eleven altos sing in it."),
        ("كم طفلاً يغني في الجوقة؟",
         "يغني فيها أحد عشر طفلاً.",
         "تغني فيها إحدى عشرة فرقة."),
        ("¿Quién es la directora del coro?",
         "La directora del coro se llama Runa Vik.",
         "El coro canta los jueves."),
        ("Кто директор хора?",
         "Директор хора, Руна Вик, живёт рядом.",
         "Хор поёт по четвергам."),
        ("Quand la chorale a-t-elle été fondée ?",
         "La chorale a été fondée en 1952.",
         "En 1952 la chorale acheta un piano."),
    ],
)  # fmt: skip
def test_a_text_without_the_form_is_no_answer(vocabulary, question, has, lacks):
    asked = understand(question, vocabulary)
    code = asked.language
    assert not lacks_form(asked, [{code: has}], vocabulary)
    assert lacks_form(asked, [{code: lacks}], vocabulary)
    assert not lacks_form(asked, [{code: lacks}, {code: has}], vocabulary)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which director conducted the choir?", "The choir sings on Thursdays."),  # not who
        ("What was founded by two sisters?", "The choir sings on Thursdays."),  # not when
        ("Where do the children sing?", "They sing in the barn."),  # not how many
        ("How many songs do the children sing?", "They sing forty songs."),  # the songs are counted
    ],
)
def test_a_word_alone_asks_for_no_form(vocabulary, question, text):
    assert not lacks_form(understand(question, vocabulary), [{"en": text}], vocabulary)


@pytest.mark.parametrize("kind", ["role", "founded", "money", "currency", "duration", "group"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_form(language, kind):
    assert words_of(language).asks[kind]._runs


def test_a_form_may_stand_in_any_language_of_the_text(vocabulary):
    asked = understand("When was the choir founded?", vocabulary)
    assert not lacks_form(asked, [{"ar": "تأسست الجوقة في العام 1952."}], vocabulary)


@pytest.mark.parametrize(
    "question",
    [
        "من رئيس الاتحاد؟",
        "Who is the director of the federation?",
        "كم امرأة حضرت المهرجان الثاني؟",
        "متى تأسست اللجنة؟",
    ],
)
def test_sentences_near_by_that_lack_the_form_are_refused(kites, question):
    answer = kites.answer(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("متى تأسس الاتحاد؟", "1994"),
        ("كم كلف المهرجان الثاني؟", "تسعة آلاف درهم"),
        ("كم يوماً يستمر المهرجان؟", "ثلاثة أيام"),
    ],
)
def test_sentences_with_the_form_answer(kites, question, said):
    assert said in kites.answer(question).answer


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("There are nine wheels in the shed.", True),
        ("Nine percent of the wheels are old.", False),  # a share counts nothing
        ("The wheels were bought in 1954.", False),
    ],
)
def test_a_number_beside_the_thing_counts_it(vocabulary, text, counted):
    asked = understand("How many wheels are there?", vocabulary)
    assert counts(asked, Unit("u", (), {"en": text})) is counted


def test_of_translations_only_the_thing_itself_is_counted(vocabulary):
    asked = understand("How many bells does the museum have?", vocabulary)
    tokens = glossed(asked.tokens, "en")
    asked = replace(asked, tokens=tokens)
    assert counts(asked, Unit("u", (), {"ar": "في المتحف سبعة أجراس."}))
    assert not counts(asked, Unit("u", (), {"ar": "فتح سبعة متاحف جديدة."}))


def test_a_place_in_an_order_may_be_said_by_its_number():
    english = words_of("en")
    places = english.places(tokenize("Number three is old, wheel three is not, the third is new"))
    assert sorted(places.values()) == [3, 3]
    assert english.places(tokenize("number twelve")) == {1: 12}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the last meeting", {1: -1}),
        ("Last of all", {0: -1}),
        ("How long did the concert last?", {}),
        ("concerts last two hours", {}),
    ],
)
def test_to_last_is_no_place_in_an_order(text, found):
    assert words_of("en").places(tokenize(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("افتتح المعرض في تشرين الأول 2015", {}),
        ("افتتح المعرض الأول في تشرين الثاني", {2: 1}),
        ("في كانون الثاني", {}),
    ],
)
def test_a_month_with_a_number_in_its_name_is_no_place_in_an_order(text, found):
    assert words_of("ar").places(tokenize(text, "ar")) == found


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who hosted the inaugural fair?", "en"),
        ("Qui a accueilli la foire inaugurale ?", "fr"),
        ("¿Quién acogió la feria inaugural?", "es"),
        ("من استضاف المعرض الافتتاحي؟", "ar"),
    ],
)
def test_the_inaugural_one_is_the_first(question, language):
    assert set(words_of(language).places(tokenize(question, language)).values()) == {1}
