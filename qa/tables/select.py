"""Which rows of a table fulfil a query, and by which of their values.

Every row is looked at, never a ranked list.
"""

from collections.abc import Sequence

from corpus.records import Column, ColumnRole, Row, Span, Value
from qa.tables.columns import says_no
from qa.tables.parts import Condition, TableQuery
from qa.tables.result import Match
from qa.tables.times import moment
from qa.words.language import words_of
from qa.words.tokens import tokenize
from qa.words.values import undecided


def select(query: TableQuery) -> list[Match]:
    """The rows that fulfil every condition and limit, with the values that prove it."""
    groups = query.alternatives()
    rows: dict[int, list[Value]] = {
        row.index: []
        for row in query.view.table.rows
        if row not in query.left_out
        and all(any(condition.holds(row) for condition in group) for group in groups)
    }
    for condition in query.conditions:
        _prove(rows, condition)
    for bound in query.bounds:
        kept = {}
        for i, values in rows.items():
            cell = query.view.cell(query.view.table.rows[i], bound.column)
            size = size_of(query, query.view.table.rows[i], bound.column)
            if size is not None and bound.low <= size <= bound.high:
                proof = cell.values if bound.column.role is ColumnRole.LIST else cell.values[:1]
                kept[i] = [*values, *proof]
        rows = kept
    if query.wants_absence:
        rows = denying(query, rows)
    elif query.wants_presence:
        rows = _affirming(query, rows)
    return [
        Match(row, tuple(rows[row.index]), _lacking(query, row, rows[row.index]))
        for row in query.view.table.rows
        if row.index in rows
    ]


def _lacking(query: TableQuery, row: Row, proven: Sequence[Value]) -> tuple[Span, ...]:
    """The cells in which a row would have what it must not have, each from end to end.

    None of a cell that says itself that it has no such thing.
    """
    spans: list[Span] = []
    for condition in query.conditions:
        values = query.view.cell(row, condition.column).values
        if condition.negated and not any(value in proven for value in values):
            spans += _runs(query.view.document.text, values)
    return tuple(dict.fromkeys(spans))


def _runs(text: str, values: Sequence[Value]) -> list[Span]:
    """A cell from its first value to its last; cells that were read as one stay apart."""
    runs: list[Span] = []
    for span in sorted((value.span for value in values), key=lambda span: span.start):
        if runs and not {"\n", "|"} & set(text[runs[-1].end : span.start]):
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _prove(rows: dict[int, list[Value]], condition: Condition) -> None:
    if condition.column.role is ColumnRole.NAME:
        return  # a row's name is told anyway
    for hit in condition.proofs:
        values = rows.get(hit.row.index)
        if values is not None and hit.value not in values:
            values.append(hit.value)


def denying(query: TableQuery, rows: dict[int, list[Value]]) -> dict[int, list[Value]]:
    """Rows whose cell says that there is none; where no cell says so, an empty one does.

    Asked what is not given: rows without a cell, or with one that says no more than "none".
    """
    column = query.absent_column
    kept: dict[int, list[Value]] = {}
    empty: dict[int, list[Value]] = {}
    for i, values in rows.items() if column else ():
        given = query.view.cell(query.view.table.rows[i], column).values  # type: ignore[arg-type]
        if not given or _only_denies(query, given):
            empty[i] = [*values, *given]
        if given and query.view.denies(given[0]):
            kept[i] = [*values, given[0]]
    return empty if query.question.has("given") else kept or empty


def _affirming(query: TableQuery, rows: dict[int, list[Value]]) -> dict[int, list[Value]]:
    """Rows whose cell says something else than that there is none."""
    kept: dict[int, list[Value]] = {}
    for i, values in rows.items():
        given = query.view.cell(query.view.table.rows[i], query.answered).values  # type: ignore[arg-type]
        code = query.view.document.language
        if given and not says_no(query.view, given[0]) and not undecided(given[0].text, code):
            kept[i] = [*values, *given]
    return kept


def _only_denies(query: TableQuery, given: Sequence[Value]) -> bool:
    """Whether a cell says "none" and nothing else, as good as an empty one."""
    code = query.view.document.language
    words = words_of(code)
    tokens = tokenize(given[0].text, code)
    nothing = words.negators.covered(tokens) | words.cues["absent"].covered(tokens)
    return len(given) == 1 and query.view.denies(given[0]) and len(nothing) == len(tokens)


def related_rows(query: TableQuery, selected: Sequence[Match]) -> tuple[Match, ...]:
    """Rows near to what was asked that do not list it."""
    if len(query.conditions) != 1 or query.conditions[0].negated:
        return ()
    listed = {match.row.index for match in selected}
    rows: dict[int, list[Value]] = {}
    by_index = {row.index: row for row in query.view.table.rows}
    for hit in query.conditions[0].related:
        if hit.row.index not in listed and hit.value not in rows.setdefault(hit.row.index, []):
            rows[hit.row.index].append(hit.value)
    return tuple(Match(by_index[i], tuple(values)) for i, values in sorted(rows.items()))


def with_cell(query: TableQuery, match: Match, column: Column) -> Match:
    """The match with the asked column's cell: the values that prove it, or all of them."""
    cell = query.view.cell(match.row, column).values
    own = tuple(value for value in match.values if value in cell)
    if match.lacking and not own:
        # What it must not have is shown by all that it has.
        return Match(match.row, (*match.values, *cell), match.lacking)
    return Match(match.row, match.values if own else cell)


def proof_of(query: TableQuery, row: Row) -> Match:
    """The values of a row that show whether it fulfils the conditions."""
    values: list[Value] = []
    for condition in query.conditions:
        own = [hit.value for hit in condition.hits if hit.row.index == row.index]
        values += own or query.view.cell(row, condition.column).values
    return Match(row, tuple(dict.fromkeys(values)))


def size_of(query: TableQuery, row: Row, column: Column) -> int | None:
    """The number of a cell, or how many values a list holds; None when it is missing."""
    cell = query.view.cell(row, column)
    if query.timing is not None and query.timing.column == column:
        date = moment(query.view, row, column)
        return date // 10000 if date is not None else None
    if column.role is ColumnRole.LIST:
        return len(cell.values) or None
    return cell.number


def holds_numbers(query: TableQuery, numbers: set[int]) -> bool:
    """Whether cells (of the named rows) hold all these numbers."""
    rows = query.rows or query.view.table.rows
    numbers = numbers - query.view.stated_years
    held = {n for row in rows for cell in row.cells for v in cell.values for n in v.numbers}
    return numbers <= held
