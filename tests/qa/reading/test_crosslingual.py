"""English words against an Arabic table: names word by word, in any order, and by their sound."""

import numpy as np
import pytest

from corpus.records import Term
from index.lexicon import lexicon
from qa.reading.crosslingual import ForeignTerms
from qa.records import Status
from qa.words.glosses import LEAST, MOST, glossed, rendered, word_at
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize
from qa.words.transliteration import key


class NoMeanings:
    """Vectors that are never alike, so that words alone decide."""

    def vectors(self, words):
        return np.zeros((len(words), 2))


def terms(kind, *names):
    return [Term(name, kind, {"ar": (name,)}) for name in names]


def find(found, question, language="en"):
    tokens = glossed(tokenize(question, language), language)
    return {
        (" ".join(t.raw for t in tokens[f.start : f.end]), f.terms[0].id)
        for f in found.find(tokens, words_of(language), set())
    }


@pytest.fixture(scope="module")
def names():
    return ForeignTerms(
        terms("entity", "متحف القهوة القديمة", "متحف فاعور", "متحف المكتبة", "متحف أم الحصن"),
        NoMeanings(),
    )


@pytest.mark.parametrize(
    ("question", "run", "name"),
    [
        ("the old coffee museum", "old coffee", "متحف القهوة القديمة"),
        ("a museum of coffee that is old", "coffee that is old", "متحف القهوة القديمة"),
        ("When does the library close?", "library", "متحف المكتبة"),
        ("Is Fa'our open?", "Fa our", "متحف فاعور"),
        ("Is Al-Faour open?", "Al Faour", "متحف فاعور"),
    ],
)
def test_a_name_is_found_by_its_words(names, question, run, name):
    assert (run, name) in find(names, question)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the book?",  # "book" and "library" share a root in Arabic
        "the museum of coffee",  # a word of the name is missing
        "the fa our",  # a sound counts in capitals alone
        "Is the museum in Wellington?",
        "the old harbour wall, long before any of the farmers there drank coffee",  # far apart
    ],
)
def test_a_name_of_which_a_word_is_missing_is_not_found(names, question):
    assert find(names, question) == set()


def test_a_root_is_enough_for_values_of_lists():
    themes = ForeignTerms(terms("theme", "الكتابة"), NoMeanings())
    assert {name for _, name in find(themes, "Which teach about the book?")} == {"الكتابة"}


def test_words_that_several_names_share_tell_none_apart(names):
    assert find(names, "the museum") == set()


def test_without_terms_nothing_is_found():
    assert find(ForeignTerms([], NoMeanings()), "the old coffee museum") == set()


def test_a_word_is_rendered_by_a_translation_or_its_root():
    (book,) = glossed(tokenize("book", "en"), "en")
    assert rendered(book, {"كتاب"}, exact=True)
    assert rendered(book, {"كتب"})
    assert rendered(book, {"مكتب"})
    assert not rendered(book, {"مكتب"}, exact=True)
    assert not rendered(book, {"شجر"})
    assert not rendered(Token("book", "book", "book"), {"كتاب"})


def test_glosses_are_few_likely_and_only_where_the_lexicon_knows_the_word():
    known, unknown = glossed(tokenize("farmers qwertz", "en"), "en")
    chances = dict(lexicon("en").translations(known.stem))
    assert 0 < len(known.glosses) <= MOST
    assert all(chances[gloss] >= LEAST for gloss in known.glosses)
    assert unknown.glosses == ()


def test_the_characters_of_a_chinese_word_share_its_translations():
    first, second = glossed(tokenize("农民", "zh"), "zh")
    assert first.glosses == second.glosses != ()


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How many rooms does the old coffee museum have?", "1"),
        ("How many rooms does the museum of old coffee have?", "1"),
        ("How many rooms does Fa'our have?", "2"),
        ("How many rooms does the Sa'di museum have?", "5"),
    ],
)
def test_the_row_is_found_however_its_name_is_said(museums, question, quote):
    assert [c.quote for c in museums.answer(question).citations] == [quote]


@pytest.mark.parametrize("name", ["book", "Wellington", "new coffee"])
def test_another_name_is_no_row(museums, name):
    answer = museums.answer(f"How many rooms does the {name} museum have?")
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


def test_an_apostrophe_is_no_sound():
    assert key("Faour") == key("فاعور") == "fr"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Does the federation impose fees on those who join?", "No."),
        ("Does every festival last three days?", "Yes."),
        ("¿Se imponen tasas a los aficionados?", "No."),
    ],
)
def test_prose_that_nobody_translated_affirms_and_denies(kites, question, says):
    answer = kites.answer(question)
    assert says in answer.answer
    assert answer.claims


@pytest.fixture(scope="module")
def people():
    return ForeignTerms(terms("theme", "المهندس عدنان البيرقدار", "ريم الحلو"), NoMeanings())


@pytest.mark.parametrize(
    ("question", "run", "name"),
    [
        ("阿德南·拜拉克达尔负责什么？", "阿 德 南 拜 拉 克 达 尔", "المهندس عدنان البيرقدار"),
        ("里姆·胡卢博士负责什么？", "里 姆 胡 卢", "ريم الحلو"),  # "博士" goes on with no name
    ],
)
def test_a_name_in_chinese_signs_is_found_by_its_sound(people, question, run, name):
    assert (run, name) in find(people, question, "zh")


@pytest.mark.parametrize("question", ["里姆·胡卢斯负责什么？", "德南·拜拉克负责什么？"])
def test_a_name_in_chinese_signs_that_goes_on_or_is_cut_is_another(people, question):
    assert not {name for _, name in find(people, question, "zh")}


def test_a_chinese_word_counts_with_all_its_signs():
    stations = ForeignTerms(terms("header", "المحطة"), NoMeanings())
    assert find(stations, "哪个车站最大？", "zh") == {("车 站", "المحطة")}


def test_a_chinese_word_is_one_word():
    tokens = glossed(tokenize("工程师", "zh"), "zh")
    assert [list(word_at(i, tokens)) for i in range(3)] == [[0, 1, 2]] * 3
    words = glossed(tokenize("old coffee", "en"), "en")
    assert list(word_at(1, words)) == [1]
