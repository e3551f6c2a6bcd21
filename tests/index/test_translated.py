"""English words find Arabic text through the lexicon, each once, on one scale with BM25."""

import hashlib

import pytest

from index import translated
from index.analyzer import analyze
from index.build import build_index
from index.encoder import load_encoder
from index.lexical import LexicalIndex
from index.lexicon import Lexicon
from index.translated import ROOT, alternatives
from ingest.load import load_document
from ingest.passages import make_passages
from qa.words.language import LANGUAGES

ENTRIES = [["s:قمح", "s:حقل"], ["s:قمح", "s:قمح", "s:بئر"], ["s:بئر"], ["s:سوق", "w:1974"]]
WHEAT = (("s:قمح", 1.0), ("s:بر", 0.4))
FIELD = (("s:حقل", 0.6),)


@pytest.fixture(scope="module")
def lexical():
    return LexicalIndex.build(ENTRIES)


def test_a_share_is_between_nothing_and_all(lexical):
    shares = lexical.shares([WHEAT, FIELD])
    assert shares.shape == (4,)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert shares[0] == max(shares)  # both words
    assert shares[2] == shares[3] == 0


def test_all_words_on_their_own_are_the_whole_query():
    short = LexicalIndex.build([["s:قمح"], ["s:حقل"], ["s:سوق"]])
    assert short.shares([(("s:قمح", 1.0),)]).tolist() == pytest.approx([1.0, 0.0, 0.0], abs=0.02)


def test_a_word_counts_once_by_its_best_translation(lexical):
    one, other = (lexical.shares([((token, 0.3),)])[0] for token in ("s:قمح", "s:حقل"))
    # The first entry has both translations of the one word, and gains nothing by the second.
    both = lexical.shares([(("s:قمح", 0.3), ("s:حقل", 0.3))])
    assert 0 < both[0] == pytest.approx(max(one, other))


def test_a_likelier_translation_counts_more(lexical):
    sure, unsure = (lexical.shares([(("s:سوق", weight),)])[3] for weight in (1.0, 0.5))
    assert unsure == pytest.approx(sure / 2)


def test_a_word_that_no_text_has_keeps_the_share_below_one(lexical):
    alone = lexical.shares([WHEAT])
    beside = lexical.shares([WHEAT, (("w:qwertz", 1.0),)])
    assert 0 < beside[1] < 0.6 * alone[1]
    assert not lexical.shares([(("w:qwertz", 1.0),)]).any()


def test_without_words_or_entries_nothing_is_held(lexical):
    assert not lexical.shares([]).any()
    assert LexicalIndex.build([]).shares([WHEAT]).shape == (0,)
    assert not LexicalIndex.build([[], []]).shares([WHEAT]).any()


@pytest.fixture
def small(monkeypatch):
    """Three words of a language and four Chinese ones."""
    known = {
        "en": Lexicon(sorted(["wheat\tقمح 81 بر 9", "well\tبئر 49", "field\tحقول 36"])),
        "zh": Lexicon(sorted(["小麦\tقمح 81", "小\tصغير 25"])),
    }
    monkeypatch.setattr(translated, "lexicon", lambda code: known.get(code, Lexicon(())))


def test_a_word_stands_for_its_translations_and_their_roots(small):
    (wheat,) = alternatives("wheat", "en")
    assert dict(wheat)["s:قمح"] == pytest.approx(0.9)  # the square root of its probability
    assert dict(wheat)["r:قمح"] == pytest.approx(0.9 * ROOT)
    assert dict(wheat)["s:بر"] == pytest.approx(0.3)
    assert not any(token == "r:بر" for token, _ in wheat)  # two consonants are no root


@pytest.mark.parametrize(
    ("query", "own"), [("1974", "w:1974"), ("٢٠١٩", "w:2019"), ("FAO", "w:fao")]
)
def test_a_number_or_an_unknown_name_stands_for_itself(small, query, own):
    assert alternatives(f"wheat {query}", "en")[1:] == [((own, 1.0),)]


def test_chinese_characters_make_one_word(small):
    assert [dict(word).get("s:قمح") for word in alternatives("小麦麦", "zh")] == [
        pytest.approx(0.9)
    ]


def test_the_bundled_lexicons_give_whole_queries_their_shares():
    entries = [["s:" + "قمح"], ["s:" + "ماء"]]
    for code in LANGUAGES:
        words = alternatives("2019", code)
        assert words == [(("w:2019", 1.0),)]
        assert not LexicalIndex.build(entries).shares(words).any()


ARABIC = """# مزرعة الوادي

تزرع المزرعة القمح والزيتون في الحقول القريبة من النهر.

يعمل في المزرعة أربعون عاملاً من القرى المجاورة.

تغلق المخازن أبوابها عند المساء.
"""
ENGLISH = """# The lighthouse

The keeper of the lighthouse grows wheat behind the wall.

A boat brings oil for the lamp.
"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory, passages):
    """An index over an Arabic document, an English one, and Arabic passages with translations."""
    found = [*passages[:2]]
    for name, text, code in (("farm", ARABIC, "ar"), ("light", ENGLISH, "en")):
        folder = tmp_path_factory.mktemp(name)
        (folder / "source.md").write_text(text, "utf8")
        (folder / "document.toml").write_text(
            f'id = "{name}"\ntitle = "T"\nlanguage = "{code}"\n'
            f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n',
            "utf8",
        )
        found += make_passages(load_document(folder))
    return build_index(found, load_encoder(), tmp_path_factory.mktemp("index"), {})


def documents(index, rows):
    """The documents of some entries of the units' level."""
    entries = [index._entries[i] for i in index._rows["unit"]]
    return {entry.document_id for entry, wanted in zip(entries, rows, strict=True) if wanted}


def quotes(index, hits):
    units = {u.id: u for p in index.passages.values() for u in p.units}
    return [next(iter(units[hit.unit_id].views.values())) for hit in hits]


@pytest.mark.parametrize(
    ("query", "language", "held"),
    [
        ("farm wheat olives", "en", "القمح والزيتون"),
        ("forty workers villages", "en", "أربعون عاملاً"),
        ("трудящиеся деревень", "ru", "عاملاً"),
        ("小麦 橄榄", "zh", "القمح والزيتون"),
    ],
)
def test_an_arabic_sentence_is_found_by_foreign_words(searched, query, language, held):
    hits = searched.search(
        query, 3, level="unit", language=language, mode="lexical", documents=["farm"]
    )
    assert held in quotes(searched, hits)[0]
    assert 0 < hits[0].share <= 1


def test_words_that_no_text_has_find_nothing(searched):
    assert searched.search("xylophone zzyzx", 3, language="en", mode="lexical") == []


def test_documents_in_the_language_are_scored_by_their_own_words_alone(searched, passages):
    asked = "wheat and migration"
    tokens = analyze(asked, "en")
    scores, own = (
        searched._scores(asked, tokens, "en", "unit"),
        searched._lexical["unit"].scores(tokens),
    )
    assert documents(searched, scores != own) == {"farm"}
    assert not own[searched._foreign("en", "unit")].any()
    assert documents(searched, own > 0) == {"light", passages[0].document_id}


def test_only_arabic_texts_of_documents_without_the_language_are_foreign(searched, passages):
    shipped = passages[0].document_id
    assert documents(searched, searched._foreign("en", "unit")) == {"farm"}
    assert documents(searched, searched._foreign("xx", "unit")) == {"farm", shipped}
    assert not searched._foreign("ar", "unit").any()
