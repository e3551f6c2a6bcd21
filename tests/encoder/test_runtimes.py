import json

import numpy as np
import pytest

from encoder.runtimes import loss, speed


@pytest.fixture
def bench(tmp_path):
    rows = [["source", "en", "ar", "fr", "es", "ru", "zh"]]
    rows += [["x", *(f"{code} {number}" for code in rows[0][1:])] for number in range(4)]
    text = "\n".join("\t".join(row) for row in rows)
    (tmp_path / "unpc_test.tsv").write_text(text + "\n", "utf8")
    paragraphs = [
        {"context": f"about {number}", "qas": [{"question": f"about {number}"}]}
        for number in range(12)
    ]
    record = {"data": [{"paragraphs": paragraphs}]}
    (tmp_path / "arcd-test.json").write_text(json.dumps(record), "utf8")
    lines = [f"about {a}\tabout {b}\t{5 - abs(a - b)}" for a in range(5) for b in range(5)]
    (tmp_path / "STS17.en-en.tsv").write_text("\n".join(lines), "utf8")
    return tmp_path


def embedding(texts, turned=False):
    """Unit vectors that depend on the text alone; turned, they are of another space."""
    vectors = np.stack([
        np.random.default_rng(list(text.encode())).normal(size=64) for text in texts
    ])  # fmt: skip
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.roll(vectors, 1, axis=1) if turned else vectors


def test_the_reference_loses_nothing_and_another_space_all(bench):
    expected = {}
    own = loss(bench, embedding, expected)
    assert own["cosine, least"] == pytest.approx(1)
    assert own["ARCD nDCG@10"] == own["ARCD nDCG@10, mixed"] == 1
    other = loss(bench, lambda texts: embedding(texts, turned=True), expected)
    assert other["ARCD R@1"] == 1
    assert other["ARCD nDCG@10, mixed"] < 0.9
    assert other["cosine, mean"] < 0.5
    assert other["STS17 en-en"] == pytest.approx(own["STS17 en-en"], abs=0.01)  # ties by rounding


def test_speed_is_told_as_a_ratio():
    calls = []

    def quick(texts):
        calls.append(len(texts))
        return embedding(texts)

    found = speed({"torch float32": lambda texts: embedding([*texts] * 4), "other": quick})
    assert found["torch float32"]["times torch float32"] == 1
    assert found["other"]["times torch float32"] > 2
    assert {1, 64} <= set(calls)
