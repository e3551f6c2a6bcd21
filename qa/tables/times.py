"""When the rows of a table began: the oldest, the newest, those before or after a year.

A column of years or dates is no number like others: "before 2018" limits it, "oldest" ranks by it,
and nobody names its header. What such a column is about, its header says ("Year of opening").
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import regex

from corpus.records import Column, ColumnRole, Row
from ingest.normalise import normalise
from qa.reading.understand import Question
from qa.tables.parts import Bound, TableQuery, Timing
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.view import TableView
from qa.words.alike import alike
from qa.words.language import Language, words_of
from qa.words.tokens import tokenize
from qa.words.values import YEAR, is_date, months, undecided

_EVER = 9999
_BESIDE = 2
"""How many words may stand between "before" and a year."""
_DAY = regex.compile(r"(?<!\d)\d{1,2}(?!\d)")


def moment(view: TableView, row: Row, column: Column) -> int | None:
    """The date in a cell as YYYYMMDD, zeros for what isn't given; None without a year."""
    for value in view.cell(row, column).values[:1]:
        text = normalise(value.text)
        if found := YEAR.search(text):
            month = min(months(value.text, view.document.language), default=0)
            day = _DAY.search(text)
            return int(found.group()) * 10000 + month * 100 + (int(day.group()) if day else 0)
    return None


@lru_cache(maxsize=64)
def timed(view: TableView) -> tuple[Column, ...]:
    """Columns whose cells hold dates and nothing else."""
    return tuple(
        column
        for column in view.table.columns
        if column.role in (ColumnRole.NUMBER, ColumnRole.TEXT) and _holds_dates(view, column)
    )


def _holds_dates(view: TableView, column: Column) -> bool:
    filled = [view.cell(row, column).values for row in view.table.rows]
    texts = [values[0].text for values in filled if values and not view.denies(values[0])]
    texts = [text for text in texts if not undecided(text, view.document.language)]
    return bool(texts) and all(is_date(text, view.document.language) for text in texts)


def _begins(view: TableView, column: Column) -> bool:
    """Whether a header tells of a beginning, or of nothing but a year or a date."""
    code = view.document.language
    words = words_of(code)
    tokens = tokenize(view.header(column, code), code)
    bare = words.asks["year"].covered(tokens) | words.cues["when"].covered(tokens)
    return bool(words.times["begun"].positions(tokens)) or len(bare) == len(tokens)


def timing_of(query: TableQuery) -> Timing | None:
    """What the question asks of the dates of the rows, None if nothing."""
    question, view = query.question, query.view
    columns = timed(view)
    if not columns:
        return None
    words, tokens = words_of(question.language), question.tokens
    named = {i for m in question.mentions for i in range(m.start, m.end) if not m.of_kind("header")}
    begun = words.times["begun"].covered(tokens) - named
    asked = next((column for column in query.columns if column in columns), None)
    column = (
        asked or _most_named(query, columns) or next((c for c in columns if _begins(view, c)), None)
    )
    if column is None and len(columns) == 1 and not view.document.glossary:
        column = columns[0]  # "the newest" is told by the only dates that there are
    if column is None:
        return None
    others = any(c not in columns for c in query.columns)
    if others and (not question.years() or query.rows or view.document.glossary):
        return None  # "how many seats have those that were built in 1990?" asks for another column
    extreme, said = (
        ("", set[int]()) if others else _extreme(query, words, named, bool(begun or asked))
    )
    if extreme:
        return Timing(column, extreme, None, frozenset(said | begun))
    if query.rows and question.has("when") and begun and not question.years():
        said = words.cues["when"].covered(tokens) | begun | {n.position for n in question.ordinals}
        return Timing(column, "", None, frozenset(said))
    if query.rows and not question.has("yes_no"):
        return None
    bound, said = _limits(question, words, column, view.stated_years, bool(begun or asked))
    # "The newest ones, those built after 1990".
    ranked = {i for kind in ("latest", "earliest") for i in words.times[kind].covered(tokens)}
    return Timing(column, "", bound, frozenset(said | begun | ranked)) if bound else None


def _most_named(query: TableQuery, columns: Sequence[Column]) -> Column | None:
    """The column of dates that two words of a question or more are about, None without one.

    "When does the painting end?" asks for "end of the painting works", not for the year founded.
    """
    question, view = query.question, query.view
    if view.document.glossary:
        return None
    shared = [
        sum(
            alike(t, view.header_words.get(c.index, ()), question.language) for t in question.tokens
        )
        for c in columns
    ]
    best = max(shared, default=0)
    return columns[shared.index(best)] if best > 1 and shared.count(best) == 1 else None


def _extreme(
    query: TableQuery, words: Language, named: set[int], told: bool
) -> tuple[str, set[int]]:
    """Whether the first or the last rows are asked for, and the words that say so.

    In "another station" the Arabic word for "last" stands behind what it belongs to. A place in
    an order is one in time where the question tells of a beginning.
    """
    question, view = query.question, query.view
    tokens = question.tokens
    calls = {m.start for m in question.mentions if m.of_kind("header", "topic")}
    calls |= {i for i, token in enumerate(tokens) if view.kinds.has(token)}
    for kind in ("latest", "earliest"):
        found = {
            start: length
            for start, length in words.times[kind].positions(tokens).items()
            if start not in named
            and (question.language != "ar" or tokens[start].word != _LAST or start + 1 in calls)
        }
        if found and not question.years():
            return kind, {i for s, n in found.items() for i in range(s, s + n)}
    several = len(query.rows) > 1  # "who joined first, A or B?"
    for ordinal in question.ordinals if (told and not query.rows) or several else ():
        if ordinal.value in (1, -1) and (
            several or question.language != "ar" or ordinal.position + 1 in calls
        ):
            return ("earliest" if ordinal.value == 1 else "latest"), {ordinal.position}
    return "", set()


_LAST = "اخر"


def _limits(
    question: Question, words: Language, column: Column, stated: Iterable[int], told: bool
) -> tuple[Bound | None, set[int]]:
    """The years between which the question asks for rows; the plain year only where told of."""
    years = [n for n in question.numbers if n.value in question.years()]
    tokens = question.tokens
    if len(years) == 2 and question.has("between"):
        low, high = sorted(n.value for n in years)
        return Bound(column, low, high), words.cues["between"].covered(tokens)
    if len(years) != 1:
        return None, set()
    at, year = years[0].position, years[0].value
    limits: Mapping[str, tuple[int, int]] = {
        "before": (0, year - 1),
        "after": (year + 1, _EVER),
        "since": (year, _EVER),
        "until": (0, year),
    }
    found = [
        (length, -start, kind)
        for kind in limits
        for start, length in words.times[kind].positions(tokens).items()
        if 0 <= at - start - length <= _BESIDE or 0 < start - at <= _BESIDE
        if told or not question.open or kind in ("before", "after") or length > 1
    ]
    if found:  # "before the end of 1990" says more than "before"
        length, start, kind = max(found, key=lambda one: one[0])
        return Bound(column, *limits[kind]), set(range(-start, length - start))
    if told and year not in set(stated):
        return Bound(column, year, year), set()
    return None, set()


def by_time(query: TableQuery, selected: Sequence[Match]) -> TableResult | None:
    """The first or last of the selected rows, or the rows that are named in order of time."""
    timing, question, view = query.timing, query.question, query.view
    if timing is None or not timing.extreme:
        return None
    dated = [
        (date, Match(match.row, view.cell(match.row, timing.column).values))
        for match in selected
        if (date := moment(view, match.row, timing.column)) is not None
    ]
    dated.sort(key=lambda pair: pair[0], reverse=timing.extreme == "latest")
    if not dated:
        return None
    more = {"column": timing.column, "extreme": timing.extreme}
    if len(query.rows) > 1:
        if len(dated) < len(query.rows):
            return result(query, Operation.ABSENT, (), column=timing.column)
        verdict = dated[0][1].row is query.rows[0] and dated[0][0] != dated[1][0]
        told = verdict if question.has("yes_no") else None
        return result(query, Operation.COMPARE, [m for _, m in dated], verdict=told, **more)
    few = [n.value for n in question.numbers if 1 < n.value < len(dated)]
    last = dated[few[0] - 1][0] if few else dated[0][0]
    first = [m for date, m in dated if abs(date - dated[0][0]) <= abs(last - dated[0][0])]
    if query.rows:
        truth = any(match.row is query.rows[0] for match in first)
        own = [m for _, m in dated if m.row is query.rows[0]]
        matches = first if truth else [*own, *first]
        return result(query, Operation.YES_NO, matches, column=timing.column, truth=truth)
    return result(query, Operation.EXTREME, first, **more)
