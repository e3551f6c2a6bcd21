"""The words of the page: every language has all of them."""

import re

import pytest
from babel.messages.pofile import read_po

from ui.render.labels import INTERFACES, LOCALES, choose, label


def catalogue(language):
    with (LOCALES / f"{language}.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", INTERFACES)
def test_every_language_has_every_word_with_the_same_places(language):
    english, own = catalogue("en"), catalogue(language)
    assert own.keys() == english.keys()
    for key, words in own.items():
        assert words, key
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", english[key])), key


def test_words_that_are_missing_are_english_and_unknown_keys_an_error():
    assert label("tab.ask", "de") == "Ask"
    assert label("page", "ar", page=3) == "الصفحة 3"
    with pytest.raises(KeyError):
        label("no.such.word", "en")


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "en"), ("", "ar-EG,ar;q=0.9,en;q=0.8", "ar"), ("fr", "ar", "fr"),
        ("xx", "de, es-MX;q=0.5", "es"), ("", "en;q=0.1, zh-CN", "zh"), ("", ";;q=,x;q=y", "en"),
    ],
)  # fmt: skip
def test_the_page_speaks_what_was_chosen_or_is_preferred(cookie, accepted, language):
    assert choose(cookie, accepted) == language
