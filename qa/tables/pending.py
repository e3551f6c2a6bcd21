"""Matters that a table calls undecided: "under study", asked for as "still being looked into".

Like "none", such a cell says how something stands and nothing else, in words that no two documents
choose alike. The phrases are the language's (`pending` in its file); a glossary tells itself what
its cells mean.
"""

from dataclasses import replace

from qa.tables.parts import Condition, TableQuery, negates
from qa.tables.view import Hit, TableView
from qa.words.language import words_of
from qa.words.values import undecided


def select_pending(query: TableQuery) -> None:
    """Select the rows in which what the question is about is undecided.

    "Neither planned nor under study" denies it of rows that have none at all.
    """
    question, view = query.question, query.view
    found = words_of(question.language).pending.positions(question.tokens)
    found = {s: n for s, n in found.items() if s >= question.lead}
    columns = {} if view.document.glossary or not found else _undecided(view)
    asked = [column for column in query.columns if column.index in columns]
    asked = asked or [view.table.columns[i] for i in columns if len(columns) == 1]
    if not asked:
        return
    query.placed |= {i for start, n in found.items() for i in range(start, start + n)}
    at = min(found)
    # "Not yet decided" denies nothing of what it says.
    rest = tuple(i for i in question.negators if i not in query.placed)
    query.question = question = replace(question, negators=rest)
    if negates(query, at) and (question.has("absent") or len(rest) > 1):
        before = [i for i in rest if i < at][-2:]
        query.placed |= set(range(min(before, default=at), at))  # "neither planned nor under study"
        return
    query.conditions = [c for c in query.conditions if c.position not in query.placed]
    query.conditions.append(Condition(columns[asked[0].index], at, negates(query, at)))


def _undecided(view: TableView) -> dict[int, tuple[Hit, ...]]:
    """By column, the values that say nothing but that a matter is undecided."""
    found = {}
    for column in view.table.columns:
        hits = tuple(
            Hit(row, column, value)
            for row in view.table.rows
            for value in view.cell(row, column).values[:1]
            if undecided(value.text, view.document.language)
        )
        if hits:
            found[column.index] = hits
    return found
