"""What is asked of one named row beside a plain cell: its card, parts of a count, its state."""

from corpus.records import ColumnRole
from qa.tables.parts import TableQuery
from qa.tables.result import Match, Operation, TableResult, result
from qa.words.alike import stands_in
from qa.words.language import words_of
from qa.words.tokens import stems, tokenize


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


def made_up_of(query: TableQuery) -> TableResult | None:
    """The cell that parts a number which the question names: "how are its 20 rooms divided?"."""
    question, column = query.question, query.number
    if column is None or len(query.rows) != 1 or question.has("yes_no", "compare"):
        return None
    asked = [numeral.value for numeral in question.numbers]
    cell = query.view.cell(query.rows[0], column)
    parted = [v for v in cell.values if len(v.numbers) > 1 and v.numbers[:1] == tuple(asked[:1])]
    if not parted or not question.has("how", "which", "define", "who", "list"):
        return None
    return result(query, Operation.CELL, [Match(query.rows[0], tuple(parted))], column=column)


def says_who_they_are(query: TableQuery) -> TableResult | None:
    """The cell of a number that says of whom it is, where the question names some of them.

    "20 (11 of the northern league, the other 9 newcomers)" tells who is in it besides the league.
    """
    view, column = query.view, query.number
    if not query.left_out or column is None:
        return None
    language = view.reads(query.question.language)
    for value in view.cell(query.rows[0], column).values:
        told = set(stems(view.text(value, language), language))
        names = (view.name_of(row, language).partition("(")[0] for row in query.left_out)
        named = (
            {t.stem for t in tokenize(name, language) if t.word not in view.kinds.shared}
            for name in names
        )
        if any(own and own <= told for own in named):
            return result(query, Operation.CELL, [Match(query.rows[0], (value,))], column=column)
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
