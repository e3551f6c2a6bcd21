"""Rows that have more, or fewer, of what a table counts than a row that is named.

"Which clubs have more members than the Alder club?" names one row, and asks for others.
"""

from corpus.records import ColumnRole
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.select import size_of

_THAN = frozenset(("than", "que", "qu", "чем", "من", "比"))
"""Words before what something is compared with."""
_BEFORE = 3
"""How many words before a name such a word stands, at most: "than in the", "que le"."""


def beyond_row(query: TableQuery) -> TableResult | None:
    """The rows beyond the one named, or how many; None where nothing like that is asked."""
    question, view = query.question, query.view
    more, less = question.has("bigger", "more"), question.has("smaller", "less")
    asks = question.has("which", "list", "count", "who") and not question.has("yes_no")
    if len(query.rows) != 1 or more == less or not asks or not _compared_with(query):
        return None
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST)
    if column is None and query.asked(ColumnRole.TEXT) is None:
        column = query.number
    own = size_of(query, query.rows[0], column) if column is not None else None
    if column is None or own is None:
        return None
    matches = [
        Match(row, view.cell(row, column).values)
        for row in view.table.rows
        if (size := size_of(query, row, column)) is not None
        and (size > own if more else size < own)
        and all(condition.holds(row) for condition in query.conditions)
    ]
    if question.has("count"):
        return result(query, Operation.COUNT, matches, total=len(matches))
    return result(query, Operation.LIST, matches, column=column)


def _compared_with(query: TableQuery) -> bool:
    """Whether the named row stands behind "than", and nothing was left unread but that."""
    question, view = query.question, query.view
    named = {row.index for row in query.rows}
    starts = [
        mention.start
        for mention in question.mentions
        if any(view.rows_by_term.get(term.id) in named for term in mention.terms)
    ]
    behind = any(
        token.word in _THAN
        for start in starts
        for token in question.tokens[max(0, start - _BEFORE) : start]
    )
    return behind and all(token.word in _THAN for token in query.unread)
