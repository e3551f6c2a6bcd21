"""How near a claim comes to single sentences."""

import numpy as np
import pytest

from index.encoder import load_encoder
from qa.checking import likeness
from qa.checking.likeness import Likeness


class Letters:
    """A vector a letter; counts what it is given."""

    late = True
    dimension = 26

    def __init__(self):
        self.read = []

    def query_tokens(self, text):
        return np.eye(26, dtype=np.float32)[[ord(char) - 97 for char in text]].reshape(-1, 26)

    def passage_tokens(self, texts):
        self.read += texts
        return [self.query_tokens(text) for text in texts]


def test_a_claim_is_as_near_as_its_letters_are_held():
    like = Likeness(Letters())
    assert like.of("ab", ["abc", "a", "", "xyz"]) == pytest.approx([1, 0.5, 0, 0])
    assert like.of("", ["abc"]) == [0] and like.of("ab", []) == []


def test_a_sentence_is_read_once_and_forgotten_when_there_are_too_many(monkeypatch):
    letters = Letters()
    like = Likeness(letters)
    like.of("a", ["abc", "abc", "d"])
    like.of("b", ["d", "abc"])
    assert letters.read == ["abc", "d"]
    monkeypatch.setattr(likeness, "_KEPT", 1)
    assert like.of("d", ["abc", "d"]) == [0, 1]
    assert letters.read == ["abc", "d", "abc", "d"]


def test_without_vectors_of_pieces_nothing_is_said():
    letters = Letters()
    letters.late = False
    assert Likeness(letters).of("a", ["a"]) is None


def test_a_paraphrase_is_nearer_than_its_neighbour():
    said = ["يُغلق المتحف أبوابه أيام الاثنين للصيانة.", "يضم المتحف ثلاث قاعات للعرض."]
    near, other = Likeness(load_encoder()).of("لا يستقبل المتحف الزوار يوم الاثنين.", said)
    assert near > other
