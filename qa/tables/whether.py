"""Yes or no about the rows of a table: whether any has it, whether all have, whether one alone.

Rows that prove a "no" are told: those that lack what all should have, those that have what one
alone should.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Column, ColumnRole
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.select import denying, proof_of, with_cell
from qa.words.denials import polarity_words

_SOLE = frozenset("唯惟")
"""With which the Chinese words for "the only" begin."""


def of_any(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Whether any row, or every row, fulfils what is asked."""
    every, column = query.question.has("every"), query.absent_column
    narrowed = any(c.column.role is not ColumnRole.GROUP for c in query.conditions) or query.bounds
    if every and column is not None and not narrowed and not query.wants_absence:
        return _all_have(query, selected, column)
    if every and query.bounds:
        return _all_within(query, selected)
    if every and query.conditions:
        return _all_rows(query)
    if not selected and not query.conditions and not query.bounds:
        return None
    return result(query, Operation.YES_NO, selected, truth=bool(selected))


def _all_have(query: TableQuery, selected: Sequence[Match], column: Column) -> TableResult | None:
    """Whether all rows have something in a column; those that say "none" prove that not."""
    without = denying(query, {match.row.index: [] for match in selected})
    lacking = [
        Match(m.row, tuple(without[m.row.index])) for m in selected if m.row.index in without
    ]
    matches = lacking or [with_cell(query, match, column) for match in selected]
    if not any(match.values for match in matches):
        return None  # empty cells prove nothing
    return result(query, Operation.YES_NO, matches, column=column, truth=not lacking)


def _all_within(query: TableQuery, selected: Sequence[Match]) -> TableResult:
    """Whether all rows (of a group) keep the limits, with all else that is asked of them."""
    scope = [c for c in query.conditions if c.column.role is ColumnRole.GROUP]
    rows = [row for row in query.view.table.rows if all(c.holds(row) for c in scope)]
    kept = {match.row.index for match in selected}
    failing = [row for row in rows if row.index not in kept]
    column = query.bounds[0].column
    matches = [Match(row, query.view.cell(row, column).values) for row in failing or rows]
    return result(query, Operation.YES_NO, matches, column=column, truth=not failing)


def _all_rows(query: TableQuery) -> TableResult:
    """Whether all rows (of a group) hold the conditions; those that don't prove that not."""
    scope = [c for c in query.conditions if c.column.role is ColumnRole.GROUP]
    asked = [c for c in query.conditions if c.column.role is not ColumnRole.GROUP] or scope
    rows = [row for row in query.view.table.rows if all(c.holds(row) for c in scope)]
    if asked is scope:
        rows = list(query.view.table.rows)
    failing = [row for row in rows if not all(c.holds(row) for c in asked)]
    matches = [proof_of(replace(query, conditions=asked), row) for row in failing or rows]
    column = asked[0].column
    return result(query, Operation.YES_NO, matches, column=column, truth=not failing)


def of_sole(query: TableQuery) -> TableResult | None:
    """Whether the named row alone has what is asked of it; None where it has it not."""
    if len(query.rows) != 1 or not query.question.has("yes_no") or not _only_of_its_kind(query):
        return None
    rows = [r for r in query.view.table.rows if all(c.holds(r) for c in query.conditions)]
    column = query.absent_column
    if column is not None and all(c.column != column for c in query.conditions):
        without = denying(query, {row.index: [] for row in rows})
        rows = [row for row in rows if (row.index in without) == query.wants_absence]
        told = [Match(row, query.view.cell(row, column).values, holds=True) for row in rows]
    elif query.conditions:
        column = query.conditions[0].column
        told = [replace(proof_of(query, row), holds=True) for row in rows]
    else:
        return None
    own = [match for match in told if match.row in query.rows]
    others = [match for match in told if match.row not in query.rows]
    if not own:
        return None
    return result(query, Operation.YES_NO, [*own, *others], column=column, truth=not others)


def _only_of_its_kind(query: TableQuery) -> bool:
    """Whether a row is asked to be the only one: "is X the only club that has a pool?".

    Beside what the rows are called; "does X have only a pool?" asks of no other row.
    """
    question, view = query.question, query.view
    tokens = question.tokens
    sole = polarity_words(question.language).degrees["exclusive"].positions(tokens)
    kinds = {i for i, token in enumerate(tokens) if view.kinds.has(token)}
    if question.language == "zh":  # "the only (that does it) process"
        return any(tokens[at].word in _SOLE for at in sole) and bool(kinds)
    beside = ((start - 1, start + n, start + n + 1) for start, n in sole.items())
    return any(not kinds.isdisjoint(places) for places in beside)
