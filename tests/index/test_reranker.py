"""The bundled reranker."""

import numpy as np
import pytest
from safetensors import safe_open

from corpus.errors import EncoderError
from encoder import RERANKER, WEIGHTS
from index.encoder import load_encoder
from index.identity import fingerprint
from index.late import shortened
from index.reranker import Reranker

SENTENCES = (
    "افتُتح المتحف في مدينة المحرق يوم 12 مارس 1998 بعد أعمال الترميم.",
    "تقود الجولات السيدة مريم بوجيري، أمينة المتحف منذ 2015.",
    "رسم الدخول دينار واحد للبالغين، ولا يُستوفى أي رسم من الأطفال.",
    "يُمنع إدخال المأكولات إلى القاعات.",
)


@pytest.fixture(scope="module")
def judge():
    encoder = load_encoder()
    texts = [shortened(pieces) for pieces in encoder.passage_tokens(SENTENCES)]
    return lambda question: Reranker.load().scores(shortened(encoder.query_tokens(question)), texts)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("How much does a grown-up pay to get in?", 2),
        ("من المسؤول عن المتحف؟", 1),
        ("When did it open?", 0),
        ("Combien coûte l'entrée ?", 2),
    ],
)
def test_the_sentence_that_answers_comes_first(judge, question, right):
    assert int(judge(question).argmax()) == right


def test_what_is_left_open_is_less_likely_answered_than_what_is_told(judge):
    told = judge("How much does a grown-up pay to get in?").max()
    assert told > judge("How much did the restoration cost?").max()
    assert told > judge("What is the capital of Mongolia?").max()


def test_texts_without_pieces_and_questions_without_pieces_are_far_from_answering():
    none, some = np.zeros((0, 128), np.float32), np.eye(128, dtype=np.float32)[:3]
    reranker = Reranker.load()
    assert reranker.scores(some, []).tolist() == []
    assert (reranker.scores(none, [some]) < -1000).all()
    found = reranker.scores(some, [none, some])
    assert found[0] < -1000 < found[1]


def test_a_long_text_is_read_as_far_as_it_was_in_training():
    rng = np.random.default_rng(1)
    long = shortened(rng.normal(size=(300, 128)).astype(np.float32))
    reranker = Reranker.load()
    assert reranker.scores(long[:5], [long]) == pytest.approx(
        reranker.scores(long[:5], [long[:120]]), abs=1e-5
    )


def test_it_was_trained_with_the_bundled_encoder():
    with safe_open(RERANKER, "numpy") as file:
        assert file.metadata()["encoder"] == fingerprint(WEIGHTS)


def test_damaged_weights_are_named(tmp_path):
    path = tmp_path / "r.safetensors"
    path.write_bytes(b"not weights")
    with pytest.raises(EncoderError, match="reranker"):
        Reranker(path)
    with pytest.raises(EncoderError, match="reranker"):
        Reranker(tmp_path / "absent")
