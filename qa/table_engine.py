"""Computes what a table answers to a query: select, count, sum, rank, compare, look up.

Answers come from every row, never from a ranked list, and nothing here knows a document.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.records import Column, ColumnRole, Row, Table, Value
from qa.table_query import Condition, TableQuery
from qa.tokens import stems
from qa.understand import Question


class Operation(StrEnum):
    """What was computed."""

    CELL = "cell"
    ROW = "row"
    LIST = "list"
    COUNT = "count"
    SUM = "sum"
    EXTREME = "extreme"
    RANK = "rank"
    COMPARE = "compare"
    COMMON = "common"
    YES_NO = "yes_no"
    GROUPS = "groups"
    GROUP_SUMS = "group_sums"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the answer with the values that prove it."""

    row: Row
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TableResult:
    """What a table says to a question.

    `column` is the one that was asked for or compared, `total` the number that was computed,
    `extreme` "most" or "fewest", `related` the rows that are near to what was asked but do not
    list it, `verdict` whether a comparison that was asked about holds.
    """

    operation: Operation
    table: Table
    matches: tuple[Match, ...]
    column: Column | None = None
    truth: bool = True
    total: int = 0
    extreme: str = ""
    related: tuple[Match, ...] = ()
    verdict: bool | None = None


def applies(query: TableQuery) -> bool:
    """Whether everything that the question mentions has a place in the table."""
    question = query.question
    if query.strangers or question.has("why") or (question.has("when") and not _dated(query)):
        return False
    if query.rows:
        return True
    ranks = question.has("most", "fewest", "rank")
    if (question.ordinals and not ranks) or _only_left_out(query):
        # "The first meeting" is no row; and who else did something, no table of rows tells.
        return False
    if question.years() and not _holds(query, question.years()):
        # The table holds one state of things; it says nothing of a year.
        return False
    if query.unread:
        return False
    if question.has("how") and not question.has("count", "most", "fewest", "list"):
        return False
    asks = question.has("which", "list", "count", "most", "fewest", "rank", "total", "who")
    asks |= question.has("where") and all(
        c.column.role is not ColumnRole.GROUP for c in query.conditions
    )
    keyword = not question.has("yes_no", "define", "where")
    if query.conditions or query.bounds or query.wants_absence:
        return query.about_rows or bool(query.columns) or asks
    if query.group in query.columns and (asks or keyword):
        return True
    if question.has("most", "fewest", "rank"):
        ranked = question.has("most", "fewest") or query.number in query.columns
        return ranked and (query.about_rows or bool(query.columns))
    whole = question.has("count", "list", "total") and query.about_rows
    return whole or bool(query.columns and asks)


def _only_left_out(query: TableQuery) -> bool:
    """Whether somebody is asked for beside those that are named."""
    named = {mention.start for mention in query.question.excluded}
    rest = [c for c in query.conditions if c.position not in named]
    return query.question.has("who") and bool(named) and not query.columns and not rest


def compute(query: TableQuery) -> TableResult | None:
    """The answer over all rows, or None when the table has none."""
    if query.rows:
        return _of_rows(query)
    question = query.question
    selected = select(query)
    extreme = question.has("most", "fewest") and not query.bounds
    if query.group in query.columns and not query.conditions:
        return _groups(query, selected, extreme)
    if extreme or (question.has("rank") and not query.bounds):
        return _ranked(query, selected)
    if _wants_sum(query):
        return _sum(query, selected)
    related = _related(query, selected)
    if question.has("count"):
        return _result(query, Operation.COUNT, selected, total=len(selected), related=related)
    if question.has("yes_no"):
        return _any_row(query, selected)
    column = query.asked(ColumnRole.TEXT, ColumnRole.LIST)
    if column is not None and not query.wants_absence and not query.bounds:
        selected = [_with_cell(query, match, column) for match in selected]
        selected = [match for match in selected if match.values]
    if not selected and not query.conditions and not query.bounds:
        return None
    return _result(query, Operation.LIST, selected, related=related)


def _any_row(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Whether any row, or every row, fulfils what is asked."""
    if query.question.has("every") and query.conditions:
        return _all_rows(query)
    if not selected and not query.conditions and not query.bounds:
        return None
    return _result(query, Operation.YES_NO, selected, truth=bool(selected))


def _all_rows(query: TableQuery) -> TableResult:
    """Whether all rows (of a group) hold the conditions; those that don't prove that not."""
    scope = [c for c in query.conditions if c.column.role is ColumnRole.GROUP]
    asked = [c for c in query.conditions if c.column.role is not ColumnRole.GROUP] or scope
    rows = [row for row in query.view.table.rows if all(c.holds(row) for c in scope)]
    if asked is scope:
        rows = list(query.view.table.rows)
    failing = [row for row in rows if not all(c.holds(row) for c in asked)]
    matches = [_proof(replace(query, conditions=asked), row) for row in failing or rows]
    column = asked[0].column
    return _result(query, Operation.YES_NO, matches, column=column, truth=not failing)


def _result(
    query: TableQuery, operation: Operation, matches: Iterable[Match], **more: object
) -> TableResult:
    result = TableResult(operation, query.view.table, tuple(matches))
    return replace(result, **more)  # type: ignore[arg-type]


# --------------------------------------------------------------------------- choosing rows


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
            size = _size(query, query.view.table.rows[i], bound.column)
            if size is not None and bound.low <= size <= bound.high:
                proof = cell.values if bound.column.role is ColumnRole.LIST else cell.values[:1]
                kept[i] = [*values, *proof]
        rows = kept
    if query.wants_absence:
        rows = _denying(query, rows)
    return [Match(query.view.table.rows[i], tuple(values)) for i, values in rows.items()]


def _prove(rows: dict[int, list[Value]], condition: Condition) -> None:
    for hit in condition.proofs:
        values = rows.get(hit.row.index)
        if values is not None and hit.value not in values:
            values.append(hit.value)


def _denying(query: TableQuery, rows: dict[int, list[Value]]) -> dict[int, list[Value]]:
    """Rows whose cell says that there is none; asked what is not given, those without a cell."""
    column = query.asked(ColumnRole.TEXT)
    kept: dict[int, list[Value]] = {}
    for i, values in rows.items() if column else ():
        given = query.view.cell(query.view.table.rows[i], column).values  # type: ignore[arg-type]
        if query.question.has("given"):
            if not given:
                kept[i] = values
        elif given and query.view.denies(given[0]):
            kept[i] = [*values, given[0]]
    return kept


def _related(query: TableQuery, selected: Sequence[Match]) -> tuple[Match, ...]:
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


def _size(query: TableQuery, row: Row, column: Column) -> int | None:
    """The number of a cell, or how many values a list holds; None when it is missing."""
    cell = query.view.cell(row, column)
    if column.role is ColumnRole.LIST:
        return len(cell.values) or None
    return cell.number


def _with_cell(query: TableQuery, match: Match, column: Column) -> Match:
    """The match with the asked column's cell: the values that prove it, or all of them."""
    cell = query.view.cell(match.row, column).values
    own = tuple(value for value in match.values if value in cell)
    return Match(match.row, match.values if own else cell)


# --------------------------------------------------------------------- counting and ranking


def _wants_sum(query: TableQuery) -> bool:
    """Whether "how many" asks for the column's things and not for rows."""
    question = query.question
    if query.bounds or query.asked(ColumnRole.NUMBER, ColumnRole.LIST) is None:
        return False
    if question.has("total"):
        return True
    if not question.has("count"):
        return False
    after = question.cues["count"]
    things = [p for p in _positions(query, of_rows=False) if p >= after]
    rows = [p for p in _positions(query, of_rows=True) if p >= after]
    return bool(things) and min(things) < min(rows, default=len(question.tokens))


def _positions(query: TableQuery, *, of_rows: bool) -> list[int]:
    """Where the question names the rows, or the number or list column."""
    question, view = query.question, query.view
    found = []
    for mention in question.mentions:
        columns = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
        names = any(column.role is ColumnRole.NAME for column in columns)
        if (bool(mention.of_kind("topic")) or names) if of_rows else (columns and not names):
            found.append(mention.start)
    for i, token in enumerate(question.tokens):
        unit = any(token.stem in words for words in view.unit_words.values())
        kind = token.word in view.shared_words or token.stem in view.kinds
        if kind if of_rows else unit:
            found.append(i)
    return found


def _sum(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST) or query.number
    if column is None:
        return None
    sized = [(size, match) for match in selected if (size := _size(query, match.row, column))]
    matches = [Match(m.row, query.view.cell(m.row, column).values) for _, m in sized]
    total = sum(size for size, _ in sized)
    return _result(query, Operation.SUM, matches, column=column, total=total) if sized else None


def _ranked(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Rows by number: the highest or lowest, the k-th, the k first, or all in order."""
    question = query.question
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST) or query.number
    if column is None:
        return None
    sized = [(size, match) for match in selected if (size := _size(query, match.row, column))]
    if not sized:
        return None
    extreme = "fewest" if question.has("fewest") else "most"
    ordered = sorted(sized, key=lambda pair: pair[0], reverse=extreme == "most")
    matches = [Match(m.row, query.view.cell(m.row, column).values) for _, m in ordered]
    few = [n.value for n in question.numbers if 1 < n.value < len(ordered)]
    place = [n.value for n in question.ordinals if 1 < n.value <= len(ordered)]
    if place:
        sizes = sorted({size for size, _ in sized}, reverse=extreme == "most")
        wanted = sizes[min(place[0], len(sizes)) - 1]
        kept = [m for (size, _), m in zip(ordered, matches, strict=True) if size == wanted]
        return _result(query, Operation.RANK, kept, column=column, total=wanted, extreme=extreme)
    if few or not question.has("most", "fewest"):
        last = ordered[few[0] - 1][0] if few else None
        inside: Callable[[int], bool] = lambda size: (  # noqa: E731
            last is None or (size >= last if extreme == "most" else size <= last)
        )
        kept = [m for (size, _), m in zip(ordered, matches, strict=True) if inside(size)]
        return _result(query, Operation.RANK, kept, column=column, extreme=extreme)
    best = ordered[0][0]
    kept = [m for (size, _), m in zip(ordered, matches, strict=True) if size == best]
    return _result(query, Operation.EXTREME, kept, column=column, total=best, extreme=extreme)


def _groups(query: TableQuery, selected: Sequence[Match], extreme: bool) -> TableResult | None:
    """The groups, or those with the most or fewest rows (or the highest sum)."""
    column = query.group
    if column is None:
        return None
    sizes: dict[Value, int] = {}
    first: dict[Value, Row] = {}
    number = query.asked(ColumnRole.NUMBER)
    for match in selected:
        for value in query.view.cell(match.row, column).values[:1]:
            size = _size(query, match.row, number) or 0 if number else 1
            sizes[value] = sizes.get(value, 0) + size
            first.setdefault(value, match.row)
    if not sizes:
        return None
    kind = ""
    chosen = list(sizes)
    if extreme:
        kind = "fewest" if query.question.has("fewest") else "most"
        best = (min if kind == "fewest" else max)(sizes.values())
        chosen = [value for value in sizes if sizes[value] == best]
    matches = [Match(first[value], (value,)) for value in chosen]
    total = sizes[chosen[0]] if kind else len(chosen)
    operation = Operation.GROUP_SUMS if kind and number else Operation.GROUPS
    return _result(query, operation, matches, column=column, total=total, extreme=kind)


# ------------------------------------------------------------------------------ named rows


def _of_rows(query: TableQuery) -> TableResult | None:
    question = query.question
    if question.years() and not _holds(query, question.years()):
        return _result(query, Operation.ABSENT, (), column=query.number)
    if len(query.rows) > 1:
        found = _of_several(query)
        if found is not None:
            return found
    if len(query.rows) == 1 and question.has("yes_no") and question.has("most", "fewest"):
        return _is_extreme(query)
    if query.conditions:
        return _yes_no(query)
    if len(query.unread) > 1 or (query.unread and not query.columns):
        return _cell_by_words(query)
    if query.columns:
        return _cells(query, query.columns[0])
    return _whole_rows(query)


def _whole_rows(query: TableQuery) -> TableResult | None:
    """Named rows of which nothing particular is asked: where they are, that they are, or all."""
    question, view = query.question, query.view
    if question.has("where") and query.group is not None:
        return _cells(query, query.group)
    if question.has("count", "who", "where", "how", "when", "why"):
        return None
    if question.has("yes_no"):
        names = view.table.column(ColumnRole.NAME) or view.table.columns[0]
        matches = [Match(row, view.cell(row, names).values) for row in query.rows]
        return _result(query, Operation.YES_NO, matches) if not question.content else None
    matches = [Match(row, tuple(v for c in row.cells for v in c.values)) for row in query.rows]
    return _result(query, Operation.ROW, matches)


def _dated(query: TableQuery) -> bool:
    """Whether the column that is asked for holds years."""
    return any(
        1800 <= number <= 2100
        for column in query.columns
        for row in query.view.table.rows
        for value in query.view.cell(row, column).values
        for number in value.numbers
    )


def _holds(query: TableQuery, numbers: set[int]) -> bool:
    """Whether cells (of the named rows) hold all these numbers."""
    rows = query.rows or query.view.table.rows
    held = {n for row in rows for cell in row.cells for v in cell.values for n in v.numbers}
    return numbers <= held


def _of_several(query: TableQuery) -> TableResult | None:
    """Named rows compared, summed, or searched for what they share."""
    question = query.question
    lists = query.asked(ColumnRole.LIST, ColumnRole.TEXT)
    lists = lists or query.view.table.column(ColumnRole.LIST)
    if question.has("common") and lists is not None and not query.conditions:
        if query.asked(ColumnRole.NUMBER) is None:
            return _common(query, lists)
    sizing = question.has(
        "most", "fewest", "bigger", "smaller", "more", "less", "compare", "rank", "same"
    )
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST) or (query.number if sizing else None)
    if column is None or query.conditions:
        return None
    if question.has("total"):
        matches = [Match(row, ()) for row in query.rows]
        return _sum(query, matches)
    if column.role is ColumnRole.NUMBER or sizing:
        sized = [(_size(query, row, column) or 0, row) for row in query.rows]
        ordered = sorted(sized, key=lambda pair: -pair[0])
        matches = [Match(row, query.view.cell(row, column).values) for _, row in ordered]
        total = ordered[0][0] - ordered[-1][0]
        first = _size(query, query.rows[0], column) or 0
        rest = [_size(query, row, column) or 0 for row in query.rows[1:]]
        verdict = _holds_so(question, first, rest) if question.has("yes_no") else None
        return _result(
            query, Operation.COMPARE, matches, column=column, total=total, verdict=verdict
        )
    return None


def _holds_so(question: Question, first: int, rest: Sequence[int]) -> bool:
    """Whether the row named first is bigger (or smaller, or the same) as it was asked."""
    if question.has("same"):
        return all(size == first for size in rest)
    if question.has("smaller", "less", "fewest"):
        return all(first < size for size in rest)
    return all(first > size for size in rest)


def _is_extreme(query: TableQuery) -> TableResult | None:
    """Whether the named row has the highest or lowest number of all."""
    everything = [Match(row, ()) for row in query.view.table.rows]
    best = _ranked(replace(query, rows=[]), everything)
    if best is None or best.operation is not Operation.EXTREME or best.column is None:
        return None
    column, row = best.column, query.rows[0]
    own = Match(row, query.view.cell(row, column).values)
    truth = any(match.row == row for match in best.matches)
    matches = best.matches if truth else (own, *best.matches)
    return replace(best, operation=Operation.YES_NO, matches=tuple(matches), truth=truth)


def _common(query: TableQuery, column: Column) -> TableResult:
    """Values that all named rows list, alike in words or by a term of the glossary."""
    cells = [query.view.cell(row, column).values for row in query.rows]
    shared = set.intersection(
        *({key for value in values for key in query.view.meanings(value)} for values in cells)
    )
    if not shared:
        matches = [Match(row, values) for row, values in zip(query.rows, cells, strict=True)]
        return _result(query, Operation.COMMON, matches, column=column, truth=False)
    matches = [
        Match(row, tuple(v for v in values if query.view.meanings(v) & shared))
        for row, values in zip(query.rows, cells, strict=True)
    ]
    total = min(len(match.values) for match in matches)
    return _result(query, Operation.COMMON, matches, column=column, total=total)


def _cells(query: TableQuery, column: Column) -> TableResult | None:
    """One cell of each named row."""
    question, view = query.question, query.view
    if query.unread and (question.has("yes_no") or _counts_other(query)):
        # It is asked whether, or how many, of something that the table has no word for.
        return _result(query, Operation.ABSENT, (), column=column)
    named = question.has("which", "who", "list") and not question.has("count")
    named |= question.has("by_name")
    if column.role is ColumnRole.NUMBER and named and not question.has("yes_no"):
        # Their names were asked for; the table only counts them.
        return _result(query, Operation.ABSENT, (), column=column)
    matches = [Match(row, view.cell(row, column).values) for row in query.rows]
    if any(not match.values for match in matches):
        return _result(query, Operation.ABSENT, (), column=column)
    if question.has("yes_no"):
        if query.bounds:
            inside = [
                b.low <= (_size(query, m.row, b.column) or -1) <= b.high
                for m in matches
                for b in query.bounds
            ]
            return _result(query, Operation.YES_NO, matches, column=column, truth=all(inside))
        if column.role is ColumnRole.TEXT:
            given = all(not view.denies(match.values[0]) for match in matches)
            truth = given != question.has("absent")
            return _result(query, Operation.YES_NO, matches, column=column, truth=truth)
    if question.has("count") and column.role is ColumnRole.LIST:
        total = sum(len(match.values) for match in matches)
        return _result(query, Operation.COUNT, matches, column=column, total=total)
    return _result(query, Operation.CELL, matches, column=column)


def _counts_other(query: TableQuery) -> bool:
    """Whether "how many" is followed by a word that the table has no place for."""
    question = query.question
    if not question.has("count"):
        return False
    unread = set(query.unread)
    after = [i for i in range(question.cues["count"], len(question.tokens))]
    first = next((i for i in after if i in _things(question)), None)
    return first is not None and question.tokens[first] in unread


def _things(question: Question) -> set[int]:
    """Positions of mentions and open words."""
    named = {i for m in question.mentions for i in range(m.start, m.end)}
    return named | set(question.open)


def _yes_no(query: TableQuery) -> TableResult | None:
    """Whether the named rows hold what the conditions ask; or which of them do."""
    question = query.question
    if len(query.rows) > 1 and question.has("which") and not question.has("yes_no"):
        wanted = {row.index for row in query.rows}
        found = [match for match in select(query) if match.row.index in wanted]
        return _result(query, Operation.LIST, found) if found else None
    truth = all(condition.holds(row) for condition in query.conditions for row in query.rows)
    if query.unread and not truth:
        return None
    matches = [_proof(query, row) for row in query.rows]
    if not question.has("yes_no"):
        column = query.conditions[0].column
        return _result(query, Operation.CELL, matches, column=column) if truth else None
    # "Doesn't X have a secretariat?" is answered by whether it has one.
    column = query.conditions[0].column
    return _result(query, Operation.YES_NO, matches, column=column, truth=truth)


def _proof(query: TableQuery, row: Row) -> Match:
    """The values of a row that show whether it fulfils the conditions."""
    values: list[Value] = []
    for condition in query.conditions:
        own = [hit.value for hit in condition.hits if hit.row.index == row.index]
        values += own or query.view.cell(row, condition.column).values
    return Match(row, tuple(dict.fromkeys(values)))


def _cell_by_words(query: TableQuery) -> TableResult | None:
    """The cell of the named row that holds most of the words which name nothing else."""
    language, view = query.question.language, query.view
    if language not in view.languages or len(query.rows) != 1:
        return None
    row = query.rows[0]
    wanted = {token.stem for token in query.unread}
    best: tuple[float, Column] | None = None
    for column in view.table.columns[1:]:
        held = {
            stem
            for value in view.cell(row, column).values
            for stem in stems(view.text(value, language), language)
        }
        share = len(wanted & held) / len(wanted)
        if share >= 0.6 and (best is None or share > best[0]):
            best = (share, column)
    if best is None:
        return None
    match = Match(row, view.cell(row, best[1]).values)
    return _result(query, Operation.CELL, (match,), column=best[1])
