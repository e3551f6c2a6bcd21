"""Arabic words that are translated alike stand for one another."""

import pytest

from qa.words.paraphrase import paraphrases, with_paraphrases
from qa.words.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other"), [("مصاريف", "نفقات"), ("راتب", "أجر"), ("فخار", "خزف"), ("باص", "حافلة")]
)
def test_words_with_common_translations_are_near(one, other):
    first, second = (tokenize(word, "ar")[0].stem for word in (one, other))
    assert second in paraphrases(first)


@pytest.mark.parametrize(("one", "other"), [("فضة", "ذهب"), ("شمال", "جنوب"), ("قمح", "شعير")])
def test_words_that_belong_together_are_not(one, other):
    first, second = (tokenize(word, "ar")[0].stem for word in (one, other))
    assert second not in paraphrases(first)


def test_only_words_that_documents_lack_get_others():
    tokens = tokenize("مصاريف المدرسة", "ar")
    told = {tokenize("نفقات", "ar")[0].stem}
    first, second = with_paraphrases(tokens, told, lambda s: s in told or s == tokens[1].stem)
    assert first.glosses and not second.glosses
