"""Which sentence comes first: the one that says to whom something is open."""

import pytest

from qa.reading.forms import asks_access
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.words.language import LANGUAGES

CHOIR = """# The choir of Arne

The choir of Arne sings in the barn every Thursday. The choir of Arne takes part in the fair of the
valley and in the fair of the coast. The choir of Arne is open to everybody who lives in the valley.
"""

ASKED = {
    "ar": "من يحق له أن يغني في الجوقة؟",
    "en": "Who is allowed to take part in the choir?",
    "fr": "Qui peut participer à la chorale ?",
    "es": "¿Quién puede participar en el coro?",
    "ru": "Кто может участвовать в хоре?",
    "zh": "谁可以参加合唱团？",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_take_part_is_asked_for_in_every_language(language):
    assert asks_access(understand(ASKED[language], Vocabulary((), {}), language))


def test_how_many_may_take_part_asks_for_a_number():
    question = understand("How many can take part in the choir?", Vocabulary((), {}))
    assert not asks_access(question)


def test_to_whom_something_is_open_comes_first(library):
    answer = library(CHOIR).answer("Who can take part in the choir of Arne?")
    assert "open to everybody" in answer.answer


def test_a_table_does_not_tell_who_may_take_part(museums):
    answer = museums.answer("من يحق له دخول المتاحف؟")
    assert answer.table is None
