"""Lists written between commas, and group columns that are printed on every row."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import ColumnRole, Span
from ingest.cells import read_value, split_at_commas
from ingest.load import load_document

OBSERVATORIES = """| Observatory | Instruments | Run by |
|---|---|---|
| Cedar Hill | spectrograph, radio dish | Institute for Stars, Planets and Moons |
| Salt Flat | radio dish, solar telescope | Coastal Physics Society |
| North Cape | spectrograph | Institute for Ice, Air and Light |
"""
WORKSHOPS = """| القسم | الورشة | الأدوات |
|---|---|---|
| النجارة | ورشة العرعر | مناشير، مطارق |
| النجارة | ورشة الأبنوس | مطارق، مبارد |
| الحدادة | ورشة السندان | مطارق |
| الحدادة | ورشة الكور | مبارد، ملاقط |
"""


@pytest.fixture
def read(write):
    def table(source, language="en"):
        document = load_document(write(f"# T\n\n{source}", language=language))
        (found,) = document.tables
        return document, found

    return table


def column(table, text):
    return next(c for c in table.columns if c.text == text)


def values(table, text):
    index = column(table, text).index
    return [[value.text for value in row.cells[index].values] for row in table.rows]


def test_items_between_commas_are_a_list_where_one_of_them_comes_again(read):
    _, table = read(OBSERVATORIES)
    assert column(table, "Instruments").role is ColumnRole.LIST
    assert values(table, "Instruments") == [
        ["spectrograph", "radio dish"], ["radio dish", "solar telescope"], ["spectrograph"],
    ]  # fmt: skip


def test_a_body_with_a_comma_in_its_name_stays_whole(read):
    _, table = read(OBSERVATORIES)
    assert column(table, "Run by").role is ColumnRole.TEXT
    assert values(table, "Run by")[0] == ["Institute for Stars, Planets and Moons"]


def test_items_that_never_come_again_stay_text(read):
    _, table = read(OBSERVATORIES.replace("radio dish, solar", "prism, solar").replace(
        "| spectrograph |", "| mirror |"))  # fmt: skip
    assert column(table, "Instruments").role is ColumnRole.TEXT
    assert values(table, "Instruments")[1] == ["prism, solar telescope"]


def test_sentences_with_commas_are_no_lists(read):
    long = "after the long winter of that year it was closed to all visitors, then opened"
    _, table = read(f"| Hut | Story |\n|---|---|\n| A | {long} |\n| B | {long} |\n| C | {long} |\n")
    assert column(table, "Story").role is ColumnRole.TEXT
    assert values(table, "Story")[0] == [long]


def test_a_number_with_commas_is_no_list(read):
    _, table = read(
        "| Mill | Sacks | Notes |\n|---|---|---|\n| Upper | 1,250 | sold 1,250, kept 3,000 |\n"
        "| Lower | 4,100 | kept 3,000, sold 7 |\n"
    )
    assert column(table, "Sacks").role is ColumnRole.NUMBER
    assert [row.cells[1].number for row in table.rows] == [1250, 4100]
    assert values(table, "Notes") == [["sold 1,250", "kept 3,000"], ["kept 3,000", "sold 7"]]


@pytest.mark.parametrize(
    ("source", "language"), [(OBSERVATORIES, "en"), (WORKSHOPS, "ar")], ids=["en", "ar"]
)
def test_every_item_is_a_slice_of_the_source(read, source, language):
    document, table = read(source, language)
    items = [v for row in table.rows for cell in row.cells for v in cell.values]
    assert len(items) > sum(len(row.cells) for row in table.rows)
    assert all(value.span.of(document.text) == value.text for value in items)
    assert all(row.span.contains(v.span) for row in table.rows for c in row.cells for v in c.values)


@given(st.lists(st.text("ab زيت٣، ؛,;3", max_size=8), min_size=1, max_size=6))
def test_parts_keep_their_places_and_lose_nothing_but_separators(parts):
    text = "، ".join(parts)
    found = split_at_commas(text, read_value(text, Span(0, len(text)), ()), ())
    assert all(value.span.of(text).strip() == value.span.of(text) != "" for value in found)
    spans = [value.span for value in found]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    left = text
    for span in reversed(spans):
        left = left[: span.start] + left[span.end :]
    assert not left.strip("،؛,; ")


def test_a_group_that_is_printed_on_every_row_parts_the_rows(read):
    _, table = read(WORKSHOPS, "ar")
    assert [(c.text, c.role) for c in table.columns] == [
        ("الورشة", ColumnRole.NAME), ("الأدوات", ColumnRole.LIST), ("القسم", ColumnRole.GROUP),
    ]  # fmt: skip
    assert values(table, "القسم") == [["النجارة"], ["النجارة"], ["الحدادة"], ["الحدادة"]]


@pytest.mark.parametrize(
    "sections",
    ["AABBAA", "AAAAAA", "ABCDDD", "AABBB "],
    ids=["runs come again", "one group", "too many groups", "not on every row"],
)
def test_a_column_that_does_not_part_the_rows_is_no_group(read, sections):
    lines = [f"| Hall {n} | {n * n} seats | {section} |" for n, section in enumerate(sections, 3)]
    _, table = read("| Hall | Seats | Wing |\n|---|---|---|\n" + "\n".join(lines) + "\n")
    assert column(table, "Wing").role is ColumnRole.TEXT
