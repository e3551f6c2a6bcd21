"""Counting words for the correction of scans."""

import lzma

from encoder import frequency as counting
from encoder import overlap
from index.frequency import FILE, frequency


def test_only_what_may_ship_is_counted_and_benches_are_not(tmp_path):
    (tmp_path / "licences.tsv").write_text(
        "source\trows\tlicence\tweights_may_ship\nours\t1\tMIT\tyes\nothers\t1\tnone\tno\n", "utf8"
    )
    for name, head, rows in (
        ("multiway", "source\ten\tar\tfr\tes\tru\tzh", ["ours\tthe book\tالكتاب القديم\t\t\t\t"]),
        ("ar_en", "source\tar\ten", ["others\tممنوع هنا\tnot here"]),
        (
            "sections",
            "source\tlang\theading\tpassage\tgroup",
            ["ours\tar\tالكتاب\tصفحة أولى\t1", "ours\ten\ta\tb\t1", "others\tar\tممنوع\tهنا\t2"],
        ),
    ):
        with lzma.open(tmp_path / f"{name}.tsv.xz", "wt", encoding="utf8") as file:
            file.write("\n".join([head, *rows]) + "\n")
    long = " ".join(f"كلمة{letter}" for letter in "ابتثجحخدذرزس")
    with lzma.open(tmp_path / "wikipedia_ar.txt.xz", "wt", encoding="utf8") as file:
        file.write(f"TITLE\tالكتاب\tالكتاب فقرة\nفقرة\nفقرة\n{long}\n")
    counts = counting.count(counting.texts(tmp_path), set(overlap.runs(long)))
    assert counts["الكتاب"] == 3 and counts["فقره"] == 2
    assert "ممنوع" not in counts and not any(word.startswith("كلمه") for word in counts)


def test_what_is_saved_is_read(tmp_path):
    counts = counting.count(["سلام", "سلام عليكم", "مرة سلام"])
    assert counting.save(counts, tmp_path / FILE, least=2) == 1
    assert frequency(tmp_path) == {"سلام": 3}
