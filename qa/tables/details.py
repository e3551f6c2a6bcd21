"""What is asked of one named row beside a plain cell: its card, a part of a count, its state."""

from corpus.records import ColumnRole
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.words.alike import stands_in
from qa.words.language import words_of


def profile(query: TableQuery) -> TableResult | None:
    """The whole row where its card is asked for: "the profile of the club", whatever follows."""
    question, view = query.question, query.view
    words, tokens = words_of(question.language), question.tokens
    first = min(words.profiles.positions(tokens), default=-1)
    other = any(question.cues.get(k, first) < first for k in ("yes_no", "count", "when", "why"))
    if len(query.rows) != 1 or query.conditions or first < 0 or other:
        return None
    named = [m.start for m in question.mentions if any(t.id in view.rows_by_term for t in m.terms)]
    ends = (at + n for at, n in words.profiles.positions(tokens).items())
    if not any(
        end <= at and all(words.is_empty(token) for token in tokens[end:at])
        for end in ends
        for at in named
    ):
        return None
    row = query.rows[0]
    return result(query, Operation.ROW, [Match(row, tuple(v for c in row.cells for v in c.values))])


def part_of_count(query: TableQuery) -> TableResult | None:
    """The cell with a number of its own for a part that is counted: "20, 9 of them from abroad"."""
    question, view = query.question, query.view
    if len(query.rows) != 1 or not question.has("count") or question.has("yes_no"):
        return None
    row = query.rows[0]
    language = view.reads(question.language)
    selecting = {c.position for c in query.conditions}
    ends = {m.start: m.end for m in question.mentions}
    asked = {i for at in selecting for i in range(at, ends.get(at, at + 1))}
    wanted = [question.tokens[i] for i in asked] + query.unread
    for column in view.table.columns if wanted else ():
        for value in view.cell(row, column).values:
            text = view.text(value, language)
            parts = column.role is ColumnRole.NUMBER and len(value.numbers) > 1
            if parts and all(stands_in(token, text, language) for token in wanted):
                return result(query, Operation.CELL, [Match(row, (value,))], column=column)
    return None


def how_it_stands(query: TableQuery) -> TableResult | None:
    """The cell that tells how a matter stands: "is that structure settled, or still open?"."""
    question, view = query.question, query.view
    column = query.asked(ColumnRole.TEXT)
    settled = words_of(question.language).settled
    asks = any(settled.at((token,), 0) for token in query.unread)
    if len(query.rows) != 1 or column is None or query.conditions or not asks:
        return None
    values = view.cell(query.rows[0], column).values
    language = view.reads(question.language)
    said = " ".join(view.text(value, language) for value in values)
    rest = [t for t in query.unread if not settled.at((t,), 0)]
    if not values or not all(stands_in(token, said, language) for token in rest):
        return None
    return result(query, Operation.CELL, [Match(query.rows[0], values)], column=column)
