"""Benches stay out of what is trained on, and what was written for training is whole."""

import csv
import json
import re

import pytest

from encoder import WRITTEN, data, overlap

LONG = "one two three four five six seven eight nine ten"


def test_ten_words_in_a_row_are_a_run_and_fewer_are_not():
    forbidden = set(overlap.runs(f"before {LONG} after"))
    assert overlap.shared([f"Elsewhere: One, two {LONG[8:]}!"], forbidden)
    assert not overlap.shared([LONG.replace("five", "5")], forbidden)
    # A short sentence is barred as a whole, a phrase is not.
    assert overlap.shared(["the sea is far away"], set(overlap.runs("The sea is far away.")))
    assert list(overlap.runs("the sea")) == []


def test_every_bench_is_barred(tmp_path):
    for name, text in (("unpc_test", "the first text of all is here"),
                       ("tico19", "the second text of all is here")):  # fmt: skip
        (tmp_path / f"{name}.tsv").write_text(f"en\tar\n{text}\tنص\n", "utf8")
    paragraph = "هذه فقرة طويلة بعض الشيء من موسوعة لا يجوز أن تقرأ"
    (tmp_path / "arcd-test.json").write_text(
        json.dumps({"data": [{"paragraphs": [{"context": paragraph, "qas": []}]}]}), "utf8"
    )
    (tmp_path / "STS17.track5.en-en.tsv").write_text("a man is riding a horse\tno\t1\n", "utf8")
    forbidden = overlap.barred(tmp_path)
    for text in (
        "the first text of all is here",
        "the second text of all is here",
        paragraph,
        "A man is riding a horse.",
    ):
        assert overlap.shared([text], forbidden), text
    assert not overlap.shared(["another text that is nowhere else"], forbidden)


REWORDED = sorted([*WRITTEN.glob("reworded_*.tsv"), *WRITTEN.glob("held_*.tsv")])


def read(path):
    """The rows of a written file; none has more or fewer cells than the header."""
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


@pytest.mark.parametrize("path", REWORDED, ids=lambda path: path.stem)
def test_questions_in_other_words_are_whole_and_in_their_language(path):
    rows = read(path)
    assert len(rows) > 85
    arabic = re.compile("[\u0600-\u06ff]")
    for row in rows:
        assert len(row) == 6 and all(row.values()), row
        assert all(bool(arabic.search(text)) == ("_ar" in name) for name, text in row.items()), row


@pytest.mark.parametrize(
    "path", sorted({*WRITTEN.glob("*.tsv")} - {*REWORDED}), ids=lambda path: path.stem
)
def test_written_texts_are_whole(path):
    rows = read(path)
    assert len(rows) > 100
    for row in rows:
        assert row["en"] and row["ar"], row
        # A question may be much shorter in one language; a sentence may not.
        assert path.stem == "questions" or data.usable(row["ar"], "ar", row["en"]), row
