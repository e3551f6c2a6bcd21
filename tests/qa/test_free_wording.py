"""Prose questions in words of the asker's own: what is there is found, what isn't is refused."""

import pytest

from qa.prose.denying import negates, takes_for_granted
from qa.prose.short import numbers_beside
from qa.reading.understand import understand
from qa.records import Refusal, Status, Turn
from qa.words.language import words_of
from qa.words.polarity import opposed
from qa.words.tokens import tokenize

CHOIRS = """# The choirs of the Brenna valley

The choirs meet in the parish barn. The rehearsals are recurring evenings, and they are free of
charge.

## Festivals

The first festival of the choirs took place in 1988 in the barn. It was attended by forty guests
from six villages, and prizes were awarded for the best songs.

The second festival of the choirs took place in 1992. Ilse Marten hosted it, and the guests would
not have found the barn if the road had not been repaired.

The songs of the festivals are printed in song book No. 31, which can be borrowed.
"""


@pytest.fixture(scope="module")
def choirs(library):
    return library(CHOIRS)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote song book No. 31?",
        "How many of the guests at the first festival were women?",
        "Which prizes did the second festival award?",
        "Who presided over the second festival?",
        "How many song books can be borrowed?",
    ],
)
def test_what_a_sentence_nearly_says_is_refused(choirs, question):
    assert choirs.answer(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Are the rehearsals a one-off?", "No."),
        ("So are the rehearsals recurring?", "Yes."),
        ("Which festival was in 1992?", "second festival"),
        ("How many people came to the first festival?", "forty guests"),
    ],
)
def test_what_is_said_otherwise_is_answered(choirs, question, said):
    assert said in choirs.answer(question).answer


def test_a_definite_noun_takes_up_what_the_last_question_told_by_its_place(choirs):
    turns = [Turn("When did the second festival take place?")]
    assert "Ilse Marten" in choirs.answer("Who hosted the festival?", history=turns).answer
    assert "second" in choirs.answer("Who hosted the festival?", history=turns).resolved


def test_what_is_only_supposed_is_not_denied(choirs):
    vocabulary = choirs.answering().vocabulary
    question = understand("Why could the guests find the barn?", vocabulary)
    (unit,) = (
        unit
        for passage in choirs.answering().passages.values()
        for unit in passage.units
        if "Ilse Marten" in next(iter(unit.views.values()))
    )
    assert not takes_for_granted(question, unit)
    assert not negates(understand("Did the guests find the barn?", vocabulary), unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Will it last?", None),
        ("How long is the choir likely to last?", None),
        ("Who came to the last rehearsal?", -1),
    ],
)
def test_to_last_is_no_place_in_an_order(text, value):
    assert next(iter(words_of("en").places(tokenize(text, "en")).values()), None) == value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "see volume 12 guests"),
        ("fr", "voir le numéro 12 invités"),
        ("es", "véase la página 12 invitados"),
        ("ru", "см. том 12 гостей"),
        ("zh", "第12客人"),
        ("ar", "انظر المجلد 12 ضيفا"),
    ],
)
def test_labels_count_nothing_in_any_language(language, text):
    tokens = tokenize(text, language)
    assert not numbers_beside(tokens, {len(tokens) - 1}, language)
    number = next(i for i, token in enumerate(tokens) if token.word == "12")
    assert numbers_beside(tokens[number:], {1}, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Is it a one-off fair?", "The fairs are recurring.", "en"),
        ("هل هو سوق لمرة واحدة؟", "وهو سوق متواصل.", "ar"),
    ],
)
def test_words_that_say_the_contrary_oppose(one, other, language):
    assert opposed(one, other, language)
    assert not opposed(one, one, language)


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Under what circumstances does the choir travel?", "en", "when"),
        ("Dans quels cas le chœur voyage-t-il ?", "fr", "when"),
        ("¿En qué casos viaja el coro?", "es", "when"),
        ("В каких случаях хор путешествует?", "ru", "when"),
        ("合唱团在什么情况下外出？", "zh", "when"),
        ("في أي الحالات تسافر الجوقة؟", "ar", "when"),
        ("In what capacity do the guests sing?", "en", "how"),
        ("À quel titre les invités chantent-ils ?", "fr", "how"),
        ("¿En calidad de qué cantan los invitados?", "es", "how"),
        ("В каком качестве поют гости?", "ru", "how"),
        ("客人以什么身份唱歌？", "zh", "how"),
        ("بأي صفة يغني الضيوف؟", "ar", "how"),
    ],
)
def test_circumstances_and_capacities_are_asked_for(choirs, question, language, kind):
    read = understand(question, choirs.answering().vocabulary)
    assert read.language == language
    assert read.has(kind)


def test_a_french_or_asks_for_no_place(choirs):
    vocabulary = choirs.answering().vocabulary
    assert not understand("Est-ce la première ou la deuxième ?", vocabulary).has("where")
    assert understand("Où chante le chœur ?", vocabulary).has("where")


def test_who_will_preside_asks_for_an_office_in_arabic(kites):
    assert kites.answer("ومن سيترأس المهرجان الأول؟").status is Status.NOT_FOUND


def test_a_city_may_be_asked_for_with_a_word_between(engine):
    answer = engine.answer("In which Peruvian city did the fourth global meeting take place?")
    assert "Lima" in answer.answer


def test_a_city_that_is_not_told_is_refused(engine):
    assert engine.answer("Which African town saw the third meeting?").status is Status.NOT_FOUND


def test_a_name_is_found_by_the_spelling_that_the_text_has(engine):
    answer = engine.answer("In what ways does UNHCR help the RCPs?").answer
    assert "High Commissioner for Refugees" in answer


def test_a_short_acronym_is_not_taken_from_a_small_word(engine):
    vocabulary = engine.answering().vocabulary
    assert "league-of-arab-states" not in vocabulary.held(
        {"fr": "Elle le dit à la ligue."}, ("organisation",)
    )


def test_names_are_asked_for_by_name(engine):
    question = "Name some of the civil society organizations that take part."
    assert engine.answer(question).refusal is Refusal.NOT_STATED


def test_a_name_that_begins_like_a_rows_is_told(engine):
    answer = engine.answer("كم عدد بلدان مؤتمر ناطوري القناديل في الجزر البعيدة؟")
    assert answer.refusal is Refusal.NO_SUCH_ENTITY


KILNS = """# أفران الفخار

## الافتتاح

افتتح الخزافون فرن الربوة في العام 1991. وتقول لوحة الباب إن افتتاح فرن الربوة كان في العام 1994.
"""


def test_both_years_are_given_whatever_form_the_verb_has(library):
    answer = library(KILNS).answer("في أي عام افتتحوا فرن الربوة؟").answer
    assert "1991" in answer
    assert "1994" in answer


def test_a_label_may_be_asked_for(choirs):
    assert "31" in choirs.answer("What is the number of the song book with the songs?").answer


def test_ne_que_is_no_denial(choirs):
    vocabulary = choirs.answering().vocabulary
    assert not understand("Le chœur ne chante-t-il que le jeudi ?", vocabulary).negated
    assert understand("Le chœur ne chante-t-il pas le jeudi ?", vocabulary).negated


@pytest.mark.parametrize(
    "question",
    ["Who gave the opening speech at the second festival?", "What was the cost of the rehearsals?"],
)
def test_a_speech_and_a_price_are_told_by_their_words(choirs, question):
    assert choirs.answer(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("word", ["هالمهرجان", "عالمهرجان"])
def test_what_dialects_write_before_the_article_is_left_aside(kites, word):
    read = understand(f"شو بتعرف {word}؟", kites.answering().vocabulary)
    assert read.tokens[-1].word == "المهرجان"
