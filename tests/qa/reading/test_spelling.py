"""What is a typing error, and what a word of the language."""

from corpus.records import Term
from qa.reading.spelling import PROPER, Spelling
from qa.words.language import words_of
from qa.words.tokens import tokenize


def test_a_word_by_which_a_form_is_known_is_no_typing_error():
    term = Term("hut", PROPER[0], {"fr": ("Refuge",)})
    spelling = Spelling({("refug",): [(term, "Refuge", "fr")]}, {"fr": {"refug": 1}}, {"refug"})
    asked, typed = (tokenize(word, "fr") for word in ("refusé", "refuje"))
    assert spelling.correct(asked, words_of("fr"))[0].word == "refuse"
    assert spelling.correct(typed, words_of("fr"))[0].stem == "refug"
