"""Questions of Chinese and French that look like a denial, or like another question."""

import pytest

from qa.reading.cues import cues_of
from qa.reading.negation import whether_or_not
from qa.words.language import words_of
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("question", "denying"),
    [
        ("能不能捐款？", set()),
        ("有没有食堂？", set()),
        ("可不可以带狗？", set()),
        ("哪些码头没有食堂？", {4, 5}),
        ("不是不可以吗？", {0, 1, 2}),  # two denials, and no choice of two
    ],
)
def test_a_or_not_a_denies_nothing(question, denying):
    words, tokens = words_of("zh"), tokenize(question, "zh")
    assert words.negators.covered(tokens) - whether_or_not(tokens, words) == denying


@pytest.mark.parametrize(
    ("question", "language", "kinds"),
    [
        ("Est-ce que le musée est ouvert ?", "fr", {"yes_no"}),
        ("Alors, est-ce que le musée est ouvert ?", "fr", {"yes_no"}),
        ("Puis-je faire un don ?", "fr", {"yes_no"}),
        ("Qu'est-ce que le musée ?", "fr", {"which", "define"}),
        ("Le musée, qui le dirige ?", "fr", {"who"}),
        ("Le musée est-il celui qui ferme le lundi ?", "fr", {"yes_no", "who"}),
        ("¿Puedo donar un libro?", "es", {"yes_no"}),
        ("У всех клубов есть кухня?", "ru", {"yes_no", "every"}),
        ("Кто работает во всех клубах?", "ru", {"who", "every"}),
        ("¿Puedo saber quién dirige el museo?", "es", {"who"}),
    ],
)
def test_a_phrase_that_asks_whether_holds_no_other_question(question, language, kinds):
    words = words_of(language)
    assert set(cues_of(question, tokenize(question, language), words, set())) == kinds
