"""Questions to tables as people word them: lead-ins, restatements, slips, dialects."""

import pytest

from qa.reading.aside import lead_in, restated, tail_of
from qa.reading.understand import understand
from qa.records import Status, Turn
from qa.words.language import words_of
from qa.words.tokens import tokenize

FERRIES = """# Ferries of the sound

The harbour office publishes this list every spring.

## The lines in 2016

| Line | Shore | Boats | Cargo | Captain |
|---|---|---|---|---|
| Heron line | West shore | 4 boats | sheep; timber; letters | Ada Brandt |
| Otter line | West shore | 9 boats | timber; milk | under discussion |
| Plover line | East shore | 2 boats | letters; milk | Ivo Lund |
| Teal line | East shore | 12 boats | sheep; grain | no captain |
| Gannet line | East shore | 7 boats, 2 of them lent by Teal | grain; fish | Ruth Moe |
"""
HERON, OTTER, PLOVER, TEAL, GANNET = LINES = ("Heron", "Otter", "Plover", "Teal", "Gannet")
WORKSHOPS = """# ورش سوق النحاسين

## الورش في العام 2014

| الورشة | الحارة | عدد الصنّاع | الحرف | الشيخ |
|---|---|---|---|---|
| ورشة البركة | حارة الفوانيس | 6 | نقش النحاس، تطعيم الخشب | نعيم زيدان |
| ورشة الزهراء | حارة الفوانيس | 3 | نفخ الزجاج، نقش النحاس | |
| ورشة المنار | حارة السرايا | 9 | دباغة الجلود، تطعيم الخشب | عادل مرعي |
| ورشة الوفاء | حارة السرايا | 5 | دباغة الجلود، نفخ الزجاج | |
"""
BARAKA, ZAHRA, MANAR, WAFA = SHOPS = ("البركة", "الزهراء", "المنار", "الوفاء")


@pytest.fixture(scope="module")
def ferries(library):
    """A table of ferry lines, in English."""
    return library(FERRIES)


@pytest.fixture(scope="module")
def workshops(library):
    """A table of workshops, in Arabic."""
    return library(WORKSHOPS)


def found(engine, names, *questions):
    """The rows that the answer to the last question names."""
    history = tuple(Turn(question, "") for question in questions[:-1])
    answer = engine.answer(questions[-1], history=history)
    assert answer.status is Status.ANSWERED, answer.answer
    assert answer.table is not None, answer.answer
    said = " ".join(answer.answer[claim.start : claim.end] for claim in answer.claims)
    return {name for name in names if name in said}


def words_named(text, language="en"):
    """Where a question begins to ask, as a word, with every word that has a capital named."""
    tokens = tokenize(text, language)
    words = words_of(language)
    cues = [min(words.cues["which"].positions(tokens))]
    named = [i for i, token in enumerate(tokens) if i and token.raw[:1].isupper()]
    at = lead_in(text, tokens, words, cues, named)
    return tokens[at].word


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Which towns have Trams?", "which"),
        ("My aunt paints. Which towns have Trams?", "which"),
        ("I collect tickets, so which towns have Trams?", "so"),
        ("We want the towns that have Trams: which are they?", "we"),
        ("Of the towns that were besieged, which have Trams?", "of"),  # no lead-in: it narrows
    ],
)
def test_a_question_begins_after_who_asks_and_why(question, begins):
    assert words_named(question) == begins


@pytest.mark.parametrize(
    ("question", "term", "again"),
    [
        ("Who mends people's shoes (cobbling)?", "cobbling", {"mends", "people", "shoes"}),
        ("Who does cobbling (mending shoes)?", "cobbling", {"mending", "shoes"}),
        ("Who does cobbling, that is mending shoes?", "cobbling", {"mending", "shoes"}),
        ("Who does cobbling in the mountains?", "cobbling", set()),
        ("Who does cobbling [mending shoes]?", "cobbling", set()),
    ],
)
def test_what_is_said_twice_narrows_once(question, term, again):
    tokens = tokenize(question, "en")
    words = words_of("en")
    at = next(i for i, token in enumerate(tokens) if token.word == term)
    content = [i for i, t in enumerate(tokens) if not words.is_stopword(t) and i != at]
    told = restated(question, tokens, words, [(at, at + 1)], content)
    assert {tokens[i].word for i in told} - {"that", "is"} == again


def test_a_last_sentence_may_only_ask_on():
    text = "Is there any mill on the river? Which?"
    assert tail_of(text, tokenize(text, "en"), words_of("en")) == 7
    text = "Is there any mill on the river? Which miller built it?"
    assert tail_of(text, tokenize(text, "en"), words_of("en")) == 0


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("I write novels about shepherds. Which of these lines carry timber?", {HERON, OTTER}),
        ("I am from the Teal line. Which other lines carry sheep?", {HERON, TEAL}),
        ("The Teal line is old. Who is its captain?", {TEAL}),
        ("Look at the East shore. Which lines carry sheep?", {TEAL}),
        ("My uncle deals in grain. Which of the lines have it on board?", {TEAL, GANNET}),
        ("Which of these services carry grain?", {TEAL, GANNET}),
        ("Which lines carry wood from the hills (timber)?", {HERON, OTTER}),
        ("Which lines carry milk, that is dairy?", {OTTER, PLOVER}),
        ("Which lines carry fish / milk?", {OTTER, PLOVER, GANNET}),
        ("wich lines carry leters", {HERON, PLOVER}),
        ("Is there any line with fish? Which?", {GANNET}),
        ("Which lines dont carry sheep?", {OTTER, PLOVER, GANNET}),
    ],
)
def test_rows_are_found_however_they_are_asked_for(ferries, question, rows):
    assert found(ferries, LINES, question) == rows


@pytest.mark.parametrize(
    "question",
    [
        "Which lines stopped carrying grain?",
        "Which lines were praised for their grain?",
        "Which lines published a leaflet on grain?",
        "Which boats carry grain?",  # the table counts boats, and names none
        "Which lines carry grain and uranium?",
    ],
)
def test_a_word_that_narrows_keeps_a_table_from_answering(ferries, question):
    answer = ferries.answer(question)
    assert answer.status is not Status.ANSWERED or answer.table is None


@pytest.mark.parametrize(
    "question",
    ["Which lines were hit by the storm of May?", "In which of these lines do foreigners invest?"],
)
def test_which_rows_is_not_answered_by_a_sentence_that_names_none(ferries, question):
    assert ferries.answer(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("questions", "rows"),
    [
        (("Which lines carry sheep?", "Only those of the East shore."), {TEAL}),
        (("Which lines carry timber?", "Just the West shore ones, please."), {HERON, OTTER}),
        (("Which lines carry grain?", "How many of those are on the East shore?"), {TEAL, GANNET}),
        (("Which lines don't carry grain?", "How many of them are on the East shore?"), {PLOVER}),
        (("Which lines have more than 5 boats?", "Only those of the East shore"), {TEAL, GANNET}),
    ],
)
def test_a_part_of_a_list_is_asked_for(ferries, questions, rows):
    assert found(ferries, LINES, *questions) == rows


def test_whether_something_is_settled_its_cell_tells(ferries):
    answer = ferries.answer("Has the captain of the Otter line been settled yet?")
    assert "under discussion" in answer.answer


@pytest.mark.parametrize(
    ("question", "said", "rows"),
    [
        ("Do any two museums have the same number of rooms?", "Yes", {"فاعور", "اللؤلؤ"}),
        ("Which museums have the same number of rooms?", "", {"فاعور", "اللؤلؤ"}),
        ("Do all museums have the same number of rooms?", "No", {"القهوة", "السعدي"}),
    ],
)
def test_rows_with_equal_numbers(museums, question, said, rows):
    answer = museums.answer(question)
    assert said in answer.answer
    assert {name for name in ("القهوة", "فاعور", "المكتبة", "اللؤلؤ", "السعدي")
            if name in answer.answer} == rows  # fmt: skip


def test_a_cell_may_speak_of_another_row(ferries):
    history = (Turn("How many boats does the Gannet line have?", ""),)
    answer = ferries.answer("How many of them belong to Teal?", history=history)
    assert "2 of them" in answer.answer


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("مين من هالورش بيشتغل عالزجاج؟", {ZAHRA, WAFA}),
        ("شو الورش اللي ما بتعمل دباغة الجلود؟", {BARAKA, ZAHRA}),
        ("أي ورشة ما فيهاش نقش النحاس ولا نفخ الزجاج؟", {MANAR}),
        ("أي ورش معندهاش دباغة الجلود؟", {BARAKA, ZAHRA}),
        ("أنا نجار من الريف. أي من هذه الورش فيها تطعيم الخشب؟", {BARAKA, MANAR}),
        ("أي الورش تعمل إما في تطعيم الخشب وإما في نفخ الزجاج؟", set(SHOPS)),
        ("ما الورش التي فيها دباغة الجلدو؟", {MANAR, WAFA}),
        ("أي الورش بلغ عدد صناعها 6 أو أكثر؟", {BARAKA, MANAR}),
        ("هل من ورش لا تعمل في نقش النحاس؟ سمّها.", {MANAR, WAFA}),
    ],
)
def test_arabic_is_read_as_it_is_spoken(workshops, question, rows):
    assert found(workshops, SHOPS, question) == rows


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("كيخدم", True),
        ("كتخدم", True),
        ("يناسبنا", True),
        ("يشتريه", True),
        ("كتابين", False),
        ("كيلومتر", False),
        ("حيوان", False),
        ("يابانية", False),
    ],
)
def test_verbs_of_dialects_and_with_pronouns(word, verb):
    (token,) = tokenize(word, "ar")
    assert words_of("ar").is_verb(token) is verb


@pytest.mark.parametrize(
    ("question", "denies"),
    [
        ("أي ورشة ما عندهاش خشب؟", True),
        ("أي ورشة معندهاش خشب؟", True),
        ("الورش اللي ما تشتغل بالخشب", True),
        ("الورش اللي مالهاش شيخ", True),
        ("أي ورشة ماتصنعش النحاس؟", True),
        ("ما تفعل الورشة بالخشب؟", False),
        ("ما الورش التي تعمل بالقماش؟", False),
    ],
)
def test_dialects_deny_around_the_verb(workshops, question, denies):
    assert understand(question, workshops.answering().vocabulary).negated is denies


LEADS = {
    "en": "I report on refugees. Which of these forums have human trafficking on their agenda?",
    "fr": "Je suis avocate. Quels forums ont la traite des êtres humains à leur ordre du jour ?",
    "es": "Soy abogada. ¿Cuáles de estos foros tienen la trata de personas en su agenda?",
    "ru": "Я адвокат. У каких из этих форумов торговля людьми стоит на повестке дня?",
    "zh": "我是律师。这些论坛中哪些把人口贩运列入议程？",
    "ar": "أنا محامية. أي من هذه المحافل تضع الاتجار بالبشر على جدول أعمالها؟",
}
PARTS = {
    "en": ("Which RCPs address labour migration?", "Only the African ones"),
    "fr": ("Quels processus traitent la migration de main-d'œuvre ?", "Seulement ceux d’Afrique"),
    "es": ("¿Qué procesos abordan la migración laboral?", "Solo los africanos"),
    "ru": ("Какие процессы занимаются трудовой миграцией?", "Только африканские"),
    "zh": ("哪些进程涉及劳动力移民？", "只要非洲的"),
    "ar": ("أي العمليات تتناول هجرة اليد العاملة؟", "الأفريقية فقط"),
}


@pytest.mark.parametrize("language", LEADS)
def test_who_asks_narrows_nothing_in_any_language(engine, language):
    assert engine.answer(LEADS[language]).table.rows_matched == 5


@pytest.mark.parametrize("language", PARTS)
def test_a_part_of_a_list_in_any_language(engine, language):
    first, then = PARTS[language]
    assert engine.answer(then, history=(Turn(first, ""),)).table.rows_matched == 4


def test_a_header_inside_a_name_may_be_called_otherwise(engine):
    assert engine.answer("ما العمليات التي لها سكرتاريا رسمية؟").table is not None


def test_a_theme_that_is_listed_is_no_part_of_a_bodys_name(engine):
    answer = engine.answer("Which processes cover migration policy?")
    assert "ICMPD" not in answer.answer
