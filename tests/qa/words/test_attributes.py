"""Colours and days: what names one of them excludes the others."""

import pytest

from qa.words.attributes import colours, of_other_colours, weekdays


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the red ticket", "en"),
        ("البطاقة الحمراء", "ar"),
        ("la carte rouge", "fr"),
        ("la tarjeta roja", "es"),
        ("красная карточка", "ru"),
        ("红色卡片", "zh"),
    ],
)
def test_a_colour_is_the_same_in_every_language(text, language):
    assert colours(text, language) == colours("red", "en")
    assert colours(text, language) != colours("blue", "en")


def test_days_of_the_week_and_no_numbers():
    assert weekdays("closed on Mondays", "en") == weekdays("يوم الاثنين", "ar") == {0}
    assert weekdays("الأحد عشر", "ar") == set()


def test_a_text_with_another_colour_does_not_tell():
    told = [{"ar": "البطاقة الصفراء للزوار", "en": "The yellow ticket is for visitors"}]
    assert of_other_colours("What is the red ticket for?", "en", told)
    assert not of_other_colours("What is the yellow ticket for?", "en", told)
    assert not of_other_colours("What is the ticket for?", "en", told)
