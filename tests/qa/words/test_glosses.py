"""What a question's words are in Arabic, and other Arabic words for those a document lacks."""

import pytest

from qa.words.glosses import glossed
from qa.words.synonyms import with_synonyms
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other"), [("organisation", "organization"), ("labour", "labor"), ("centre", "center")]
)
def test_both_spellings_of_english_are_known(one, other):
    assert {*glossed(tokenize(one, "en"), "en")[0].glosses} & {
        *glossed(tokenize(other, "en"), "en")[0].glosses
    }


def test_an_unknown_arabic_word_brings_others_of_its_group():
    tokens = with_synonyms(tokenize("ما عقبات المشروع", "ar"), "ar", lambda token: False)
    assert tokenize("صعوبات", "ar")[0].stem in tokens[1].glosses


def test_a_word_that_the_documents_have_stands_for_itself():
    tokens = with_synonyms(tokenize("ما عقبات المشروع", "ar"), "ar", lambda token: True)
    assert all(not token.glosses for token in tokens)
