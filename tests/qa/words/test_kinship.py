"""Words of one language that are translated alike."""

import pytest

from qa.words.kinship import akin
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("commerce", "trade", "en"),
        ("frontier", "border", "en"),
        ("comercial", "comercio", "es"),
        ("медицинский", "здоровье", "ru"),
        ("مصاريف", "نفقات", "ar"),
    ],
)
def test_words_with_common_translations_are_kin(one, other, language):
    first, second = (tokenize(word, language)[0].stem for word in (one, other))
    assert akin(first, second, language) and akin(second, first, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("price", "trade", "en"), ("water", "sea", "en"), ("trade", "trade", "en")],
)
def test_other_words_are_not_nor_a_word_itself(one, other, language):
    first, second = (tokenize(word, language)[0].stem for word in (one, other))
    assert not akin(first, second, language)
