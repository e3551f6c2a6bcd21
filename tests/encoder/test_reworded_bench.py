"""The measure of questions in other words."""

import numpy as np
import pytest

from corpus.errors import DocumentError
from encoder import WRITTEN, data
from encoder.reworded_bench import first, labels, measure, sentences


class Letters:
    """A text is its letters; its pieces are its words."""

    name, dimension, fingerprint, late = "letters", 128, "letters", True

    def encode_queries(self, texts):
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for char in text:
                row[ord(char) % self.dimension] += 1
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    encode_passages = encode_queries

    def query_tokens(self, text):
        return self.encode_queries(text.split())

    def passage_tokens(self, texts):
        return [self.query_tokens(text) for text in texts]


def test_a_question_is_right_where_its_own_answer_or_one_like_it_comes_first():
    told = ["abc", "xyz", "abc"]
    assert first(Letters(), (["aabbcc", "xy"], [2, 0]), told) == (0.5, 0.5, 0.5)


@pytest.fixture
def held(tmp_path):
    head = "label_en\tlabel_ar\tquestion_en_1\tquestion_en_2\tquestion_ar_1\tquestion_ar_2\n"
    (tmp_path / "held_labels_x.tsv").write_text(
        head + "boat\tقارب\tq1\tq2\tس١\tس٢\nsea\tبحر\tq3\tq4\tس٣\tس٤\n", "utf8"
    )
    head = "question_en\tquestion_ar\tanswer_en\tanswer_ar\tnear_en\tnear_ar\n"
    (tmp_path / "held_sentences_x.tsv").write_text(head + "q\tس\ta\tج\tn\tق\n", "utf8")
    return tmp_path


def test_every_label_has_two_questions_and_sentences_have_what_comes_near(held):
    asked, told = labels(held / "held_labels_x.tsv", "en", "ar")
    assert asked == (["q1", "q2", "q3", "q4"], [0, 0, 1, 1])
    assert told == ["قارب", "بحر"]
    assert sentences(held / "held_sentences_x.tsv", "ar", "en") == ((["س"], [0]), ["a", "n"])


def test_all_pairs_of_languages_are_measured(held, tmp_path):
    assert measure(Letters(), held).row_count == 8
    with pytest.raises(DocumentError, match="held_labels"):
        measure(Letters(), tmp_path / "nowhere")


def test_what_is_held_is_not_trained_on():
    def said(kind, *columns):
        files = [*WRITTEN.glob(f"{kind}_labels_*.tsv"), *WRITTEN.glob(f"{kind}_sentences_*.tsv")]
        rows = [row for path in files for row in data.table(path)]
        return {row[c] for row in rows for c in columns if c in row}

    columns = ("label_en", "label_ar", "answer_en", "answer_ar")
    held = said("held", *columns)
    assert held
    assert held.isdisjoint(said("reworded", *columns))
