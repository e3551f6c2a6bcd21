"""Tables as typed rows: columns by role, groups carried to their rows, bullets as values.

Roles are inferred from what the cells hold, since tables set right to left come out of scanners
with their columns reversed and headers don't say which column names the row. What can't be told
stays missing, with a reason: a value that was guessed would be cited as if it were printed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.records import Cell, Column, ColumnRole, Repair, Row, Span, Table, Value
from ingest.cells import (
    Line,
    is_bold,
    is_bulleted,
    read_values,
    split_at_commas,
    split_line,
    starts_with_number,
)
from ingest.groups import group_column, is_group
from ingest.markdown import is_separator
from ingest.normalise import normalise, reading

_ITEM_WORDS = 4
"""Words of an item between commas at most, on the mean."""
_EMPTY = "the cell is empty"
_SHORT = "the row has fewer cells than the table has columns"
_OVERFLOW = "the list of the next cell fills it; nothing is given"
_UNGROUPED = "no group is printed above the row"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands in its document."""

    id: str
    document_id: str
    block_id: str
    page: int
    section: tuple[Span, ...]


@dataclass(slots=True)
class _Grid:
    """The data rows, by source column. `groups` holds the group line above each row."""

    text: str
    lines: list[Line]
    groups: list[Span | None]
    width: int
    values: list[list[tuple[Value, ...]]]
    reasons: dict[tuple[int, int], str]

    def cell(self, row: int, column: int) -> Span | None:
        """The range of a filled cell."""
        cells = self.lines[row].cells
        found = cells[column] if column < len(cells) else None
        return found if found and found.start < found.end else None

    def filled(self, column: int) -> list[Span]:
        """The filled cells of a column."""
        cells = (self.cell(row, column) for row in range(len(self.lines)))
        return [cell for cell in cells if cell]


def read_table(
    text: str, lines: Sequence[Span], place: TablePlace, repairs: Sequence[Repair] = ()
) -> Table | None:
    """Read the lines of a table; None when there is no data row.

    The first line with two or more cells is the header, unless it holds a number where the
    other rows hold theirs. A line that `is_group` holds until the next one.
    """
    piped = any(is_separator(line.of(text)) for line in lines)
    split = [split_line(text, line) for line in lines if not is_separator(line.of(text))]
    at = next((i for i, line in enumerate(split) if len(line.filled()) > 1), None)
    if at is None:
        return None
    header, width = split[at], max(len(line.cells) for line in split)
    grid = _grid(text, [*split[:at], *split[at + 1 :]], width, repairs)
    if not grid.lines:
        return None
    roles = _roles(grid, repairs)
    if not piped and _is_data(text, header, roles):
        grid, header = _grid(text, split, width, repairs), Line(header.span, ())
        roles = _roles(grid, repairs)
    _move_overflow(grid, roles)
    _split_lists(grid, roles, repairs)
    merged = _carry_down(grid, roles) if piped else None
    if merged is None:
        merged = _repeated(grid, roles)
    if merged is not None and not any(grid.groups):
        roles[merged] = ColumnRole.GROUP
    order = _reading_order(roles)
    columns = [Column(new, roles[old], *_header(text, header, old, repairs))
               for new, old in enumerate(order)]  # fmt: skip
    cells = [[_cell(grid, row, old, new) for new, old in enumerate(order)]
             for row in range(len(grid.lines))]  # fmt: skip
    if any(grid.groups):
        label, by_group = group_column(text, [g for g in grid.groups if g], repairs)
        columns.append(Column(len(columns), ColumnRole.GROUP, *label))
        for row, group in zip(cells, grid.groups, strict=True):
            values, reason = ((by_group[group],), "") if group else ((), _UNGROUPED)
            row.append(Cell(len(row), values, reason))
    rows = tuple(Row(i, line.span, tuple(cells[i])) for i, line in enumerate(grid.lines))
    span = Span(split[0].span.start, split[-1].span.end)
    return Table(place.id, place.document_id, place.block_id, span, place.page, place.section,
                 tuple(columns), rows)  # fmt: skip


def _grid(text: str, lines: list[Line], width: int, repairs: Sequence[Repair]) -> _Grid:
    """Part group lines from data lines.

    A would-be group with no row below it before the next group is a row of which only one cell
    is given: dropping it would make every count over the table wrong.
    """
    lines = [line for line in lines if line.filled()]
    bold = any(is_group(text, line, width) and is_bold(text, line.filled()[0]) for line in lines)
    marks = [is_group(text, line, width, bold_only=bold) for line in lines]
    data: list[Line] = []
    groups: list[Span | None] = []
    current: Span | None = None
    for i, line in enumerate(lines):
        if marks[i] and i + 1 < len(lines) and not marks[i + 1]:
            current = line.filled()[0]
        else:
            data.append(line)
            groups.append(current)
    values = [[read_values(text, cell, repairs) for cell in line.cells] for line in data]
    padded = [row + [()] * (width - len(row)) for row in values]
    return _Grid(text, data, groups, width, padded, {})


def _is_data(text: str, header: Line, roles: Sequence[ColumnRole]) -> bool:
    cells = zip(header.cells, roles, strict=False)
    return any(r is ColumnRole.NUMBER and starts_with_number(text, c) for c, r in cells)


def _header(
    text: str, header: Line, index: int, repairs: Sequence[Repair]
) -> tuple[Span | None, str]:
    if index >= len(header.cells) or header.cells[index].start == header.cells[index].end:
        return None, ""
    return header.cells[index], reading(text, header.cells[index], repairs)


def _cell(grid: _Grid, row: int, source: int, column: int) -> Cell:
    values = grid.values[row][source]
    if values:
        return Cell(column, values)
    missing = _EMPTY if source < len(grid.lines[row].cells) else _SHORT
    return Cell(column, (), grid.reasons.get((row, source), missing))


def _roles(grid: _Grid, repairs: Sequence[Repair]) -> list[ColumnRole]:
    """Role of every source column, from the share of its cells that are lists or numbers."""
    roles = []
    for column in range(grid.width):
        filled = grid.filled(column)
        bulleted = sum(is_bulleted(grid.text, cell) for cell in filled)
        numeric = sum(starts_with_number(grid.text, cell) for cell in filled)
        if bulleted > len(filled) / 2:
            roles.append(ColumnRole.LIST)
        else:
            roles.append(ColumnRole.NUMBER if numeric > len(filled) / 2 else ColumnRole.TEXT)
    name = _name_column(grid, roles, repairs)
    if name is not None:
        roles[name] = ColumnRole.NAME
    return roles


def _name_column(grid: _Grid, roles: Sequence[ColumnRole], repairs: Sequence[Repair]) -> int | None:
    """The text column whose cells are filled, all different and short; an outer one if equal.

    The last column is none if it lists items between commas, which differ as well. In a table of
    numbers alone, the first column if its cells differ (years, say).
    """
    best: tuple[float, int] | None = None
    for column, role in enumerate(roles):
        texts = [cell.of(grid.text) for cell in grid.filled(column)]
        if role is not ColumnRole.TEXT or not texts:
            continue
        distinct = len(set(texts)) / len(grid.lines)
        length = sum(map(len, texts)) / len(texts)
        last = column == len(roles) - 1 and not _items(grid, column, repairs)
        outer = column == 0 or last
        # Names are short; between short ones the first column wins, as readers would have it.
        score = distinct + 0.2 * outer - max(0.0, min(length, 200) - 50) / 400
        if best is None or score > best[0]:
            best = (score, column)
    if best:
        return best[1]
    first = [cell.of(grid.text) for cell in grid.filled(0)]
    return 0 if roles[0] is ColumnRole.NUMBER and len(set(first)) == len(grid.lines) else None


def _move_overflow(grid: _Grid, roles: Sequence[ColumnRole]) -> None:
    """Move bullets that ran over into the column beside their list column.

    A scanner cuts a long list in two where the next cell is empty; that column's own cells bear
    no bullets, which tells the overflow from a value. The half nearer the name is read first.
    """
    name = next((i for i, role in enumerate(roles) if role is ColumnRole.NAME), 0)
    listed = [i for i, role in enumerate(roles) if role is ColumnRole.LIST]
    for column in listed:
        for beside in (column - 1, column + 1):
            if not 0 <= beside < len(roles) or beside in listed or beside == name:
                continue
            for index, row in enumerate(grid.values):
                cell = grid.cell(index, beside)
                if cell is None or not row[beside] or not is_bulleted(grid.text, cell):
                    continue
                halves = sorted((beside, column), key=lambda at: abs(at - name))
                row[column] = row[halves[0]] + row[halves[1]]
                row[beside] = ()
                grid.reasons[index, beside] = _OVERFLOW


def _carry_down(grid: _Grid, roles: Sequence[ColumnRole]) -> int | None:
    """Fill the empty cells of a merged column with the value above; the column, if there is one.

    Only the column that stands before the name at the edge of the table is merged over rows;
    an empty cell anywhere else says that nothing is given.
    """
    name = next((i for i, role in enumerate(roles) if role is ColumnRole.NAME), None)
    outer = {len(roles) - 2: len(roles) - 1, 1: 0}.get(name) if name is not None else None
    if outer is None or len(roles) < 3 or roles[outer] is not ColumnRole.TEXT:
        return None
    if not grid.values[0][outer]:
        return None
    empty = [i for i, row in enumerate(grid.values)
             if not row[outer] and outer < len(grid.lines[i].cells)]  # fmt: skip
    for index in empty:
        grid.values[index][outer] = grid.values[index - 1][outer]
    return outer if empty else None


def _split_lists(grid: _Grid, roles: list[ColumnRole], repairs: Sequence[Repair]) -> None:
    """Make lists of text columns whose cells are short items between commas."""
    for column, role in enumerate(roles):
        items = _items(grid, column, repairs) if role is ColumnRole.TEXT else {}
        if items:
            roles[column] = ColumnRole.LIST
        for row, values in items.items():
            grid.values[row][column] = values


def _items(grid: _Grid, column: int, repairs: Sequence[Repair]) -> dict[int, tuple[Value, ...]]:
    """By row, the short items between commas of a column; nothing where they are no items.

    An item beside a comma must stand in several rows: sentences with commas seldom share a clause,
    and a body's name with a comma in it stays whole.
    """
    parted = {
        index: split_at_commas(grid.text, row[column][0], repairs)
        for index, row in enumerate(grid.values)
        if len(row[column]) == 1
    }
    rows = [[normalise(value.text) for value in values] for values in parted.values()]
    seen = Counter(item for row in rows for item in row)
    several = [row for row in rows if len(row) > 1]
    short = sum(len(item.split()) for item in seen.elements()) <= _ITEM_WORDS * seen.total()
    again = any(seen[item] > 1 for row in several for item in row)
    return parted if 3 * len(several) >= len(parted) and short and again else {}


def _repeated(grid: _Grid, roles: Sequence[ColumnRole]) -> int | None:
    """The first text column whose values stand in runs of rows: a group that is printed again.

    There must be two groups at least, and twice as many rows as groups.
    """
    for column, role in enumerate(roles):
        cells = [row[column] for row in grid.values]
        if role is not ColumnRole.TEXT or any(len(cell) != 1 for cell in cells):
            continue
        names = [normalise(cell[0].text) for cell in cells]
        runs = [name for name, _ in groupby(names)]
        if 2 <= len(runs) == len(set(names)) <= len(names) / 2:
            return column
    return None


def _reading_order(roles: Sequence[ColumnRole]) -> list[int]:
    """Source columns with the one that names the row first and a group last.

    When the name stands in the right half, the columns came out reversed.
    """
    order = list(range(len(roles)))
    name = next((i for i in order if roles[i] is ColumnRole.NAME), None)
    if name is not None:
        if name > (len(roles) - 1) / 2:
            order.reverse()
        order.remove(name)
        order.insert(0, name)
    return sorted(order, key=lambda i: roles[i] is ColumnRole.GROUP)
