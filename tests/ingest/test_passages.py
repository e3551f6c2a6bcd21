from itertools import pairwise

from corpus.records import PassageKind
from ingest.load import load_document
from ingest.passages import LONGEST, make_passages

TABLE = "Name\tSize\tNote\n<b>الإقليم: أ</b>\t\t\nA\t1\tx\n<b>الإقليم: ب</b>\t\t\nC\t3\ty\n"


def test_every_row_and_every_sentence_is_in_one_passage(brochure, passages):
    assert sum(p.kind is PassageKind.ROW for p in passages) == 16
    units = [u.spans for p in passages for u in p.units if p.kind is PassageKind.PROSE]
    assert units == [s.spans for s in brochure.sentences]
    ids = [p.id for p in passages] + [u.id for p in passages for u in p.units]
    assert len(ids) == len(set(ids))


def test_passages_can_be_searched_in_english(passages):
    for passage in passages:
        assert passage.views["en"]
        assert all(unit.views["en"] for unit in passage.units)
        assert passage.kind is PassageKind.PROSE or "\u0627" not in passage.views["en"]


def test_a_row_names_its_own_region_only(passages):
    rows = [p for p in passages if p.kind is PassageKind.ROW]
    regions = [row.views["en"].rpartition("; Region: ")[2] for row in rows]
    assert regions[9] == "Africa"
    assert sum("Europe" in region for region in regions) == 2
    assert rows[9].units[-1].views["en"] == "Africa"


def test_a_row_reads_with_its_headers(passages):
    row = next(p for p in passages if p.row == 4)
    assert row.views["ar"].startswith("حوار 5+5. البلدان المشاركة: 10 بلدان; الأمانة: لا توجد")
    assert "الهجرة غير النظامية; الهجرة والتنمية" in row.views["ar"]
    assert row.views["ar"].endswith("الإقليم: غرب البحر الأبيض المتوسط")


def test_the_broken_sentence_is_one_unit_of_two_ranges(passages):
    (unit,) = [u for p in passages for u in p.units if len(u.spans) > 1]
    assert "60" in unit.views["en"]
    assert "2013" in unit.views["en"]


def test_the_context_is_the_path_of_headings(passages):
    row = next(p for p in passages if p.row == 0)
    assert row.context["en"].count(" › ") == 1
    assert row.context["ar"].startswith("العمليات التشاورية")


def test_a_long_paragraph_is_cut_at_sentences_without_overlap(write):
    sentence = "word " * 29 + "end. "
    document = load_document(write(sentence * 20))
    found = make_passages(document)
    sizes = [len(p.views["en"].split()) for p in found]
    assert sum(sizes) == 600
    assert max(sizes) <= LONGEST
    assert min(sizes) >= 100
    spans = [span for p in found for span in p.spans]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_group_that_is_translated_with_its_label(write):
    def entry(words, text):
        start = TABLE.index(words)
        return f"[[sentences]]\nstart = {start}\nend = {start + len(words)}\ntext = '{text}'\n"

    en = "language = 'en'\nstatus = 's'\nsha256 = 'SHA'\n"
    en += entry("الإقليم: أ", "Region: One") + entry("الإقليم: ب", "Region: Two")
    rows = make_passages(load_document(write(TABLE, language="ar", en=en)))
    assert [r.views["en"].rpartition("; ")[2] for r in rows] == ["Region: One", "Region: Two"]


def test_reading_again_gives_the_same_passages(write):
    folder = write("# T\n\nOne. Two.\n\n- three\n")
    assert make_passages(load_document(folder)) == make_passages(load_document(folder))
