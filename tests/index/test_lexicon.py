"""Everyday words of every language lead to the Arabic words that mean them."""

import re

import pytest

from index.lexicon import FOLDER, Lexicon, lexicon
from qa.words.language import words_of
from qa.words.tokens import stems, tokenize

WORDS = {
    "en": {
        "migration": "هجرة", "countries": "بلد", "schools": "مدرسة", "teacher": "معلم",
        "wages": "أجور", "tax": "ضريبة", "children": "أطفال", "wheat": "قمح", "hospital": "مستشفى",
    },
    "fr": {
        "migration": "هجرة", "pays": "بلد", "gouvernement": "حكومة", "enfants": "أطفال",
        "travail": "عمل", "santé": "صحة", "langue": "لغة",
    },
    "es": {
        "migración": "هجرة", "países": "بلد", "gobierno": "حكومة", "niños": "أطفال",
        "trabajo": "عمل", "salud": "صحة", "idioma": "لغة",
    },
    "ru": {
        "миграция": "هجرة", "правительство": "حكومة", "детей": "أطفال", "здоровье": "صحة",
        "язык": "لغة", "женщины": "نساء",
    },
    "zh": {
        "移民": "هجرة", "国家": "بلدان", "政府": "حكومة", "儿童": "أطفال", "健康": "صحة",
        "语言": "لغة", "妇女": "نساء",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "word", "arabic"),
    [(language, *pair) for language, pairs in WORDS.items() for pair in pairs.items()],
)
def test_an_everyday_word_has_its_translation_among_the_first_three(language, word, arabic):
    found = lexicon(language).translations("".join(stems(word, language)))
    (expected,) = stems(arabic, "ar")
    assert expected in [stem for stem, _ in found[:3]]


@pytest.mark.parametrize("language", WORDS)
def test_the_best_translation_comes_first(language):
    known = lexicon(language)
    assert len(known) > 5000
    for word in WORDS[language]:
        found = [p for _, p in known.translations("".join(stems(word, language)))]
        assert found == sorted(found, reverse=True)
        assert all(0 < p <= 1 for p in found)


@pytest.mark.parametrize("word", ["qwertyuiop", "", "migra", "the", "2011"])
def test_an_unknown_or_empty_word_has_no_translation(word):
    assert lexicon("en").translations(word) == ()
    assert word not in lexicon("en")


def test_a_language_or_a_folder_that_is_missing_is_no_error(tmp_path):
    assert lexicon("xx").translations("house") == ()
    assert len(lexicon("en", tmp_path / "nowhere")) == 0


def test_a_language_is_read_once():
    assert lexicon("en") is lexicon("en")


def test_chinese_runs_are_the_longest_known_words():
    known = Lexicon(sorted(["移\tنقل 9", "移民\tهجر 80", "民\tشعب 40", "iom\tمنظم 50"]))
    assert list(known.runs(["国", "移", "民", "民", "iom", "x"])) == [(1, 3), (3, 4), (4, 5)]
    assert list(known.runs([])) == []


def test_the_files_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.tsv.gz")) < 3_000_000


def test_written_words_come_before_unsure_ones_that_were_learnt():
    for word, arabic in {"mayor": "عمدة", "warehouse": "مستودع"}.items():
        found = dict(lexicon("en").translations("".join(stems(word, "en"))))
        assert max(found, key=lambda stem: found[stem]) == stems(arabic, "ar")[0]


@pytest.mark.parametrize(
    ("language", "word", "arabic"),
    [("fr", "trésorier", "خازن"), ("es", "tesorero", "خازن"), ("ru", "казначей", "خازن"),
     ("zh", "市长", "عمدة")],
)  # fmt: skip
def test_every_language_has_written_words(language, word, arabic):
    assert stems(arabic, "ar")[0] in dict(
        lexicon(language).translations("".join(stems(word, language)))
    )


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh"])
def test_the_longer_lists_are_read_for_questions_and_left_out_where_asked(language):
    lines = (FOLDER / f"{language}.further.txt").read_text("utf8").splitlines()
    words = (line.partition(":")[0] for line in lines if not line.startswith("#"))
    keys = {"".join(stems(word, language)) for word in words}
    short, known = lexicon(language, further=False), lexicon(language)
    assert len([key for key in keys if key not in short]) > 1_000
    assert all(key in known for key in keys)


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh"])
def test_the_longer_lists_are_whole_and_hold_no_empty_word(language):
    lists = [FOLDER / f"{language}.{name}.txt" for name in ("words", "further")]
    first, further = (
        [line for line in path.read_text("utf8").splitlines() if not line.startswith("#")]
        for path in lists
    )
    assert all(re.fullmatch(r"[^\s:]+: [^\s,]+(, [^\s,]+)*", line) for line in further)
    words = [line.partition(":")[0] for line in further]
    assert len(set(words)) == len(words) > 7_000
    assert not set(words) & {line.partition(":")[0] for line in first}
    empty = words_of(language).stopwords
    heard = [tokenize(word, language) for word in words]
    assert not [run for run in heard if len(run) == 1 and empty.exactly(run[0])]
