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
