"""Tables as typed rows: columns by role, groups carried to their rows, bullets as values.

Roles are inferred from what the cells hold, since tables set right to left come out of scanners
with their columns reversed and headers don't say which column names the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from corpus.records import Cell, Column, ColumnRole, Repair, Row, Span, Table, Value
from ingest.normalise import normalise, reading

_BULLET = regex.compile(r"[•·▪●]")
_EDGE = regex.compile(r"^(?:\s|<[^>]+>|\*\*)+|(?:\s|<[^>]+>|\*\*)+$")
_NUMBER = regex.compile(r"(?<![\d+])\d+(?![\d+])")
_SEPARATOR = regex.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    cells: tuple[Span, ...]


def _trim(text: str, span: Span) -> Span:
    piece = span.of(text)
    start, end = 0, len(piece)
    if match := _EDGE.match(piece):
        start = match.end()
    if start < end and (match := regex.search(r"(?:\s|<[^>]+>|\*\*)+$", piece)):
        end = max(start, match.start())
    return Span(span.start + start, span.start + max(start, end))


def _split(text: str, line: Span) -> _Line:
    """Cells of a line, edges and markup trimmed; a tab or an unescaped pipe parts them."""
    body = line.of(text)
    tabs = "\t" in body
    cuts = [m.start() for m in regex.finditer(r"\t" if tabs else r"(?<!\\)\|", body)]
    if not tabs and body.strip().startswith("|"):
        bounds = [*cuts, *([] if body.rstrip().endswith("|") else [len(body)])]
        edges = list(zip([c + 1 for c in bounds[:-1]], bounds[1:], strict=True))
    else:
        edges = list(zip([0, *[c + 1 for c in cuts]], [*cuts, len(body)], strict=True))
    cells = tuple(_trim(text, Span(line.start + a, line.start + b)) for a, b in edges)
    return _Line(_trim(text, line), cells)


def _values(text: str, span: Span, repairs: Sequence[Repair]) -> tuple[Value, ...]:
    """The bullets of a cell, or the cell as one value."""
    marks = [m.start() for m in _BULLET.finditer(span.of(text))]
    if not marks:
        parts = [span] if span.of(text).strip() else []
    else:
        edges = [0, *marks, span.end - span.start]
        parts = [Span(span.start + a, span.start + b)
                 for a, b in zip(edges[:-1], edges[1:], strict=True)]
        parts = [Span(p.start + (1 if _BULLET.match(p.of(text)) else 0), p.end) for p in parts]
    trimmed = [_trim(text, part) for part in parts]
    return tuple(_value(text, part, repairs) for part in trimmed if part.of(text))


def _value(text: str, span: Span, repairs: Sequence[Repair]) -> Value:
    numbers = tuple(int(n) for n in _NUMBER.findall(normalise(span.of(text))) if len(n) < 10)
    return Value(span, reading(text, span, repairs), numbers)


def read_table(
    text: str,
    lines: Sequence[Span],
    table_id: str,
    document_id: str,
    block_id: str,
    page: int,
    section: tuple[Span, ...],
    repairs: Sequence[Repair] = (),
) -> Table | None:
    """Read the lines of a table; None when there is no data row.

    The first line with two or more cells is the header. A line with one filled cell is a group
    that holds until the next one.
    """
    split = [_split(text, line) for line in lines if not _SEPARATOR.match(line.of(text))]
    header = next((line for line in split if _filled(text, line) > 1), None)
    if header is None:
        return None
    data: list[tuple[_Line, Span | None]] = []
    group: Span | None = None
    for line in split:
        if line is header:
            continue
        if _filled(text, line) == 1 and len(header.cells) > 1 and _is_group(text, line):
            group = next(cell for cell in line.cells if cell.of(text))
        else:
            data.append((line, group))
    if not data:
        return None
    width = max(len(header.cells), *(len(line.cells) for line, _ in data))
    grid = [[_values(text, cell, repairs) for cell in line.cells] for line, _ in data]
    grid = [row + [()] * (width - len(row)) for row in grid]
    roles = _roles(text, [line for line, _ in data], grid, width)
    reasons = _move_overflow(grid, roles)
    _carry_down(grid, roles)
    order = _reading_order(roles)
    columns = [
        Column(new, roles[old], *_header(text, header, old, repairs))
        for new, old in enumerate(order)
    ]
    label, groups = _groups(text, [g for _, g in data], repairs)
    if groups:
        columns.append(Column(len(columns), ColumnRole.GROUP, *label))
    rows = []
    for index, (line, own) in enumerate(data):
        cells = [Cell(new, grid[index][old], reasons.get((index, old), "" if grid[index][old]
                 else "the cell is empty")) for new, old in enumerate(order)]  # fmt: skip
        if groups:
            cells.append(Cell(len(cells), (groups[own],) if own else ()))
        rows.append(Row(index, line.span, tuple(cells)))
    span = Span(split[0].span.start, split[-1].span.end)
    return Table(table_id, document_id, block_id, span, page, section, tuple(columns), tuple(rows))


def _filled(text: str, line: _Line) -> int:
    return sum(bool(cell.of(text)) for cell in line.cells)


def _is_group(text: str, line: _Line) -> bool:
    only = next(cell for cell in line.cells if cell.of(text))
    return not _BULLET.search(only.of(text))


def _header(
    text: str, header: _Line, index: int, repairs: Sequence[Repair]
) -> tuple[Span | None, str]:
    if index >= len(header.cells) or not header.cells[index].of(text):
        return None, ""
    span = header.cells[index]
    return span, reading(text, span, repairs)


def _roles(
    text: str, lines: Sequence[_Line], grid: Sequence[Sequence[tuple[Value, ...]]], width: int
) -> list[ColumnRole]:
    """Role of every source column, from the share of its cells that are bulleted or numbers."""
    roles = []
    for column in range(width):
        bulleted = numeric = filled = 0
        for line, row in zip(lines, grid, strict=True):
            if not row[column]:
                continue
            filled += 1
            raw = line.cells[column].of(text)
            bulleted += bool(_BULLET.search(raw))
            numeric += bool(regex.match(r"\d[\d.,]*(?!\S*\+)(?:\s|$)", normalise(raw)))
        if filled and bulleted > filled / 2:
            roles.append(ColumnRole.LIST)
        elif filled and numeric > filled / 2:
            roles.append(ColumnRole.NUMBER)
        else:
            roles.append(ColumnRole.TEXT)
    name = _name_column(grid, roles)
    if name is not None:
        roles[name] = ColumnRole.NAME
    return roles


def _name_column(grid: Sequence[Sequence[tuple[Value, ...]]], roles: list[ColumnRole]) -> int | None:
    """The text column whose cells are filled, all different and short; an outer one if equal."""
    best: tuple[float, int] | None = None
    for column, role in enumerate(roles):
        if role is not ColumnRole.TEXT:
            continue
        texts = [row[column][0].text for row in grid if row[column]]
        if not texts:
            continue
        distinct = len(set(texts)) / len(grid)
        length = sum(map(len, texts)) / len(texts)
        outer = column in (0, len(roles) - 1)
        # Names are short; between short ones the first column wins, as readers would have it.
        score = distinct + 0.2 * outer - max(0.0, min(length, 200) - 50) / 400
        if best is None or score > best[0]:
            best = (score, column)
    return best[1] if best else None


def _move_overflow(
    grid: list[list[tuple[Value, ...]]], roles: Sequence[ColumnRole]
) -> dict[tuple[int, int], str]:
    """Move bullets that ran over into the text column beside their list column.

    A scanner cuts a long list in two where the next cell is empty; the text column's own cells
    bear no bullets, which tells the overflow from a value.
    """
    reasons: dict[tuple[int, int], str] = {}
    for column, role in enumerate(roles):
        if role is not ColumnRole.LIST:
            continue
        for beside in (column - 1, column + 1):
            if not 0 <= beside < len(roles) or roles[beside] is not ColumnRole.TEXT:
                continue
            for index, row in enumerate(grid):
                if len(row[beside]) > 1:
                    near_name = beside > column if roles[-1] is ColumnRole.NAME else beside < column
                    both = (*row[beside], *row[column]) if near_name else (*row[column], *row[beside])
                    row[column], row[beside] = both, ()
                    reasons[index, beside] = "the list of the next cell fills it; nothing is given"
    return reasons


def _carry_down(grid: list[list[tuple[Value, ...]]], roles: Sequence[ColumnRole]) -> None:
    """Fill empty cells of a merged leading column with the value above."""
    names = [i for i, role in enumerate(roles) if role is ColumnRole.NAME]
    for column, role in enumerate(roles):
        outer = column in (0, len(roles) - 1)
        if role is not ColumnRole.TEXT or not outer or column in names:
            continue
        if not grid[0][column]:
            continue
        for index in range(1, len(grid)):
            if not grid[index][column]:
                grid[index][column] = grid[index - 1][column]


def _reading_order(roles: Sequence[ColumnRole]) -> list[int]:
    """Source columns with the one that names the row first."""
    order = list(range(len(roles)))
    if roles and roles[-1] is ColumnRole.NAME:
        order.reverse()
    name = next((i for i in order if roles[i] is ColumnRole.NAME), None)
    if name is not None:
        order.remove(name)
        order.insert(0, name)
    return order


def _groups(
    text: str, groups: Sequence[Span | None], repairs: Sequence[Repair]
) -> tuple[tuple[Span | None, str], dict[Span, Value]]:
    """The common label of the group lines ("Region:") and the value of each."""
    spans = sorted({group for group in groups if group is not None})
    labels: dict[str, list[Span]] = {}
    for span in spans:
        if match := regex.match(r"([^:]{1,40}):\s*(?=\S)", span.of(text)):
            label = Span(span.start, span.start + match.end(1))
            labels.setdefault(normalise(label.of(text)), []).append(label)
    shared = max(labels.values(), key=len, default=[])
    if len(shared) < 2:
        shared = []
    values = {}
    for span in spans:
        own = next((label for label in shared if span.contains(label)), None)
        inner = _trim(text, Span(own.end + 1, span.end)) if own else span
        values[span] = _value(text, inner, repairs)
    label = (shared[0], reading(text, shared[0], repairs)) if shared else (None, "")
    return label, values
