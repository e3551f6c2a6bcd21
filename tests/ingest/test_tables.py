import pytest

from corpus.records import ColumnRole, Span
from ingest.cells import read_value
from ingest.load import load_document


def read(write, source, language="en"):
    return load_document(write(source, language=language)).tables


def grid(table):
    return [[[v.text for v in cell.values] for cell in row.cells] for row in table.rows]


@pytest.fixture
def matrix(brochure):
    (table,) = brochure.tables
    return table


def test_the_brochure_has_sixteen_rows_in_reading_order(matrix):
    assert len(matrix.rows) == 16
    assert [c.role.value for c in matrix.columns] == ["name", "number", "text", "list", "group"]
    assert [c.text for c in matrix.columns] == [
        "العملية التشاورية الإقليمية", "البلدان المشاركة", "الأمانة",
        "مجالات النقاش الرئيسية\\الأولويات الحالية", "الإقليم",
    ]  # fmt: skip


def test_themes_that_ran_over_leave_no_secretariat(matrix):
    missing = {r.index: r.cells[2].reason for r in matrix.rows if not r.cells[2].values}
    assert list(missing) == [9, 10, 13]
    assert all(missing.values())
    assert [len(matrix.rows[i].cells[3].values) for i in missing] == [9, 6, 13]
    almaty = [v.text for v in matrix.rows[13].cells[3].values]
    assert almaty[0] == "الهجرة غير النظامية"
    assert almaty[7] == "الهجرة والتنمية"


def test_counts_are_numbers_and_a_name_with_figures_is_a_name(matrix):
    assert [row.cells[1].number for row in matrix.rows] == [
        49, 50, 11, 12, 10, 45, 7, 15, 15, 19, 10, 20, 11, 7, 44, 17,
    ]  # fmt: skip
    assert matrix.rows[11].cells[1].values[0].numbers == (20, 11, 9)
    assert matrix.rows[4].cells[0].values[0].text == "حوار 5+5"
    assert matrix.rows[4].cells[0].number is None


def test_regions_are_carried_to_their_rows(matrix):
    regions = [row.cells[4].values[0].text for row in matrix.rows]
    assert [regions.count(r) for r in dict.fromkeys(regions)] == [2, 2, 2, 5, 3, 2]
    assert regions[6] == "إفريقيا"
    assert regions[-1] == "أخرى: تم تنظيمها مواضيعياً"


def test_every_value_is_a_clean_slice_of_the_source(brochure, matrix):
    for row in matrix.rows:
        for value in (v for cell in row.cells for v in cell.values):
            words = value.span.of(brochure.text)
            assert words == words.strip()
            assert not words.startswith(("•", "<", "|"))
            assert not words.endswith(">")
    named = [row.cells[0].values[0].span for row in matrix.rows]
    assert all(row.span.contains(span) for row, span in zip(matrix.rows, named, strict=True))


def test_an_arabic_pipe_table_with_merged_cells(write):
    (table,) = read(
        write,
        "# المدارس\n\n| المنطقة | المدرسة | الطلاب | المواد |\n|---|---|---|---|\n"
        "| الشمال | مدرسة النور | ٣٤٠ طالباً | • رياضيات • علوم |\n"
        "|  | مدرسة الأمل | ٢١٠ طلاب | • تاريخ |\n"
        "| الجنوب | مدرسة الفجر | حوالي ١٬٠٩٥ طالباً |  |\n",
        "ar",
    )
    assert [c.text for c in table.columns] == ["المدرسة", "الطلاب", "المواد", "المنطقة"]
    assert [r.cells[1].number for r in table.rows] == [340, 210, 1095]
    assert [r.cells[3].values[0].text for r in table.rows] == ["الشمال", "الشمال", "الجنوب"]
    assert grid(table)[0][2] == ["رياضيات", "علوم"]
    assert table.rows[2].cells[2].reason


def test_an_english_tab_table_never_fills_a_gap_from_above(write):
    (table,) = read(
        write,
        "# Rivers\n\nName\tLength\tNotes\nNile\t6,650 km\tLongest in Africa\n"
        "Danube\t2,850 km\tSecond in Europe\nVolga\t3,530 km\nOb\t3,700 km\t\n",
    )
    assert [c.role for c in table.columns] == [
        ColumnRole.NAME, ColumnRole.NUMBER, ColumnRole.TEXT,
    ]  # fmt: skip
    assert [r.cells[1].number for r in table.rows] == [6650, 2850, 3530, 3700]
    assert [r.cells[2].values for r in table.rows[2:]] == [(), ()]
    assert "fewer cells" in table.rows[2].cells[2].reason
    assert "empty" in table.rows[3].cells[2].reason


def test_a_row_with_one_cell_is_counted(write):
    (table,) = read(write, "| Name | Note |\n|---|---|\n| a | b |\n| c | |\n| d | |\n")
    assert grid(table) == [[["a"], ["b"]], [["c"], []], [["d"], []]]


def test_group_rows_in_bold_do_not_swallow_other_rows(write):
    (table,) = read(
        write,
        "Name\tSize\tNote\n<b>Area: North</b>\t\t\nA\t1\tx\nB\t\t\n"
        "<b>Area: South</b>\t\t\nC\t3\ty\n",
    )
    assert [row[0][0] for row in grid(table)] == ["A", "B", "C"]
    assert [row[-1] for row in grid(table)] == [["North"], ["North"], ["South"]]
    assert table.columns[-1].text == "Area"


def test_an_overflow_of_a_single_bullet_is_moved_too(write):
    (table,) = read(
        write,
        "Topics\tOffice\tName\n• a • b\tRome\tFirst\n• c • d\tParis\tSecond\n• f\t• e\tThird\n",
    )
    assert [c.role.value for c in table.columns] == ["name", "text", "list"]
    assert grid(table)[2] == [["Third"], [], ["e", "f"]]


def test_a_table_without_headers_keeps_its_first_row(write):
    (table,) = read(write, "Nile\t6650\nDanube\t2850\n")
    assert grid(table) == [[["Nile"], ["6650"]], [["Danube"], ["2850"]]]
    assert [c.span for c in table.columns] == [None, None]


def test_lines_of_a_cell_are_its_values(write):
    (table,) = read(write, "| N | T |\n|---|---|\n| a | x<br>y |\n| b | - z<br>- w |\n")
    assert grid(table)[0][1] == ["x", "y"]
    assert grid(table)[1][1][1] == "w"


def test_a_header_alone_is_prose_and_stays_readable(write):
    document = load_document(write("# T\n\n| Name | Note |\n|---|---|\n"))
    assert document.tables == ()
    assert any("Name" in sentence.text for sentence in document.sentences)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("20 بلداً (11 بلداً وال9)", (20, 11, 9)), ("٢٠ بلداً", (20,)), ("۱۴", (14,)),
        ("6,650 km", (6650,)), ("5+5", ()), ("3.5 million", ()), ("10-20", (10, 20)),
        ("7.", (7,)), ("none", ()),
    ],
)  # fmt: skip
def test_numbers_of_a_value(text, numbers):
    assert read_value(text, Span(0, len(text)), ()).numbers == numbers
