import json
from dataclasses import replace

import pytest

import index.build
from corpus.errors import EncoderError, IndexMismatchError, IndexMissingError, UsageError
from index.build import build_index
from index.encoder import load_encoder
from index.store import SearchIndex


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture
def built(passages, encoder, tmp_path):
    return build_index(passages[:6], encoder, tmp_path / "index", {"d": "1"}), tmp_path / "index"


def test_what_was_saved_gives_the_same_results(built, encoder):
    first, directory = built
    again = SearchIndex.open(directory, encoder, {"d": "1"})
    assert again.search("العمليات غير ملزمة") == first.search("العمليات غير ملزمة")
    assert again.passages == first.passages


def test_a_failed_build_leaves_the_old_index(built, passages, encoder, monkeypatch):
    _, directory = built

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(index.build, "save_dense", fail)
    with pytest.raises(OSError, match="disk full"):
        build_index(passages, encoder, directory, {"d": "2"})
    assert len(SearchIndex.open(directory, encoder, {"d": "1"}).passages) == 6
    assert len(list(directory.glob("g*"))) == 1


def test_every_mismatch_says_what_to_run(built, encoder):
    _, directory = built
    with pytest.raises(IndexMismatchError, match=r"documents: d.*run `isnad index`"):
        SearchIndex.open(directory, encoder, {"d": "2"})
    (path,) = directory.glob("g*/manifest.json")
    record = json.loads(path.read_text("utf8"))
    for key, value, says in (("dimension", 3, "dimensions"), ("fingerprint", "x", "encoder"),
                             ("normaliser", 0, "text analysis")):  # fmt: skip
        path.write_text(json.dumps(record | {key: value}), "utf8")
        with pytest.raises(IndexMismatchError, match=rf"{says}.*run `isnad index`"):
            SearchIndex.open(directory, encoder, {"d": "1"})
    path.write_text("{", "utf8")
    with pytest.raises(IndexMismatchError, match="damaged"):
        SearchIndex.open(directory, encoder)


def test_missing_index_and_encoder_are_one_line(tmp_path, encoder):
    with pytest.raises(IndexMissingError, match="run `isnad index`") as missing:
        SearchIndex.open(tmp_path, encoder)
    assert "\n" not in str(missing.value)
    with pytest.raises(EncoderError, match="ISNAD_ENCODER") as absent:
        load_encoder(tmp_path / "none")
    assert "\n" not in str(absent.value)


def test_search_is_filtered_and_checked(built, passages, encoder, tmp_path):
    first, _ = built
    assert first.search("x", documents=["other"]) == []
    with pytest.raises(UsageError, match="empty"):
        first.search("  ")
    two = [passages[0], replace(passages[1], id="o/p1", document_id="o")]
    both = build_index(two, encoder, tmp_path / "two", {})
    assert {h.document_id for h in both.search("الهجرة", documents=["o"])} == {"o"}
    empty = build_index([], encoder, tmp_path / "none", {})
    assert empty.search("الهجرة") == []
