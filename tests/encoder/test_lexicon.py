"""The lexicon learnt from a corpus so small that every translation is known."""

import csv
import gzip
import lzma

import numpy as np
import pytest

from encoder import lexicon as learning
from encoder.alignment import align
from encoder.bitext import Recipe, corpus
from encoder.data import Parallel
from index.lexicon import lexicon

NOUNS = {"house": "منزل", "road": "طريق", "city": "مدينة", "school": "مدرسة", "river": "نهر"}
STATES = {"big": "كبير", "new": "جديد", "far": "بعيد", "broken": "مكسور"}
CHINESE = {"house": "房屋", "road": "道路", "city": "城市", "school": "学校", "river": "河流"}
RECIPE = Recipe(least=0.05, runs=2)


def rows(source="good"):
    return [
        Parallel(
            source, {"en": f"the {n} was {s}", "ar": f"كان {arabic} {state}", "zh": CHINESE[n] + s}
        )
        for n, arabic in NOUNS.items()
        for s, state in STATES.items()
    ]


def best(found):
    return {word: translations[0][0] for word, translations in found.items()}


def test_translations_are_learnt_from_what_stands_together():
    found = best(learning.learn(corpus(rows(), "en", RECIPE), RECIPE))
    assert found["hous"] == "منزل"
    assert found["big"] == "كبير"
    assert found["broken"] == "مكسور"


def test_probabilities_are_sure_where_the_corpus_is():
    found = learning.learn(corpus(rows(), "en", RECIPE), RECIPE)
    assert found["river"][0][1] > 0.8
    assert all(0 < p <= 1 for translations in found.values() for _, p in translations)


def test_empty_words_neither_have_nor_are_translations():
    found = learning.learn(corpus(rows(), "en", RECIPE), RECIPE)
    assert not {"the", "was"} & set(found)
    assert "كان" not in {arabic for told in found.values() for arabic, _ in told}


def test_what_was_seen_once_is_kept_only_from_a_sure_source():
    once = {"en": "a giraffe", "ar": "زرافة"}
    noisy = corpus([*rows(), Parallel("manual", once)], "en", RECIPE)
    assert "giraff" not in learning.learn(noisy, RECIPE)
    sure = corpus([*rows(), Parallel("written_lexicon", once)], "en", RECIPE)
    assert best(learning.learn(sure, RECIPE))["giraff"] == "زراف"


def test_an_accident_is_pruned():
    accident = Parallel("good", {"en": "the house was big", "ar": "كان مقبض كبير"})
    found = learning.learn(corpus([*rows(), accident], "en", RECIPE), RECIPE)
    assert "مقبض" not in {arabic for arabic, _ in found["hous"]}


def test_chinese_characters_that_stand_together_are_words():
    found = learning.learn(corpus(rows(), "zh", RECIPE), RECIPE)
    assert best(found)["学校"] == "مدرس"


def test_the_two_directions_are_probabilities():
    table = align([[0, 1], [0, 2], [1, 2]], [[0, 1], [0, 2], [1, 2]], [1.0, 2.0, 1.0])
    for side, values in ((table.left, table.forward), (table.right, table.backward)):
        assert np.allclose(np.bincount(side, values), 1.0, atol=1e-3)
    assert (table.left[table.both > 0.5] == table.right[table.both > 0.5]).all()


def test_the_command_writes_the_same_bytes_again(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    lines = [["good", row.texts["en"], row.texts["ar"], "", "", "", ""] for row in rows()]
    for name, table in (
        ("multiway.tsv.xz", [["source", "en", "ar", "fr", "es", "ru", "zh"], *lines]),
        ("ar_en.tsv.xz", [["source", "ar", "en"], ["bad", "ممنوع", "forbidden"]]),
    ):
        with lzma.open(data / name, "wt", encoding="utf8", newline="") as file:
            csv.writer(file, delimiter="\t", lineterminator="\n").writerows(table)
    (data / "licences.tsv").write_text(
        "source\trows\tlicence\tweights_may_ship\ngood\t20\tCC0\tyes\nbad\t1\tnone\tno\n", "utf8"
    )
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        learning.main(["--data", str(data), "--output", str(folder), "--languages", "en"])
        written.append((folder / "en.tsv.gz").read_bytes())
    assert written[0] == written[1]
    assert b"forbid" not in gzip.decompress(written[0])
    assert lexicon("en", tmp_path / "one").translations("school")[0][0] == "مدرس"


@pytest.mark.parametrize("language", learning.LANGUAGES)
def test_a_corpus_without_the_language_gives_nothing(language):
    empty = corpus([Parallel("good", {"en": "house", "de": "Haus"})], language, RECIPE)
    assert learning.learn(empty) == {}


def test_a_chinese_run_that_is_two_words_is_left_out():
    assert learning._parted("国际移民", {
        "国际移民": [("نما", 0.3)], "国际": [("دول", 0.4)], "移民": [("هجر", 0.6)]
    })  # fmt: skip
    assert not learning._parted("图书馆", {"图书馆": [("مكتب", 0.3)], "图": [("صور", 0.4)]})
