"""Columns that a question names by what they are about: "who pays" asks for "funding body".

Nobody prepared such a table: no glossary says what else its headers are called. The families of
words are the language's (`[fields]` in its file); a header belongs to those that it has a word of.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import regex

from corpus.records import Column, ColumnRole
from qa.tables.columns import answered
from qa.tables.parts import TableQuery, negates
from qa.tables.times import timed
from qa.tables.view import TableView
from qa.words.language import words_of
from qa.words.tokens import tokenize

_BRACKETS = regex.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_OF_PEOPLE = regex.compile(r"ال\w{3,}[وي]ن")
_PEOPLE = "people"
MEASURES = (
    "price", "amount", "extent", "duration", "length", "height", "depth", "distance", "weight",
    "speed", "power",
)  # fmt: skip
"""Families of what is measured and not counted: sums of money, areas, lengths."""
_FOR_PEOPLE = ("capacity", "served", "members", "staff", "visitors", "population")
"""What people are counted by: seats, beds, and those who are served."""


@lru_cache(maxsize=64)
def columns_by_field(view: TableView) -> Mapping[str, Column]:
    """The column of every family that only one header belongs to, its unit in brackets aside."""
    if view.document.glossary:
        return {}  # it tells what its columns are called
    code = view.document.language
    found: dict[str, list[Column]] = {}
    dates = timed(view)
    for column in view.table.columns:
        if column.span is None or column.role is ColumnRole.NAME or column in dates:
            continue
        header = view.header(column, code)
        tokens = tokenize(_BRACKETS.sub(" ", header) or header, code)
        for family, words in words_of(code).fields.items():
            if family != _PEOPLE and words.positions(tokens):
                found.setdefault(family, []).append(column)
    return {family: columns[0] for family, columns in found.items() if len(columns) == 1}


def _counting_people(view: TableView) -> list[Column]:
    """The one column that counts people of some kind: "number of craftsmen".

    An Arabic plural in "-in" or "-un" behind "number of" is one of people.
    """
    if view.document.glossary or view.document.language != "ar":
        return []
    found = []
    for column in view.counted:
        words = [t.word for t in tokenize(view.header(column, "ar"), "ar")]
        if view.counts_things(column) and any(_OF_PEOPLE.fullmatch(word) for word in words[1:]):
            found.append(column)
    return found if len(found) == 1 else []


def _asked(query: TableQuery) -> dict[int, list[Column]]:
    """By position, the columns whose family a word of the question belongs to."""
    view, question = query.view, query.question
    columns = columns_by_field(view)
    found: dict[int, list[Column]] = {}
    for family, words in words_of(question.language).fields.items():
        if family == _PEOPLE:
            held = [columns[f] for f in _FOR_PEOPLE if f in columns][:1] or _counting_people(view)
        else:
            held = [columns[family]] if family in columns else []
        for at in words.covered(question.tokens) if held else ():
            places = found.setdefault(at, [])
            places += [column for column in held if column not in places]
    return found


def place_by_field(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Ask for the columns that words which are left are about; returns the rest.

    A word about a column of which a value is named says nothing more: "paid for by the ministry".
    """
    if not columns_by_field(query.view) and not _counting_people(query.view):
        return list(unread)
    asked = _asked(query)
    _ask_for_group(query, asked)
    people = words_of(query.question.language).fields[_PEOPLE].covered(query.question.tokens)
    valued = [condition.column for condition in query.conditions]
    left = []
    for at in unread:
        if at in people and (stays := _stays(query, at, asked.keys() - people)) is not None:
            left += [at] if stays else []
        elif at not in asked:
            left.append(at)
        elif not any(column in (*valued, *query.columns) for column in asked[at]):
            _ask_for(query, asked[at], at)
    if _asks_nothing_yet(query) and not left:
        ranks = query.question.has("most", "fewest", "rank")
        aside = {*unread} if ranks else people | {*unread}
        _ask_by_verb(query, {at: asked[at] for at in asked if at not in aside})
    return left


def _ask_for_group(query: TableQuery, asked: Mapping[int, Sequence[Column]]) -> None:
    """Ask for the groups that stand right behind "which": "which field got the most money?"."""
    question, group = query.question, query.group
    start = question.cues.get("which", -1)
    if start < 0 or group is None or query.rows or query.columns or query.conditions:
        return
    words = words_of(question.language)
    at = start + max(1, words.cues["which"].at(question.tokens, start))
    if question.has("most", "fewest") and group in asked.get(at, ()):
        query.columns.append(group)
        query.named_at[group.index] = at


def _asks_nothing_yet(query: TableQuery) -> bool:
    """Whether no column is asked for; that of the groups isn't where it only says what one is.

    "How many seats does the northern region have?", "which region has the most seats?"
    """
    selected = any(condition.column == query.group for condition in query.conditions)
    sized = query.question.has("total", "most", "fewest")
    aside = query.columns == [query.group] and (selected or sized)
    return aside or not query.columns


def _measured(query: TableQuery) -> set[int]:
    """Positions of words about what is measured: "how much does it cost" counts no things."""
    words = words_of(query.question.language)
    tokens = query.question.tokens
    return {i for family in MEASURES for i in words.fields[family].covered(tokens)}


def asks_how_much(query: TableQuery) -> bool:
    """Whether "how" asks for a measure: "how long does it last?"."""
    question = query.question
    words, at = words_of(question.language), question.cues.get("how", -1)
    return any(words.fields[f].positions(question.tokens).get(at, 0) > 1 for f in MEASURES)


def _stays(query: TableQuery, at: int, others: Collection[int]) -> bool | None:
    """Whether a word for people is left unread; None where it may name what is counted.

    It says for whom the things are: "which grant takes a student to Porto". Beside a number it
    counts seats, and behind "how many" only where another word is about them: how many people
    applied is told by no seats.
    """
    ranks = query.question.has("most", "fewest", "rank")
    people = words_of(query.question.language).fields[_PEOPLE].covered(query.question.tokens)
    if any(_behind_number(query, i) for i in people - {at}):
        return None  # "a staff of over forty people" counts them once
    if _behind_number(query, at) or ranks or (_is_counted(query, at) and others):
        return None
    narrowed = query.rows or query.conditions or query.bounds
    return _is_counted(query, at) or not narrowed or negates(query, at)


def _ask_by_verb(query: TableQuery, asked: Mapping[int, Sequence[Column]]) -> None:
    """Ask by a word that would else be empty: "who pays"; what is counted must itself be one."""
    question = query.question
    named = {i for m in question.mentions for i in range(m.start, m.end)}
    valued = [condition.column for condition in query.conditions]
    counts = question.has("count") and not query.bounds
    measured = _measured(query) if counts else set()
    for at in sorted(asked.keys() - named):
        having = all(column.index in answered(query.view) for column in asked[at])
        if counts and not having and at not in measured and not _is_counted(query, at):
            continue
        if any(column in valued for column in asked[at]):
            return
        _ask_for(query, asked[at], at)


def _is_counted(query: TableQuery, at: int) -> bool:
    """Whether a word stands right behind a number or "how many"."""
    question = query.question
    counting = words_of(question.language).cues["count"].positions(question.tokens)
    return at in {s + n for s, n in counting.items()} or _behind_number(query, at)


def _behind_number(query: TableQuery, at: int) -> bool:
    tokens = query.question.tokens
    numbers = words_of(query.question.language).numbers(tokens)
    return at in {start + length for start, (_, length) in numbers.items()}


def _ask_for(query: TableQuery, columns: Sequence[Column], at: int) -> None:
    """Ask for the one column; where something is counted or ranked, for one of numbers."""
    question = query.question
    sized = question.has("count", "total", "most", "fewest", "rank", "more", "less")
    sized |= bool(question.numbers) and question.has("at_least", "at_most", "between")
    having = answered(query.view)  # "how many have won something?"
    fits = [c for c in columns if not sized or c.role is ColumnRole.NUMBER or c.index in having]
    if question.has("who") and not sized:
        fits = [c for c in fits if c.role is not ColumnRole.NUMBER]
    if len(fits) == 1 and _asks_nothing_yet(query):
        query.columns.append(fits[0])
        query.named_at[fits[0].index] = at
