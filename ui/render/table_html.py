"""A parsed table as it is read: rows, columns and groups, every value with its place."""

from collections.abc import Iterator
from html import escape

from corpus.records import Cell, Column, ColumnRole, Row, Span, Table
from ingest.views import say_header, say_value
from ui.render.labels import label
from ui.render.markup import bdi, block
from ui.render.runs import Runs


def table_html(runs: Runs, table: Table) -> str:
    """The table: a head of its columns, a line above each group, an item for each value."""
    columns = [c for c in table.columns if c.role is not ColumnRole.GROUP]
    heads = "".join(f'<th scope="col">{_header(runs, column)}</th>' for column in columns)
    body = "".join(_rows(runs, table, columns))
    # A region that scrolls must be reachable from the keyboard, and have a name.
    name = escape(label("kind.table", runs.labels))
    return (
        f'<div class="scroller" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _header(runs: Runs, column: Column) -> str:
    if column.span is None:
        return escape(column.text)
    words = runs.html(column.span)
    if not runs.translated:
        return words
    said = say_header(runs.document, column, runs.translated)
    return words + block("span", "t", runs.translated, escape(said))


def _rows(runs: Runs, table: Table, columns: list[Column]) -> Iterator[str]:
    group = table.column(ColumnRole.GROUP)
    above: Span | None = None
    for row in table.rows:
        if group is not None and (values := row.cells[group.index].values):
            if values[0].span != above:
                above = values[0].span
                yield f'<tr class="group"><th colspan="{len(columns)}" scope="colgroup">'
                yield f"{_values(runs, row.cells[group.index], group)}</th></tr>"
        yield f"<tr>{''.join(_cells(runs, row, columns))}</tr>"


def _cells(runs: Runs, row: Row, columns: list[Column]) -> Iterator[str]:
    for column in columns:
        cell = row.cells[column.index]
        inside = _values(runs, cell, column)
        if column.role is ColumnRole.NAME:
            yield f'<th scope="row">{inside}</th>'
        else:
            yield f"<td>{inside}</td>"


def _values(runs: Runs, cell: Cell, column: Column) -> str:
    if not cell.values:
        words = bdi(label("doc.missing", runs.labels), runs.labels)
        return f'<span class="missing" title="{escape(cell.reason)}">{words}</span>'
    items = []
    for value in cell.values:
        said = ""
        if runs.translated:
            words = say_value(runs.document, value, column, runs.translated)
            said = block("span", "t", runs.translated, escape(words))
        items.append(f'<span class="v">{runs.html(value.span)}</span>{said}')
    if len(items) == 1:
        return items[0]
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
