"""Late interaction, by hand and in the index."""

from dataclasses import replace

import numpy as np
import pytest

from encoder import WEIGHTS
from index.build import build_index
from index.encoder import load_encoder, token_encoder
from index.fusion import LATE, LATE_WORDS, convex
from index.late import DIMENSIONS, LateIndex, shortened
from index.store import SearchIndex
from index.torch_encoder import SentenceTransformerEncoder


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def unit(*rows):
    return np.array(rows, dtype=np.float32) / np.linalg.norm(rows, axis=1, keepdims=True)


def test_each_piece_counts_by_its_best_match():
    texts = [unit([1, 0, 0], [0, 1, 0]), unit([1, 0, 0]), unit([0, 0, 1]), np.zeros((0, 3))]
    late = LateIndex.build(texts)
    query = unit([1, 0, 0], [0, 1, 0])
    assert late.scores(query, [0, 1, 2, 3]).tolist() == pytest.approx([1, 0.5, 0, 0], abs=0.01)
    assert late.scores(query, [2, 0]).tolist() == pytest.approx([0, 1], abs=0.01)
    assert late.scores(query[:0], [0, 1]).tolist() == [0, 0]
    assert late.scores(query, []).tolist() == [] and late.scores(query, [3]).tolist() == [0]
    assert len(late) == 4 and len(LateIndex.build([])) == 0


def test_bytes_lose_little(tmp_path):
    rng = np.random.default_rng(1)
    texts = [unit(*rng.normal(size=(20, 384))) for _ in range(5)]
    query = unit(*rng.normal(size=(7, 384)))
    late = LateIndex.build(texts)
    exact = [(shortened(query) @ shortened(t).T).max(1).mean() for t in texts]
    assert late.scores(query, range(5)).tolist() == pytest.approx(exact, abs=0.01)
    assert shortened(query).shape == (7, DIMENSIONS)
    late.save(tmp_path)
    again = LateIndex.load(tmp_path)
    assert again.scores(query, range(5)).tolist() == late.scores(query, range(5)).tolist()
    assert LateIndex.load(tmp_path / "nowhere") is None


def test_fusion_with_late_interaction_by_hand():
    fused = dict(convex({"a": 0.6, "b": 0.3}, {"b": 1.0}, {"a": 0.9, "b": 0.6}))
    assert fused["a"] == pytest.approx((1 - LATE_WORDS) * (0.6 * (1 - LATE) + 0.9 * LATE))
    assert fused["b"] == pytest.approx(
        LATE_WORDS + (1 - LATE_WORDS) * (0.3 * (1 - LATE) + 0.6 * LATE)
    )


def test_token_vectors_are_of_pieces_and_unit(encoder):
    pieces = token_encoder(encoder)
    (one, other) = pieces.passage_tokens(["اجتماع الوزراء", "a meeting of ministers in Amman"])
    assert one.shape[1] == other.shape[1] == encoder.dimension and len(other) > len(one) >= 2
    assert np.linalg.norm(other, axis=1) == pytest.approx(np.ones(len(other)), abs=1e-4)
    assert pieces.query_tokens("اجتماع الوزراء") == pytest.approx(one, abs=1e-5)


def test_torch_gives_the_same_token_vectors(encoder):
    torch = SentenceTransformerEncoder(WEIGHTS)
    text = "حقوق العمال المهاجرين"
    one, other = encoder.query_tokens(text), torch.query_tokens(text)
    assert one.shape == other.shape and (one * other).sum(1).min() > 0.97
    assert len(torch.passage_tokens([text, "a b"])) == 2


def test_passages_and_units_have_it(passages, encoder, tmp_path):
    found = build_index(passages[:8], encoder, tmp_path, {})
    asked = "من يشارك في الاجتماعات؟"
    hits = found.search(asked, 8, language="ar")
    assert all(0 < hit.late <= 1 for hit in hits)
    assert all(h.late for h in found.search(asked, 8, mode="dense", language="ar"))
    units = found.search(asked, 8, level="unit", language="ar")
    assert all(0 < hit.late <= 1 for hit in units) and len({hit.late for hit in units}) > 4
    assert {h.late for h in found.search(asked, 8, mode="lexical", language="ar")} == {None}
    without = found.without_late().search(asked, 8, language="ar")
    assert {h.late for h in without} == {None} and found.search(asked, 8, language="ar") == hits


def test_only_the_view_in_the_language_of_the_question_counts(passages, encoder, tmp_path):
    one = replace(passages[0], views={"ar": "سوق الخضار", "en": "vegetable market"}, units=())
    found = build_index([one], encoder, tmp_path, {})
    own = {
        code: found.search("vegetable market", 1, language=code)[0].late for code in ("en", "ar")
    }
    assert own["en"] == pytest.approx(1, abs=0.02) and own["ar"] < 0.95
    # Where a passage has no such view, its best one counts.
    assert found.search("vegetable market", 1, language="fr")[0].late == pytest.approx(own["en"])


def test_an_encoder_without_token_vectors_is_searched_without(passages, encoder, tmp_path):
    class Plain:
        name, dimension, fingerprint = encoder.name, encoder.dimension, encoder.fingerprint
        encode_queries = staticmethod(encoder.encode_queries)
        encode_passages = staticmethod(encoder.encode_passages)

    plain = Plain()
    assert token_encoder(plain) is None
    found = build_index(passages[:4], plain, tmp_path, {})
    assert not list(tmp_path.glob("g*/late-*"))
    assert {hit.late for hit in found.search("الهجرة", 4, language="ar")} == {None}
    # An index made with token vectors and opened without does without them, too.
    build_index(passages[:4], encoder, tmp_path / "two", {})
    assert SearchIndex.open(tmp_path / "two", plain).search("الهجرة", 1)[0].late is None


def test_of_other_weights_nobody_measured_whether_it_pays(tmp_path):
    for path in sorted(WEIGHTS.rglob("*")):
        if path.is_file():
            copy = tmp_path / path.relative_to(WEIGHTS)
            copy.parent.mkdir(exist_ok=True)
            copy.symlink_to(path)
    assert token_encoder(load_encoder(WEIGHTS)) is not None
    assert token_encoder(load_encoder(tmp_path)) is None
