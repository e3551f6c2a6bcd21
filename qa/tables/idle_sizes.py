"""Words beside numbers, limits and dates that narrow nothing: "ten towns sitting in it".

What else narrows nothing is told by `idle.py`.
"""

from collections.abc import Sequence

import regex

from corpus.records import ColumnRole
from qa.tables.fields import MEASURES
from qa.tables.parts import TableQuery
from qa.words.denials import polarity_words
from qa.words.language import words_of
from qa.words.tokens import stems

_OF_PEOPLE = regex.compile(r"الم\w{2,}[يو]ن$")
"""An Arabic participle in the plural, of people."""
_ACCUSATIVE = regex.compile(r"(?:\u064bا|ا\u064b)$")
"""How an Arabic noun ends that tells in what respect something is the newest."""


def beyond_sitting(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside a word between what is counted and "in it": "ten towns sitting in it"."""
    question, view = query.question, query.view
    words = words_of(question.language)
    if not question.numbers or query.asked(ColumnRole.NUMBER) is None:
        return list(unread)
    counted = {m.end for m in question.mentions if m.of_kind("header")}
    counted |= {i + 1 for i, t in enumerate(question.tokens) if view.units(t, question.language)}
    after = words.within.positions(question.tokens)
    denials = polarity_words(question.language).denials
    return [
        i for i in unread if not (i in counted and i + 1 in after) or denials.at(question.tokens, i)
    ]


def beyond_sizes(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside "small" where a limit or an extreme says it in numbers: "with under ten"."""
    question = query.question
    limits = question.numbers and question.has("less", "more", "at_least", "at_most", "between")
    if not (limits or question.has("most", "fewest")):
        return list(unread)
    sizes = words_of(question.language).sizes.covered(question.tokens)
    return [i for i in unread if i not in sizes]


def beyond_repeats(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside, in a sum, that what occurs twice is counted twice: sums do so.

    And a word for figures beside what is counted: "the seats of the member towns".
    """
    question = query.question
    if not question.has("total"):
        return list(unread)
    words = words_of(question.language)
    repeats = words.repeats.covered(question.tokens)
    headers = [m for m in question.mentions if m.of_kind("header")]
    beside = {at for m in headers for at in (m.start - 1, m.start - 2, m.end)}
    idle = repeats | (words.tallies.covered(question.tokens) & beside)
    return [i for i in unread if i not in idle]


def beyond_counted(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside the noun behind a limit, where a table counts one kind of things and no other.

    "More than 300 growers" are members of a society that has nothing else to count; hectares are
    none, nor is what a limit counts that stands before.
    """
    question, view = query.question, query.view
    sized = question.has("more", "less", "at_least", "at_most", "between", "bigger", "smaller")
    if view.document.glossary or len(view.counted) != 1 or not (sized and question.numbers):
        return list(unread)
    column = view.counted[0]
    words = words_of(question.language)
    if not view.counts_things(column) or any(c.role is ColumnRole.NUMBER for c in query.columns):
        return list(unread)
    ends = {start + n for start, (_, n) in words.numbers(question.tokens).items()}
    measures = {i for f in MEASURES for i in words.fields[f].covered(question.tokens)}
    measures |= words.asks["currency"].covered(question.tokens)
    measures |= words.asks["duration"].covered(question.tokens)
    behind = [at for at in unread if at in ends and at not in measures]
    if behind:
        query.columns.append(column)
    return [at for at in unread if at not in behind]


def beyond_adjectives(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside an Arabic participle behind what a column counts: "the pupils enrolled"."""
    question = query.question
    if query.view.document.glossary or question.language != "ar":
        return list(unread)
    tokens = question.tokens
    named = set(query.named_at.values())
    named |= {m.end - 1 for m in question.mentions if m.of_kind("header")}
    return [
        i
        for i in unread
        if not (
            i - 1 in named and _OF_PEOPLE.match(tokens[i].word) and tokens[i - 1].word[:2] == "ال"
        )
    ]


def beyond_units(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside the unit of a limit to a column of numbers that is named: "over 40 euros"."""
    question = query.question
    number = query.asked(ColumnRole.NUMBER)
    if query.view.document.glossary or number is None or query.view.counts_things(number):
        return list(unread)
    words, tokens = words_of(question.language), question.tokens
    ends = {start + n for start, (_, n) in words.numbers(tokens).items()}
    units = words.asks["currency"].covered(tokens) | words.asks["duration"].covered(tokens)
    units |= {i for family in MEASURES for i in words.fields[family].covered(tokens)}
    return [i for i in unread if not (i in ends and i in units)]


def beyond_dates(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside the verb of "the newest to have joined", where rows have but one date.

    And in Arabic what the newest is newest in ("the newest of age"), and what the title says.
    """
    view = query.view
    if view.document.glossary or not query.in_time:
        return list(unread)
    title = set(stems(view.document.title, view.document.language))
    tokens = query.question.tokens
    left = [i for i in unread if not (_ACCUSATIVE.search(tokens[i].raw) or tokens[i].stem in title)]
    alone = len(left) == 1 and len(query.columns) == 1
    return [] if alone else left
