"""What rows of a table share: values that all named ones have, and other rows with the same."""

from collections.abc import Sequence

from corpus.records import Column, ColumnRole, Value
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.words.tokens import stems


def common(query: TableQuery, columns: Sequence[Column]) -> TableResult:
    """Values that all named rows have in these columns, alike in words or by a glossary term."""
    matches = [Match(row, ()) for row in query.rows]
    total = 0
    for column in columns:
        if column.role is ColumnRole.NAME:
            continue
        cells = [query.view.cell(row, column).values for row in query.rows]
        shared = set.intersection(
            *({key for value in values for key in query.view.meanings(value)} for values in cells)
        )
        alike = [tuple(v for v in values if query.view.meanings(v) & shared) for values in cells]
        matches = [Match(m.row, m.values + own) for m, own in zip(matches, alike, strict=True)]
        total += min(len(own) for own in alike)
    if total:
        return result(query, Operation.COMMON, matches, total=total)
    lists = next((c for c in columns if c.role is ColumnRole.LIST), columns[0])
    shown = [Match(row, query.view.cell(row, lists).values) for row in query.rows]
    return result(query, Operation.COMMON, shown, column=lists, truth=False)


def alike(query: TableQuery) -> TableResult | None:
    """The other rows with the same as the one that is named: "which others are in its region?".

    By the column that is asked for: its group, its number, its text, or what its list shares.
    """
    question, view = query.question, query.view
    rows = question.has("which", "list", "who") and not question.has("yes_no", "count", "common")
    if not (rows and question.has("same") and query.about_rows and len(query.columns) == 1):
        return None
    column, one = query.columns[0], query.rows[0]
    own = {key for value in view.cell(one, column).values for key in _keys(query, value, column)}
    cells = ((row, view.cell(row, column).values) for row in view.table.rows if row is not one)
    matches = [
        Match(row, shared)
        for row, values in cells
        if (shared := tuple(v for v in values if own & _keys(query, v, column)))
    ]
    return result(query, Operation.LIST, matches, column=column) if own else None


def _keys(query: TableQuery, value: Value, column: Column) -> frozenset[str]:
    """What tells whether two values are the same: their number, their words, or what they mean.

    Running text that names one body among others is not the same as another that does.
    """
    if column.role is ColumnRole.NUMBER and value.numbers:
        return frozenset((str(value.numbers[0]),))
    if column.role is ColumnRole.TEXT:
        code = query.view.document.language
        return frozenset((" ".join(stems(query.view.text(value, code), code)),))
    return query.view.meanings(value)
