"""What the cells of a column are: yes or no, money, people.

A header may use any word. What its cells are tells what may be asked of them all the same: "who"
of people, "without paying" of money, "which have none" of a column that answers yes or no. (Dates
have a module of their own, `times.py`.)
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from corpus.records import Column, ColumnRole, Value
from qa.tables.view import TableView
from qa.words.language import words_of
from qa.words.tokens import tokenize
from qa.words.values import yes_or_no

_NAME = 5
"""Words at most in somebody's name, with what he is called by."""
_OF_MONEY = ("price", "amount")
_OF_PEOPLE = ("head", "teacher", "researcher", "owner", "creator")


def _filled(view: TableView, column: Column) -> Iterator[Value]:
    for row in view.table.rows:
        yield from view.cell(row, column).values[:1]


@lru_cache(maxsize=64)
def answered(view: TableView) -> Mapping[int, bool]:
    """Columns of which some cells say "no" and nothing else; whether all say yes or no.

    A glossary tells itself what such cells stand for.
    """
    found: dict[int, bool] = {}
    for column in view.table.columns if not view.document.glossary else ():
        if column.role is not ColumnRole.TEXT:
            continue
        said = [yes_or_no(value.text, view.document.language) for value in _filled(view, column)]
        if False in said:
            found[column.index] = None not in said
    return found


def says_no(view: TableView, value: Value) -> bool:
    """Whether a cell says "no" or "none" and nothing else."""
    return yes_or_no(value.text, view.document.language) is False


@lru_cache(maxsize=64)
def of_money(view: TableView) -> tuple[Column, ...]:
    """Number columns of sums of money, by a currency beside the numbers or by the header."""
    words, code = words_of(view.document.language), view.document.language
    found = []
    for column in view.table.columns:
        texts = [view.header(column, code), *(value.text for value in _filled(view, column))]
        tokens = [tokenize(text, code) for text in texts]
        priced = any(words.asks["currency"].positions(run) for run in tokens)
        priced |= any(words.fields[family].positions(tokens[0]) for family in _OF_MONEY)
        if column.role is ColumnRole.NUMBER and priced:
            found.append(column)
    return tuple(found)


@lru_cache(maxsize=64)
def in_thousands(view: TableView) -> tuple[Column, ...]:
    """Number columns of which the header, or most cells, say that they count thousands."""
    code = view.document.language
    thousand = words_of(code).asks["thousand"]
    found = []
    for column in view.table.columns:
        cells = [bool(thousand.positions(tokenize(v.text, code))) for v in _filled(view, column)]
        header = bool(thousand.positions(tokenize(view.header(column, code), code)))
        if column.role is ColumnRole.NUMBER and (header or sum(cells) * 2 > len(cells)):
            found.append(column)
    return tuple(found)


@lru_cache(maxsize=64)
def of_people(view: TableView) -> tuple[Column, ...]:
    """Text columns of people: by how they are addressed, or by an office in the header."""
    words, code = words_of(view.document.language), view.document.language
    found = []
    for column in view.table.columns:
        if column.role is not ColumnRole.TEXT:
            continue
        cells = [tokenize(value.text, code) for value in _filled(view, column)]
        header = tokenize(view.header(column, code), code)
        named = [cell for cell in cells if 1 < len(cell) <= _NAME]
        addressed = sum(words.honorifics.at(cell, 0) > 0 for cell in named)
        office = any(words.fields[family].positions(header) for family in _OF_PEOPLE)
        if len(named) * 2 > len(cells) and (office or addressed * 2 > len(cells)):
            found.append(column)
    return tuple(found)
