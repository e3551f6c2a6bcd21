"""The measures on texts so few that the right figures can be told by hand."""

import json

import numpy as np
import pytest

from encoder import benches
from encoder.noise import noisy


def embed(texts):
    """A vector a text: two texts are alike when they begin with the same letter."""
    vectors = np.zeros((len(texts), 26))
    for row, text in enumerate(texts):
        vectors[row, ord(text[0].lower()) - 97] = 1
    return vectors


@pytest.fixture
def squad(tmp_path):
    articles = [
        {"paragraphs": [{"context": "apple pie", "qas": [{"question": "a?"}, {"question": "x?"}]}]},
        {"paragraphs": [{"context": "banana split", "qas": [{"question": "b?"}]}]},
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": articles}))
    return path


def test_bitext_counts_nearest_neighbours():
    vectors = {"ar": embed(["a", "b", "c"]), "en": embed(["a", "c", "b"])}
    assert benches.bitext(vectors, [("ar", "en")]) == {"ar-en": pytest.approx(1 / 3)}
    assert benches.pairs_of(["ar", "en", "fr"], everything=False) == [
        ("ar", "en"),
        ("ar", "fr"),
        ("en", "ar"),
        ("fr", "ar"),
    ]
    assert len(benches.pairs_of(["ar", "en", "fr"], everything=True)) == 6


def test_retrieval_by_hand(squad):
    bench = benches.Retrieval.read(squad)
    assert bench.relevant == [0, 0, 1]
    rankings = benches.ranking(benches.dense_scores(bench, embed))
    assert [ranking[0] for ranking in rankings] == [0, 0, 1]
    figures = bench.measure([[0], [1, 0], []])
    assert figures["R@1"] == pytest.approx(1 / 3)
    assert figures["nDCG@10"] == pytest.approx((1 + 1 / np.log2(3)) / 3)


def test_fusion_prefers_what_both_find():
    assert benches.fuse([{1: 0.9, 2: 0.8}], [{2: 0.5, 3: 0.01}]) == [[2, 1, 3]]
    late = [{1: 0.2, 2: 0.1, 3: 0.9}]
    assert benches.fuse([{1: 0.9, 2: 0.8}], [{2: 0.5, 3: 0.01}], late) == [[3, 2, 1]]


def test_late_interaction_ranks_what_it_is_given(squad):
    bench = benches.Retrieval.read(squad)

    def pieces(texts):
        return [embed(text.split()) for text in texts]

    assert benches.late_scores(bench, pieces, [[0, 1], [1], [0, 1]]) == [
        {0: pytest.approx(1, abs=0.01), 1: 0}, {1: 0}, {1: pytest.approx(1, abs=0.01), 0: 0}
    ]  # fmt: skip
    figures = benches.retrieval(squad, embed, pieces)
    assert {"late interaction", "fused with it", "late interaction, 15 % noise"} <= set(figures)


def test_lexical_scores_are_shares_of_the_words(squad):
    scores = benches.lexical_scores(benches.Retrieval(["apple"], ["apple pie", "banana"], [0]))
    assert list(scores[0]) == [0] and 0.5 < scores[0][0] <= 1.0


def test_columns_with_and_without_a_header(tmp_path):
    with_header = tmp_path / "a.tsv"
    with_header.write_text("en\tar\nhello\tمرحبا\n", "utf8")
    assert benches.read_parallel(with_header) == {"en": ["hello"], "ar": ["مرحبا"]}
    plain = tmp_path / "b.tsv"
    plain.write_text("un\thello\tمرحبا\tbonjour\thola\tпривет\t你好\n", "utf8")
    assert benches.read_parallel(plain)["zh"] == ["你好"]


def test_noise_damages_about_as_much_as_asked(tmp_path):
    import random

    text = "العمليات التشاورية الإقليمية بشأن الهجرة " * 40
    damaged = noisy(text, random.Random(1), 0.15)
    assert noisy(text, random.Random(1), 0.0) == text
    assert noisy(text, random.Random(1), 0.15) == damaged
    kept = sum(word in text.split() for word in damaged.split()) / len(damaged.split())
    assert 0.15 < kept < 0.7
