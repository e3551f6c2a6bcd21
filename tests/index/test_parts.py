import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer import analyze, light10
from index.dense import build_dense, search_dense
from index.fusion import convex
from index.lexical import LexicalIndex


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والكتاب", "كتاب"),
        ("المهاجرين", "مهاجر"),
        ("عمليات", "عمل"),
        ("للهجره", "هجر"),
        ("من", "من"),
    ],
)  # fmt: skip
def test_light10(word, stem):
    assert light10(word) == stem


@given(st.text(alphabet="ابتوالهينكفل", min_size=1, max_size=14))
def test_light10_never_empties_a_word(word):
    assert light10(word)


def test_vowelled_and_plain_arabic_give_the_same_tokens():
    assert analyze("الهِجْرَةُ المُنْتَظِمَةُ", "ar") == analyze("الهجرة المنتظمة", "ar")
    assert "w:5+5" in analyze("حوار 5+5")
    assert not {t for t in analyze("كتاب") if t.startswith("g:")} & {"s:كتاب"}


def test_a_misprint_is_found_by_its_grams():
    index = LexicalIndex.build([analyze("العمليات التشارورية"), analyze("سوق العمل في المدينة")])
    scores = index.scores(analyze("التشاورية"))
    assert scores[0] > 0 and scores[0] > scores[1]


def test_unknown_words_and_empty_indexes_score_nothing():
    assert LexicalIndex.build([]).scores(["s:x"]).tolist() == []
    assert LexicalIndex.build([["s:a"]]).scores(["s:zzz"]).tolist() == [0.0]


def test_fusion_by_hand():
    fused = dict(convex({"a": 0.9, "b": 0.6}, {"b": 0.5, "c": 1.0}, words=0.5))
    assert fused == pytest.approx({"a": 0.45, "b": 0.55, "c": 0.8})
    assert [x for x, _ in convex({"a": 0.5}, {}, words=0.0)] == ["a"]
    assert convex({}, {}) == []


@pytest.mark.parametrize("exact_up_to", [1000, 10])
def test_dense_finds_only_what_is_allowed(exact_up_to):
    vectors = np.random.default_rng(1).normal(size=(400, 16)).astype("float32")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = build_dense(vectors, exact_up_to)
    found = search_dense(index, vectors[7], 3, [3, 7, 9])
    assert found[0][0] == 7
    assert {i for i, _ in found} <= {3, 7, 9}
    assert search_dense(index, vectors[7], 3, []) == []
