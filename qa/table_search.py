"""Cells that hold what a question is about, where neither the table's columns nor prose answer it.

"What does ECOWAS stand for?" names no column, but one cell says it.
"""

from collections.abc import Mapping, Sequence

from qa.concepts import Concept, coverage, padded
from qa.language import words_of
from qa.table_parts import TableQuery
from qa.table_query import read
from qa.table_result import Match, Operation, TableResult, result
from qa.table_view import TableView
from qa.understand import Question

_LEAST = 0.75
"""The least weighted share of what is asked that a cell must hold, with its row's name."""
_BESIDE = 2
"""Words that a cell must have beside what it is to explain."""
_MOST = 3
"""Rows at most: what stands in more of them is no particular answer."""


def by_cells(view: TableView, question: Question, wanted: Sequence[Concept]) -> TableResult | None:
    """The rows with a cell that says nearly all of what the question is about, or None."""
    asks = question.has("which", "define", "list", "who", "where", "about")
    if not wanted or not asks or question.has("yes_no", "why", "how", "count"):
        return None
    query = read(view, question)
    matches = [match for row in view.table.rows if (match := _match(query, row.index, wanted))]
    if not 0 < len(matches) <= _MOST or query.left_out:
        return None
    operation = Operation.CELL if question.has("define") else Operation.LIST
    return result(query, operation, matches)


def _match(query: TableQuery, index: int, wanted: Sequence[Concept]) -> Match | None:
    """The cell of a row that holds most of it, if that is enough."""
    view = query.view
    codes = {view.document.language, query.question.language}
    row = view.table.rows[index]
    context = {code: view.name_of(row, code) for code in codes}
    best: tuple[float, Match] | None = None
    for cell in row.cells[1:]:
        for value in cell.values:
            views = {code: view.text(value, code) for code in codes}
            if coverage(wanted, views, {}) == 0.0:
                continue
            if query.question.has("define") and not _says_more(views, wanted):
                continue
            held = coverage(wanted, {c: f"{context[c]} {views[c]}" for c in codes}, {})
            if held >= _LEAST and (best is None or held > best[0]):
                best = (held, Match(row, (value,)))
    return best[1] if best else None


def _says_more(views: Mapping[str, str], wanted: Sequence[Concept]) -> bool:
    """Whether a cell says something beside the very things that are to be explained."""
    for code, text in views.items():
        left = padded(text, code)
        for concept in wanted:
            for name in concept.names.get(code, ()):
                left = left.replace(name, " ")
        words = words_of(code)
        if sum(not words.stopwords_only(word) for word in left.split()) >= _BESIDE:
            return True
    return False
