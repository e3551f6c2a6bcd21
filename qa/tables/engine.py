"""Answers a query from a table, or says that the table has no place for what is asked.

Answers come from every row, never from a ranked list, and nothing here knows a document.
"""

from collections.abc import Sequence

from corpus.records import Column, ColumnRole
from qa.reading.forms import asks_access
from qa.tables.dealt import deals_with_more
from qa.tables.parts import TableQuery
from qa.tables.rank import equals, groups, ranked, sum_of, wants_sum
from qa.tables.relative import beyond_row
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.rows import of_rows
from qa.tables.select import holds_numbers, related_rows, select, with_cell
from qa.tables.whether import of_any
from qa.words.glosses import rendered
from qa.words.language import words_of
from qa.words.tokens import stems, tokenize


def applies(query: TableQuery) -> bool:
    """Whether everything that the question mentions has a place in the table."""
    question = query.question
    if query.strangers or question.has("why") or (question.has("when") and not _dated(query)):
        return False
    if query.rows:
        return not _asks_measure(query)
    # "That first ran after 2015" ranks nothing: it tells of the beginning.
    ranks = query.timing is not None or bool(query.extreme) or question.has("rank")
    if (question.ordinals and not ranks) or _only_left_out(query):
        # "The first meeting" is no row; and who else did something, no table of rows tells.
        return False
    return not (_asks_for_counted(query) or _asks_what_is_counted(query)) and _of_all_rows(query)


def _asks_measure(query: TableQuery) -> bool:
    """Whether "how" is asked of a word that has no place here: "how tall", of no such column."""
    question = query.question
    at = question.cues.get("how")
    if at is None:
        return False
    behind = at + words_of(question.language).cues["how"].at(question.tokens, at)
    return any(token in query.unread for token in question.tokens[behind : behind + 1])


def _of_all_rows(query: TableQuery) -> bool:
    """The same where no row is named."""
    question = query.question
    narrowed = query.bounds or query.conditions
    if (asks_access(question) or _asks_people(query)) and not narrowed:
        return False  # who may take part is no matter of one row or another
    limited = query.timing is not None and query.timing.bound is not None
    if question.years() and not limited and not holds_numbers(query, question.years()):
        # The table holds one state of things; it says nothing of a year.
        return False
    if query.unread or _whether_by_words(query) or _counts_for_one(query) or _tops_nothing(query):
        return False
    if question.has("how") and not question.has("count", "most", "fewest", "list"):
        return False
    asks = question.has("which", "list", "count", "most", "fewest", "rank", "total", "who")
    asks |= (
        question.has("where")
        and not _asks_location(query)
        and all(c.column.role is not ColumnRole.GROUP for c in query.conditions)
    )
    keyword = not question.has("yes_no", "define", "where")
    if query.conditions or query.bounds or query.wants_absence or query.wants_presence:
        return query.about_rows or bool(query.columns) or asks
    if question.has("yes_no") and question.has("every") and query.absent_column is not None:
        return query.about_rows
    if query.group in query.columns and (asks or keyword):
        return True
    if query.in_time:
        return query.about_rows
    if query.extreme or question.has("rank"):
        ranked = bool(query.extreme) or query.number in query.columns
        return ranked and (query.about_rows or bool(query.columns))
    whole = question.has("count", "list", "total") and query.about_rows
    listed = whole and (question.has("count") or not (deals_with_more(query) or _crowded(query)))
    return listed or bool(query.columns and asks and not _asks_of_other(query))


_LOOSE = 1
"""Words at most that were left aside where all rows are told, and none is named."""


def _asks_of_other(query: TableQuery) -> bool:
    """Whether a column is named and all rows are not what is asked for."""
    listed = query.question.has("list")
    return (_crowded(query) and not listed) or _asks_who_of_things(query)


def _crowded(query: TableQuery) -> bool:
    """Whether words were left aside where nothing is named that could tell rows apart."""
    question, view = query.question, query.view
    if view.document.glossary:
        return False
    if not query.columns and question.has("who"):
        return True  # "who are the members of the committee?"
    placed = {*query.named_at.values(), *query.placed, *query.called_at}
    loose = [
        i
        for i in question.open
        if i not in placed
        and not view.kinds.has(question.tokens[i])
        and not view.units(question.tokens[i], question.language)
    ]
    return len(loose) > _LOOSE


def _asks_location(query: TableQuery) -> bool:
    """Whether it is asked where something lies, by a word for that: no rows are."""
    located = words_of(query.question.language).asks["located"]
    return not query.view.document.glossary and bool(located.positions(query.question.tokens))


def _asks_who_of_things(query: TableQuery) -> bool:
    """Whether "who" is asked of no row, and only columns are named that list things or numbers.

    "Who owns the company?" is not answered by what all branches offer.
    """
    question, view = query.question, query.view
    if view.document.glossary or not question.has("who"):
        return False
    if query.asked(ColumnRole.TEXT, ColumnRole.GROUP) is None:
        return True
    # "Who is in charge of the society?", of a table of its branches.
    body = set(stems(view.document.title, view.document.language)[:1])
    kinds = any(view.kinds.has(token) for token in question.tokens)
    named = (t for t in question.tokens if t.stem in body or rendered(t, body, exact=True))
    return not kinds and any(named)


def _tops_nothing(query: TableQuery) -> bool:
    """Whether it is asked if one may "go up to the top": that ranks no rows."""
    whether = query.question.has("yes_no") and bool(query.extreme)
    return whether and not (query.conditions or query.about_rows)


def _asks_people(query: TableQuery) -> bool:
    """Whether "which" stands before a word for people, and no column is asked for."""
    question = query.question
    words = words_of(question.language)
    after = {s + n for s, n in words.cues["which"].positions(question.tokens).items()}
    people = after & words.asks["person"].covered(question.tokens)
    return bool(people) and not query.columns and not question.has("count")


def _whether_by_words(query: TableQuery) -> bool:
    """Whether it is asked if something is so, in words that no term stands for.

    A cell that happens to hold them says nothing of all the rows: prose may say it.
    """
    question = query.question
    named = {mention.start for mention in question.mentions}
    loose = bool(query.conditions) and all(c.position not in named for c in query.conditions)
    return loose and question.has("yes_no") and not query.bounds


def _counts_for_one(query: TableQuery) -> bool:
    """Whether it is asked how many a body has that some cells merely name."""
    counted = query.asked(ColumnRole.NUMBER)
    beside = [c for c in query.conditions if c.column.role is ColumnRole.TEXT]
    asks = query.question.has("count") and not query.question.has("total")
    return asks and counted is not None and bool(beside) and not (query.about_rows or query.bounds)


def _asks_for_counted(query: TableQuery) -> bool:
    """Whether it is asked which things are so that the table only counts: "which countries"."""
    question = query.question
    column = query.asked(ColumnRole.NUMBER)
    if (
        column is None
        or query.bounds
        or not query.conditions
        or not query.view.counts_things(column)
    ):
        return False
    if query.extreme or question.has("count", "rank", "total", "yes_no"):
        return False
    starts = [question.cues[kind] for kind in ("which", "who") if kind in question.cues]
    words = words_of(question.language)
    tokens = question.tokens
    for at in starts:
        noun = next((i for i in range(at + 1, len(tokens)) if not words.is_stopword(tokens[i])), -1)
        if noun >= 0 and _names(query, noun, column.index):
            return True
    return False


def _asks_what_is_counted(query: TableQuery) -> bool:
    """Whether it is asked of no row what those are that the table only counts.

    "What are the participating towns?" is not answered by all rows.
    """
    number = query.asked(ColumnRole.NUMBER)
    alone = number is not None and query.columns == [number] and not query.about_rows
    if number is None or not alone or query.conditions or query.bounds:
        return False
    sized = ("count", "most", "fewest", "rank", "total", "more", "less", "compare", "every")
    asks = query.question.has("which", "list", "who") and not query.question.has(*sized)
    return asks and query.view.counts_things(number)


def _names(query: TableQuery, at: int, column: int) -> bool:
    """Whether a word names what a number column counts."""
    question, view = query.question, query.view
    headers = {
        view.column_by_term[term.id].index
        for mention in question.mentions
        if mention.start <= at < mention.end
        for term in mention.terms
        if term.id in view.column_by_term
    }
    units = view.units(question.tokens[at], question.language)
    return column in headers or any(unit.index == column for unit in units)


def _only_left_out(query: TableQuery) -> bool:
    """Whether somebody is asked for beside those that are named."""
    named = {mention.start for mention in query.question.excluded}
    rest = [c for c in query.conditions if c.position not in named]
    return query.question.has("who") and bool(named) and not query.columns and not rest


def _dated(query: TableQuery) -> bool:
    """Whether the column that is asked for holds years, or its header says when."""
    return any(_says_when(query, column) for column in query.columns) or any(
        1800 <= number <= 2100
        for column in query.columns
        for row in query.view.table.rows
        for value in query.view.cell(row, column).values
        for number in value.numbers
    )


def _says_when(query: TableQuery, column: Column) -> bool:
    """Whether a header has a word that asks when: "date", "time"."""
    code = query.view.document.language
    words = words_of(code)
    return bool(words.cues["when"].positions(tokenize(query.view.header(column, code), code)))


def compute(query: TableQuery) -> TableResult | None:
    """The answer over all rows, or None when the table has none."""
    if query.rows:
        return beyond_row(query) or of_rows(query)
    question = query.question
    selected = select(query)
    if question.has("same") and question.has("which", "list", "yes_no"):
        # "Which have the same one?" may be said of what the conditions name.
        if (alike := equals(query, selected)) is not None or not query.conditions:
            return alike
    return _of_selected(query, selected)


def _of_selected(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """Groups, extremes, sums, counts or a list of the rows that fulfil what is asked."""
    question = query.question
    extreme = (query.in_time or bool(query.extreme)) and not query.bounds
    if query.group in query.columns and not query.conditions:
        return groups(query, selected, extreme)
    if extreme or (question.has("rank") and not query.bounds and not query.ungrouped):
        return ranked(query, selected)
    if wants_sum(query):
        return sum_of(query, selected)
    related = related_rows(query, selected)
    if question.has("count"):
        return result(query, Operation.COUNT, selected, total=len(selected), related=related)
    if question.has("yes_no"):
        return of_any(query, selected)
    column = query.asked(ColumnRole.TEXT, ColumnRole.LIST)
    if column is not None and not query.wants_absence and not query.bounds:
        selected = [with_cell(query, match, column) for match in selected]
        selected = [match for match in selected if match.values]
    if not selected and not query.conditions and not query.bounds:
        return None
    return result(query, Operation.LIST, selected, related=related)
