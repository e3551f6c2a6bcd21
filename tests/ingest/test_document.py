"""The brochure as it is read, and tables of other documents."""

import pytest

from corpus.errors import DocumentError
from corpus.records import BlockKind, ColumnRole
from ingest.library import add_file, fingerprint, library_folders
from ingest.load import load_document
from ingest.passages import make_passages


def test_table_has_sixteen_typed_rows(brochure):
    (table,) = brochure.tables
    roles = [column.role for column in table.columns]
    assert roles == [ColumnRole.NAME, ColumnRole.NUMBER, ColumnRole.TEXT, ColumnRole.LIST,
                     ColumnRole.GROUP]  # fmt: skip
    counts = [row.cells[1].number for row in table.rows]
    assert counts == [49, 50, 11, 12, 10, 45, 7, 15, 15, 19, 10, 20, 11, 7, 44, 17]
    assert table.rows[11].cells[1].values[0].numbers == (20, 11, 9)
    assert table.rows[4].cells[0].values[0].text == "حوار 5+5"


def test_themes_that_fill_the_secretariat_cell_are_themes(brochure):
    (table,) = brochure.tables
    missing = [row.index for row in table.rows if not row.cells[2].values]
    assert missing == [9, 10, 13]
    assert all(table.rows[i].cells[2].reason for i in missing)
    assert [len(table.rows[i].cells[3].values) for i in missing] == [9, 6, 13]


def test_region_is_carried_to_every_row(brochure):
    (table,) = brochure.tables
    regions = [row.cells[4].values[0].text for row in table.rows]
    assert len(set(regions)) == 6
    assert regions[6] == regions[10] == "إفريقيا"


def test_sentence_broken_across_columns_is_one(brochure):
    broken = [s for s in brochure.sentences if len(s.spans) > 1]
    assert len(broken) == 1
    assert "في العام 2013، حضره قرابة 60 مشاركاً" in broken[0].text
    assert broken[0].spans[0].start > broken[0].spans[1].start


def test_no_edge_holds_markup_or_space(brochure):
    spans = [b.span for b in brochure.blocks if b.kind is not BlockKind.TABLE]
    spans += [s for sentence in brochure.sentences for s in sentence.spans]
    spans += [v.span for t in brochure.tables for r in t.rows for c in r.cells for v in c.values]
    for span in spans:
        piece = span.of(brochure.text)
        assert piece == piece.strip()
        assert not piece.startswith(("#", "•", "<b>", "- "))


def test_passages_hold_their_units_and_a_page_each(brochure, passages):
    assert len({p.id for p in passages}) == len(passages) == 46
    assert {p.page for p in passages} == {1, 2, 3, 4}
    for passage in passages:
        assert passage.units
        assert all(any(s.contains(x) for s in passage.spans)
                   for unit in passage.units for x in unit.spans
                   if passage.row is None)  # fmt: skip
        assert set(passage.views) == {"ar", "en", "fr", "es", "ru", "zh"}


MERGED = """# المحطات

| المدينة | المحطة | الموظفون | الخدمات |
|---|---|---|---|
| عمّان | المحطة الشمالية | ١٢ موظفاً | • تذاكر • شحن |
|  | المحطة الجنوبية | 7 موظفين | • تذاكر |
| إربد | محطة الوادي | 30 موظفاً | • شحن • صيانة |
"""


def test_arabic_pipe_table_with_merged_cells(tmp_path):
    path = tmp_path / "stations.md"
    path.write_text(MERGED, "utf8")
    document = load_document(add_file(path, tmp_path / "library"))
    (table,) = document.tables
    assert document.language == "ar"
    assert [row.cells[0].values[0].text for row in table.rows] == [
        "المحطة الشمالية", "المحطة الجنوبية", "محطة الوادي"]  # fmt: skip
    number = table.column(ColumnRole.NUMBER)
    assert [row.cells[number.index].number for row in table.rows] == [12, 7, 30]
    city = next(c for c in table.columns if c.text == "المدينة")
    assert [row.cells[city.index].values[0].text for row in table.rows] == ["عمّان", "عمّان", "إربد"]
    assert [len(r.cells[table.column(ColumnRole.LIST).index].values) for r in table.rows] == [
        2,
        1,
        2,
    ]


def test_english_tab_table(tmp_path):
    path = tmp_path / "ships.txt"
    path.write_text("Ship\tCrew\tHome port\nAurora\t12\tOslo\nBorealis\t9\tBergen\n", "utf8")
    document = load_document(add_file(path, tmp_path / "library"))
    (table,) = document.tables
    assert document.language == "en"
    assert table.columns[0].text == "Ship"
    assert [row.cells[table.column(ColumnRole.NUMBER).index].number for row in table.rows] == [
        12,
        9,
    ]
    assert len(make_passages(document)) == 2


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [("a.md", b"   \n", "empty"), ("a.md", b"\xff\xfe\x00a", "UTF-8"), ("a.pdf", b"x", "convert"),
     ("a.md", b"a\x00b", "not a text file")],
)  # fmt: skip
def test_bad_files_are_refused_and_leave_nothing(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=says):
        add_file(path, tmp_path / "library")
    assert library_folders(tmp_path / "library") == []


def test_the_same_file_twice_is_one_document(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# عنوان\n\nنص قصير.", "utf8")
    first = add_file(path, tmp_path / "library")
    assert add_file(path, tmp_path / "library") == first
    assert len(library_folders(tmp_path / "library")) == 1


def test_a_changed_source_is_noticed(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# عنوان\n\nنص قصير.", "utf8")
    folder = add_file(path, tmp_path / "library")
    before = fingerprint(folder)
    (folder / "source.md").write_text("# عنوان\n\nنص آخر.", "utf8")
    assert fingerprint(folder) != before
    with pytest.raises(DocumentError, match="SHA-256"):
        load_document(folder)
