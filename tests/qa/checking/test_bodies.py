"""Well-known organisations are recognised by name in six languages, acronyms by their capitals."""

import pytest

from qa.checking.bodies import bodies, bodies_of
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("en", "The survey was paid for by the World Bank.", "world_bank"),
        ("en", "The WHO paid for the survey.", "who"),
        ("fr", "L'Union africaine a payé l'enquête.", "african_union"),
        ("es", "El Fondo Monetario Internacional pagó la encuesta.", "imf"),
        ("ru", "Опрос оплачен Европейским союзом.", "eu"),
        ("zh", "调查由世界银行资助。", "world_bank"),
        ("ar", "مولت جامعة الدول العربية المسح.", "arab_league"),
    ],
)
def test_a_body_is_recognised(language, text, body):
    assert bodies_of({language: text}) == {body}


def test_small_letters_make_no_acronym():
    assert not bodies(tokenize("Those who paid for it.", "en"), "en")
    assert not bodies(tokenize("un livre pour les lecteurs", "fr"), "fr")
