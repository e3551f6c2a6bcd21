"""What all texts share is taken out of their vectors, and can be told again."""

import numpy as np
import pytest

from index.centring import FEW, Centring


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def texts() -> np.ndarray:
    """Forty texts on one subject: a common vector, and a little of their own."""
    rng = np.random.default_rng(7)
    return unit(np.array([3.0, 0, 0, 0, 0, 0]) + rng.normal(0, 0.4, (40, 6)))


def test_texts_on_one_subject_are_told_apart(texts):
    _, rest = Centring.fit(texts, ["ar"] * len(texts), few=1.0)
    before = texts @ texts.T
    after = rest @ rest.T
    others = ~np.eye(len(texts), dtype=bool)
    assert before[others].mean() > 0.9
    assert abs(after[others].mean()) < 0.25
    assert np.linalg.norm(rest, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_languages_have_each_their_own(texts):
    other = texts @ np.roll(np.eye(6, dtype=np.float32), 3, axis=1)
    both = np.concatenate([texts, other])
    centring, rest = Centring.fit(both, ["ar"] * 40 + ["en"] * 40, few=1.0)
    assert centring.common.shape == (2, 6)
    assert abs((rest[:40] @ rest[:40].T)[~np.eye(40, dtype=bool)].mean()) < 0.25


def test_a_single_text_keeps_nearly_all_of_itself():
    one = unit(np.array([[1.0, 2.0, 3.0]]))
    _, rest = Centring.fit(one, ["ar"])
    assert rest[0] @ one[0] == pytest.approx(1.0, abs=1e-5)


def test_of_few_texts_little_is_taken():
    two = unit(np.array([[1.0, 0.2, 0.0], [1.0, -0.2, 0.0]]))
    centring, _ = Centring.fit(two, ["ar", "ar"])
    assert centring.common[0] == pytest.approx(2 / (2 + FEW) * two.mean(0), abs=1e-6)


def test_texts_that_are_all_alike_stay():
    same = unit(np.ones((2000, 3)))
    _, rest = Centring.fit(same, ["ar"] * 2000)
    assert np.isfinite(rest).all()
    assert rest[0] @ same[0] == pytest.approx(1.0, abs=1e-4)


def test_cosines_of_the_whole_text_come_back(texts, tmp_path):
    keys = ["ar", "en"] * 20
    centring, rest = Centring.fit(texts, keys)
    centring.save(tmp_path / "centring.npz")
    question = unit(np.array([[1.0, 0.5, -0.2, 0.1, 0.3, 0.0]]))[0]
    ids = [3, 17, 38]
    told = Centring.load(tmp_path / "centring.npz").cosines(
        question, ids, list(rest[ids] @ question)
    )
    assert told == pytest.approx(list(texts[ids] @ question), abs=1e-5)


def test_no_texts_are_no_error():
    centring, rest = Centring.fit(np.zeros((0, 4), dtype=np.float32), [])
    assert rest.shape == (0, 4)
    assert centring.cosines(np.ones(4, dtype=np.float32), [], []) == []
