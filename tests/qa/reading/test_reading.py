"""How words of a question that have two meanings are read."""

import pytest

from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.words.countries import countries, countries_of, country_name
from qa.words.tokens import tokenize


@pytest.fixture(scope="module")
def read():
    vocabulary = Vocabulary((), {})
    return lambda text: understand(text, vocabulary)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("When does the bakery open?", True),
        ("Tell me when and where the bread is sold", True),
        ("Who bakes the rye bread, and when?", True),
        ("When or where is the bread sold?", True),
        ("When the oven is cold, what do the bakers do?", False),
        ("Which loaves are sold when the shop is about to close?", False),
        ("Who locks the shop when the baker has gone home?", False),
        ("متى يفتح المخبز؟", True),
        ("من يخبز الرغيف ومتى؟", True),
    ],
)
def test_when_asks_for_a_date_unless_it_joins_clauses(read, text, asks):
    assert read(text).has("when") is asks


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("لم أغلق المخبز؟", True),
        ("لماذا أغلق المخبز؟", True),
        ("أي المخابز لم يغلق؟", False),
        ("من لم يحضر إلى المخبز؟", False),
    ],
)
def test_an_arabic_lam_asks_why_at_the_head_and_denies_elsewhere(read, text, why):
    question = read(text)
    assert question.has("why") is why
    assert why or question.negated


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("¿Cuándo fue la última reunión?", "es", set()),
        ("La Reunión y Francia", "es", {"FR"}),
        ("une réunion en France", "fr", {"FR"}),
        ("la réunion de Lyon", "fr", set()),
        ("Was turkey served in Jersey?", "en", set()),
        ("In Chad they grow sorghum", "en", {"TD"}),
        ("they chat with chad and jordan", "en", {"TD", "JO"}),  # nothing has capitals
        ("The guinea pig of Ghana", "en", {"GH"}),  # a small letter beside capitals
        ("دعم مالي من مالطا", "ar", {"MT"}),
        ("ولألمانيا وتشيلي", "ar", {"DE", "CL"}),
        ("в Перми и в Чили", "ru", {"CL"}),
        ("Great Britain and the USA", "en", {"GB", "US"}),
    ],
)
def test_words_that_are_also_names_of_countries(text, language, found):
    assert set(countries(tokenize(text, language), language).values()) == found


def test_a_country_is_known_in_any_language_of_a_text_and_named_in_the_readers():
    views = {"ar": "استضافتها عُمان", "en": "Oman hosted it"}
    assert countries_of(views) == countries_of({"ar": views["ar"]}) == {"OM"}
    assert [country_name("OM", code) for code in ("en", "es", "zh")] == ["Oman", "Omán", "阿曼"]


@pytest.mark.parametrize(
    "text",
    [
        "When the oven is cold, are the bakers free to leave?",
        "Cuando cierra el horno, ¿pueden irse los panaderos?",
        "بعد ما يبرد الفرن، هل يغادر الخبازون؟",
    ],
)
def test_a_clause_of_time_before_it_leaves_a_question_one_of_yes_or_no(read, text):
    question = read(text)
    assert question.has("yes_no")
    assert not question.has("when", "which")


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("هذا رغيف كلمه الخباز", "why", False),
        ("لمه أغلق المخبز؟", "why", True),
        ("Quel pain achète un client qui ne paie pas ?", "who", False),
        ("À quel client et à qui vend le boulanger ?", "who", True),
        ("Qui vend le pain ?", "who", True),
    ],
)
def test_what_only_looks_like_a_question_word_asks_nothing(read, text, kind, asked):
    assert read(text).has(kind) is asked


@pytest.mark.parametrize(
    ("text", "open_words"),
    [
        ("In which year did the bakery open? I have read two dates.", {"bakery", "open"}),
        ("في أي سنة افتتح المخبز؟ لأني قرأت تاريخين.", {"افتتح", "المخبز"}),
        ("Does the bakery sell rye? My oven burnt.", {"bakery", "sell", "rye"}),
        ("Does my oven burn? Does the bakery sell rye?", {"oven", "burn", "bakery", "sell", "rye"}),
    ],
)
def test_why_somebody_asks_is_no_part_of_the_question(read, text, open_words):
    assert {token.raw for token in read(text).strong} == open_words


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("خارج المدينة، من يخبز الرغيف؟", True),
        ("من يخبز الرغيف؟", True),
        ("ما المخابز التي تبيع الرغيف، من يوم السبت؟", False),
        ("أين يباع الرغيف، من تونس أم من خارجها؟", False),
    ],
)
def test_an_arabic_man_behind_a_pause_asks_who_where_nothing_else_is_asked(read, text, who):
    assert read(text).has("who") is who
