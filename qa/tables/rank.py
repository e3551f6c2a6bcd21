"""Sums, extremes, ranks and groups over the rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.records import Column, ColumnRole
from ingest.normalise import normalise
from qa.tables.columns import of_money
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.select import select, size_of
from qa.tables.times import by_time
from qa.words.language import words_of


def wants_sum(query: TableQuery) -> bool:
    """Whether "how many" asks for the column's things and not for rows."""
    question = query.question
    dated = query.timing.column if query.timing else None
    limits = [bound for bound in query.bounds if bound.column != dated]
    if limits or _summed(query) is None:
        return False
    if question.has("total"):
        return True
    if not question.has("count"):
        return False
    after = question.cues["count"]
    things = [p for p in _positions(query, of_rows=False) if p >= after]
    rows = [p for p in _positions(query, of_rows=True) if p >= after]
    # "How much did the northern clubs get?" asks for a column by its verb.
    numbers = [c.index for c in query.columns if c.role is ColumnRole.NUMBER and c != dated]
    if any(column in of_money(query.view) for column in query.columns):
        # "How much money did the clubs get?" counts no clubs, unless they stand right behind it.
        length = words_of(question.language).cues["count"].at(question.tokens, after)
        return not rows or min(rows) > after + max(1, length)
    things += [query.named_at[i] for i in numbers if query.named_at.get(i, -1) >= after]
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
        unit = bool(view.units(token, question.language))
        kind = view.kinds.has(token)
        if kind if of_rows else unit:
            found.append(i)
    return found


def _summed(query: TableQuery) -> Column | None:
    """The column that is asked for and may be added up, which dates may not."""
    dated = query.timing.column if query.timing else None
    roles = (ColumnRole.NUMBER, ColumnRole.LIST)
    asked = next((c for c in query.columns if c.role in roles and c != dated), None)
    counted = query.view.counted
    if asked is None and dated and query.question.has("total") and len(counted) == 1:
        return counted[0]  # years add up to nothing
    return asked


def sum_of(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """The total of the asked column over these rows; of a list column, of how much it holds."""
    column = _summed(query) or query.number
    if column is None:
        return None
    sized = [(size, match) for match in selected if (size := size_of(query, match.row, column))]
    matches = [Match(m.row, query.view.cell(m.row, column).values) for _, m in sized]
    total = sum(size for size, _ in sized)
    return result(query, Operation.SUM, matches, column=column, total=total) if sized else None


def ranked(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Rows by number: the highest or lowest, the k-th, the k first, or all in order."""
    question = query.question
    if query.in_time:
        return by_time(query, selected)
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST) or query.number
    if column is None:
        return None
    sized = [(size, match) for match in selected if (size := size_of(query, match.row, column))]
    if not sized:
        return None
    extreme = query.extreme or "most"
    ordered = sorted(sized, key=lambda pair: pair[0], reverse=extreme == "most")
    matches = [Match(m.row, query.view.cell(m.row, column).values) for _, m in ordered]
    few = [n.value for n in question.numbers if 1 < n.value < len(ordered)]
    place = [n.value for n in question.ordinals if 1 < n.value <= len(ordered)]
    if place:
        sizes = sorted({size for size, _ in sized}, reverse=extreme == "most")
        wanted = sizes[min(place[0], len(sizes)) - 1]
        kept = [m for (size, _), m in zip(ordered, matches, strict=True) if size == wanted]
        return result(query, Operation.RANK, kept, column=column, total=wanted, extreme=extreme)
    if few or not query.extreme:
        last = ordered[few[0] - 1][0] if few else None
        inside: Callable[[int], bool] = lambda size: (  # noqa: E731
            last is None or (size >= last if extreme == "most" else size <= last)
        )
        kept = [m for (size, _), m in zip(ordered, matches, strict=True) if inside(size)]
        return result(query, Operation.RANK, kept, column=column, extreme=extreme)
    best = ordered[0][0]
    kept = [m for (size, _), m in zip(ordered, matches, strict=True) if size == best]
    return result(query, Operation.EXTREME, kept, column=column, total=best, extreme=extreme)


def beside_row(query: TableQuery) -> TableResult | None:
    """Another row by its place in an order, where one is only named as the first, or as passed.

    "After X, which has the second highest number?", "which comes next after X by members?".
    """
    question = query.question
    column = query.asked(ColumnRole.NUMBER)
    asks = question.has("which", "who", "define", "list") and not question.has("yes_no", "compare")
    if len(query.rows) != 1 or column is None or not asks:
        return None
    own = size_of(query, query.rows[0], column)
    everything = replace(query, rows=[])
    selected = select(everything)
    if any(n.value > 1 for n in question.ordinals):
        return ranked(everything, selected)
    if own is None or not (query.extreme or question.has("rank")) or not _passes(query):
        return None
    up = query.extreme == "fewest"
    sizes = {size for m in selected if (size := size_of(query, m.row, column)) is not None}
    further = [size for size in sizes if (size > own if up else size < own)]
    if not further:
        return None
    wanted = min(further) if up else max(further)
    matches = [
        Match(m.row, query.view.cell(m.row, column).values)
        for m in selected
        if size_of(query, m.row, column) == wanted
    ]
    extreme = query.extreme or "most"
    return result(query, Operation.RANK, matches, column=column, total=wanted, extreme=extreme)


def _passes(query: TableQuery) -> bool:
    """Whether a word such as "after" stands right before the row that is named."""
    question, view = query.question, query.view
    words = words_of(question.language)
    named = [m for m in question.mentions if any(t.id in view.rows_by_term for t in m.terms)]
    tokens = question.tokens
    after = [start + n for start, n in words.passing.positions(tokens).items()]
    return any(
        end <= m.start and all(words.is_stopword(token) for token in tokens[end : m.start])
        for m in named
        for end in after
    )


def equals(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Rows that share their number with others: "do any two have the same number of rooms?"."""
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST)
    if column is None:
        return None
    whether = query.question.has("yes_no")
    sized = [
        (size, Match(match.row, query.view.cell(match.row, column).values))
        for match in selected
        if (size := size_of(query, match.row, column)) is not None
    ]
    sizes = [size for size, _ in sized]
    ordered = sorted(sized, key=lambda pair: -pair[0])
    if whether and query.question.has("every"):
        # The largest and the smallest show that not all are alike.
        ends = [
            match for _, match in (ordered[:1] + ordered[-1:] if len(set(sizes)) > 1 else ordered)
        ]
        return result(query, Operation.YES_NO, ends, column=column, truth=len(set(sizes)) == 1)
    shared = [match for size, match in ordered if sizes.count(size) > 1]
    operation = Operation.YES_NO if whether else Operation.LIST
    return result(query, operation, shared, column=column, truth=bool(shared))


def groups(query: TableQuery, selected: Sequence[Match], extreme: bool) -> TableResult | None:
    """The groups, or those with the most or fewest rows (or the highest sum)."""
    column = query.group
    if column is None:
        return None
    # A group may be printed on every row of it: it is told by its name.
    sizes: dict[str, int] = {}
    first: dict[str, Match] = {}
    number = query.asked(ColumnRole.NUMBER)
    for match in selected:
        for value in query.view.cell(match.row, column).values[:1]:
            size = size_of(query, match.row, number) or 0 if number else 1
            name = normalise(value.text)
            sizes[name] = sizes.get(name, 0) + size
            first.setdefault(name, Match(match.row, (value,)))
    if not sizes:
        return None
    kind = ""
    chosen = list(sizes)
    if extreme:
        kind = query.extreme
        best = (min if kind == "fewest" else max)(sizes.values())
        chosen = [name for name in sizes if sizes[name] == best]
    matches = [first[name] for name in chosen]
    total = sizes[chosen[0]] if kind else len(chosen)
    operation = Operation.GROUP_SUMS if kind and number else Operation.GROUPS
    return result(query, operation, matches, column=column, total=total, extreme=kind)
