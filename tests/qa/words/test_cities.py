"""Names of cities are the same place in six languages."""

import pytest

from qa.words.cities import cities, cities_of
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "عُقد الاجتماع في نيروبي."),
        ("en", "The meeting was held in Nairobi."),
        ("fr", "La réunion s'est tenue à Nairobi."),
        ("es", "La reunión se celebró en Nairobi."),
        ("ru", "Встреча прошла в Найроби."),
        ("zh", "会议在内罗毕举行。"),
    ],
)
def test_a_city_is_found(language, text):
    assert cities_of({language: text}) == {"Africa/Nairobi"}


def test_a_word_without_a_capital_is_no_city():
    assert cities(tokenize("a nice troll in the center", "en"), "en") == {}
