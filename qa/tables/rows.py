"""What a table says of rows that a question names: their cells, a comparison, their order."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Column, ColumnRole
from qa.reading.understand import Question
from qa.tables.columns import answered
from qa.tables.details import (
    how_it_stands,
    made_up_of,
    part_of_count,
    profile,
    says_who_they_are,
)
from qa.tables.fields import asks_how_much
from qa.tables.parts import Condition, TableQuery
from qa.tables.rank import beside_row, ranked, sum_of
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.select import holds_numbers, proof_of, select, size_of
from qa.tables.sharing import alike, common
from qa.tables.times import by_time
from qa.tables.whether import of_sole
from qa.words.language import words_of
from qa.words.tokens import stems, tokenize

_APART = 2
"""How many words such as "and the" may stand between columns that are named together."""


def of_rows(query: TableQuery) -> TableResult | None:
    """The answer about the rows that the query names, or None when the table has none."""
    question = query.question
    if len(query.rows) > 1:
        query = replace(query, conditions=_telling(query))
    limited = query.timing is not None and query.timing.bound is not None
    if question.years() and not limited and not holds_numbers(query, question.years()):
        return result(query, Operation.ABSENT, (), column=query.number)
    if (after := beside_row(query) or of_sole(query)) is not None:
        return after
    found = _in_time(query) or (_of_several(query) if len(query.rows) > 1 else None)
    if found is not None:
        return found
    if len(query.rows) == 1 and (others := alike(query)) is not None:
        return others
    if len(query.rows) == 1 and question.has("yes_no") and question.has("most", "fewest"):
        return _is_extreme(query)
    if (parted := made_up_of(query)) is not None:
        return parted
    if len(query.rows) == 1 and _asks_who_they_are(query):
        told = says_who_they_are(query)
        return told or result(query, Operation.ABSENT, (), column=query.number)
    told = profile(query) or part_of_count(query) or how_it_stands(query)
    return told or _of_parts(query)


def _telling(query: TableQuery) -> list[Condition]:
    """The conditions without groups that all the rows which are compared belong to anyhow."""
    if not query.question.has("compare", "more", "less", "bigger", "smaller", "total"):
        return query.conditions
    return [
        condition
        for condition in query.conditions
        if condition.column != query.group or not all(condition.holds(row) for row in query.rows)
    ]


def _of_parts(query: TableQuery) -> TableResult | None:
    """The cells of named rows by the columns and conditions of a question."""
    question = query.question
    if query.conditions:
        return _yes_no(query)
    if len(query.unread) > 1 or (query.unread and not query.columns):
        return _cell_by_words(query)
    if len(listed := _listed_columns(query)) > 1 and not question.has("yes_no"):
        matches = [
            Match(row, tuple(v for column in listed for v in query.view.cell(row, column).values))
            for row in query.rows
        ]
        return result(query, Operation.ROW, matches)
    if query.columns:
        return _cells(query, query.columns[0])
    return _whole_rows(query)


def _in_time(query: TableQuery) -> TableResult | None:
    """Named rows in order of time, or whether the one named is the first or last of all."""
    several = len(query.rows) > 1
    if not (query.timing and (several or query.question.has("yes_no"))):
        return None
    rows = query.rows if several else query.view.table.rows
    return by_time(query, [Match(row, ()) for row in rows])


def _asks_who_they_are(query: TableQuery) -> bool:
    """Whether the names are asked for of what the table only counts."""
    question = query.question
    named = question.has("which", "who", "list") and not question.has("count")
    named |= question.has("by_name")
    numbers = [column.role for column in query.columns] == [ColumnRole.NUMBER]
    counted = numbers and query.view.counts_things(query.columns[0])
    return counted and named and not question.has("yes_no")


def _listed_columns(query: TableQuery) -> list[Column]:
    """Columns that the question names one after the other: "countries, secretariat and topics"."""
    question, view = query.question, query.view
    words = words_of(question.language)
    places: list[tuple[int, int, Column]] = []
    for mention in question.mentions:
        columns = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
        if columns and columns[0].role is not ColumnRole.NAME:
            places.append((mention.start, mention.end, columns[0]))
    for index, at in query.named_at.items():
        if all(not start <= at < end for start, end, _ in places):
            places.append((at, at + 1, view.table.columns[index]))
    found: list[tuple[int, Column]] = []
    for start, end, column in sorted(places, key=lambda place: place[0]):
        between = question.tokens[found[-1][0] : start] if found else ()
        if len(between) > _APART or not all(words.is_stopword(token) for token in between):
            return []
        if all(column != other for _, other in found):
            found.append((end, column))
    return [column for _, column in found]


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
        return result(query, Operation.YES_NO, matches) if not question.content else None
    matches = [Match(row, tuple(v for c in row.cells for v in c.values)) for row in query.rows]
    return result(query, Operation.ROW, matches)


def _of_several(query: TableQuery) -> TableResult | None:
    """Named rows compared, summed, or searched for what they share."""
    question = query.question
    together = question.has("which") and question.has("total") and not question.has("count")
    together &= query.asked(ColumnRole.LIST) is not None
    if (question.has("common") or together) and not query.conditions:
        asked = [c for c in query.columns if c.role in (ColumnRole.LIST, ColumnRole.TEXT)]
        if asked or query.asked(ColumnRole.NUMBER) is None:
            return common(query, asked or query.view.table.columns)
    sizing = question.has(
        "most", "fewest", "bigger", "smaller", "more", "less", "compare", "rank", "same"
    )
    # "The arrangement of their secretariats" is no order.
    texts = query.asked(ColumnRole.TEXT) is not None and query.asked(ColumnRole.NUMBER) is None
    sizing &= not texts or question.has("most", "fewest", "bigger", "smaller")
    column = query.asked(ColumnRole.NUMBER, ColumnRole.LIST) or (query.number if sizing else None)
    if column is None or query.conditions:
        return None if query.conditions or query.unread else _told_of_other(query)
    if question.has("total"):
        matches = [Match(row, ()) for row in query.rows]
        return sum_of(query, matches)
    if column.role is ColumnRole.NUMBER or sizing:
        sized = [(size_of(query, row, column) or 0, row) for row in query.rows]
        ordered = sorted(sized, key=lambda pair: -pair[0])
        matches = [Match(row, query.view.cell(row, column).values) for _, row in ordered]
        total = ordered[0][0] - ordered[-1][0]
        first = size_of(query, query.rows[0], column) or 0
        rest = [size_of(query, row, column) or 0 for row in query.rows[1:]]
        # "Does A or B have more?" asks which of them.
        which = _asks_which(query)
        whether = question.has("yes_no") and not which
        verdict = _holds_so(question, first, rest) if whether else None
        extreme = ""
        if which and total and len(matches) == 2:
            extreme = "fewest" if question.has("fewest", "smaller", "less") else "most"
            matches = matches[::-1] if extreme == "fewest" else matches
        return result(
            query,
            Operation.COMPARE,
            matches,
            column=column,
            total=total,
            verdict=verdict,
            extreme=extreme,
        )
    return None


def _asks_which(query: TableQuery) -> bool:
    """Whether one of the named rows is asked for: the larger one, or the smaller."""
    question = query.question
    sized = question.has("most", "fewest", "bigger", "smaller", "more", "less")
    asks = question.has("which", "who", "where") or bool(question.or_at)
    how = question.has("count", "same", "every", "compare", "rank") and not question.has("which")
    return sized and asks and not how


def _told_of_other(query: TableQuery) -> TableResult | None:
    """The one cell of a named row that speaks of another named row: "11 of them belong to X"."""
    found = [
        (row, value)
        for row in query.rows
        for other in query.rows
        if other is not row
        for cell in row.cells
        for value in cell.values
        if query.view.names(value, other)
    ]
    if len(found) != 1 or not query.question.has("count", "which", "who", "yes_no"):
        return None
    row, value = found[0]
    column = query.view.column_of(value)
    return result(query, Operation.CELL, [Match(row, (value,))], column=column)


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
    best = ranked(replace(query, rows=[]), everything)
    if best is None or best.operation is not Operation.EXTREME or best.column is None:
        return None
    column, row = best.column, query.rows[0]
    own = Match(row, query.view.cell(row, column).values)
    truth = any(match.row == row for match in best.matches)
    matches = best.matches if truth else (own, *best.matches)
    return replace(best, operation=Operation.YES_NO, matches=tuple(matches), truth=truth)


def _cells(query: TableQuery, column: Column) -> TableResult | None:
    """One cell of each named row."""
    question, view = query.question, query.view
    if question.has("yes_no") and query.unread and _asks_if_settled(query):
        # Whether a matter is settled, its cell tells: "under discussion", or what was chosen.
        told = [Match(row, view.cell(row, column).values) for row in query.rows]
        if column.role is ColumnRole.TEXT and all(match.values for match in told):
            return result(query, Operation.CELL, told, column=column)
    if _asks_other(query, column):
        return result(query, Operation.ABSENT, (), column=column)
    matches = [Match(row, view.cell(row, column).values) for row in query.rows]
    if any(not match.values for match in matches):
        return result(query, Operation.ABSENT, (), column=column)
    if question.has("yes_no"):
        if query.bounds:
            inside = [
                b.low <= (size_of(query, m.row, b.column) or -1) <= b.high
                for m in matches
                for b in query.bounds
            ]
            return result(query, Operation.YES_NO, matches, column=column, truth=all(inside))
        if column.role is ColumnRole.TEXT:
            given = all(not view.denies(match.values[0]) for match in matches)
            truth = given != question.has("absent")
            return result(query, Operation.YES_NO, matches, column=column, truth=truth)
    if question.has("count") and column.role is ColumnRole.LIST:
        total = sum(len(match.values) for match in matches)
        return result(query, Operation.COUNT, matches, column=column, total=total)
    return result(query, Operation.CELL, matches, column=column)


def _asks_other(query: TableQuery, column: Column) -> bool:
    """Whether something is asked that the cells of this column don't tell, whatever they say."""
    question = query.question
    if query.unread and (question.has("yes_no") or _counts_other(query)):
        # It is asked whether, or how many, of something that the table has no word for.
        return True
    becoming = question.has("how") and not question.has("count") and not asks_how_much(query)
    if becoming and column.role is ColumnRole.NUMBER:
        # How one becomes what is counted, no number says.
        return True
    # That there is one, a "yes" says, and not who or where it is.
    more = question.has("who", "where", "when", "count", "by_name") and not question.has("yes_no")
    return more and answered(query.view).get(column.index, False)


def _asks_if_settled(query: TableQuery) -> bool:
    """Whether nothing is left of a question but that something has been decided."""
    settled = words_of(query.question.language).settled
    return all(settled.at((token,), 0) for token in query.unread)


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
        return result(query, Operation.LIST, found) if found else None
    truth = all(condition.holds(row) for condition in query.conditions for row in query.rows)
    if query.unread and not truth:
        return None
    matches = [
        replace(proof_of(query, row), holds=all(c.holds(row) for c in query.conditions))
        for row in query.rows
    ]
    if _counts_uncounted(query, matches):
        return result(query, Operation.ABSENT, (), column=query.conditions[0].column)
    if not question.has("yes_no"):
        column = query.conditions[0].column
        return result(query, Operation.CELL, matches, column=column) if truth else None
    column = query.conditions[0].column
    # "Doesn't X have a secretariat?" is answered by whether it has one.
    return result(query, Operation.YES_NO, matches, column=column, truth=truth)


def _counts_uncounted(query: TableQuery, matches: Sequence[Match]) -> bool:
    """Whether "how many" is asked of something that a cell has and doesn't count: "pianos"."""
    counts = query.question.has("count") and not query.question.has("yes_no", "total")
    told = any(value.numbers for match in matches for value in match.values)
    return counts and not told and not query.view.document.glossary


def _cell_by_words(query: TableQuery) -> TableResult | None:
    """The cell of the named row that holds most of the words which name nothing else."""
    language, view = query.question.language, query.view
    if language not in view.languages or len(query.rows) != 1 or _counts_other(query):
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
    if _only_counted(query, match):
        return result(query, Operation.ABSENT, (), column=best[1])
    return result(query, Operation.CELL, (match,), column=best[1])


def _only_counted(query: TableQuery, match: Match) -> bool:
    """Whether the cell counts the things that are asked for by name: "exports to six countries"."""
    question, view = query.question, query.view
    if not question.has("which", "by_name", "list", "who") or question.has("count", "yes_no"):
        return False
    language = question.language
    words, wanted = words_of(language), {token.stem for token in query.unread}
    runs = [tokenize(view.text(value, language), language) for value in match.values]
    return any(
        start + n < len(run) and run[start + n].stem in wanted
        for run in runs
        for start, (_, n) in words.numbers(run).items()
    )
