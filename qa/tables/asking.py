"""What a question asks of a table by its form, where it names no header.

"Who is in charge of it?" asks for the people, "where is it?" for the place, "how big is it?" for
the one thing that is measured, and "without paying" for the cells that say "free".
"""

from collections.abc import Sequence

from corpus.records import Column
from qa.tables.columns import of_money, of_people
from qa.tables.fields import columns_by_field
from qa.tables.parts import Condition, TableQuery, negates
from qa.tables.view import Hit
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize


def ask_by_form(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Ask for what the form of the question asks for; returns the words that are left."""
    if query.view.document.glossary:
        return list(unread)
    left = _free_of_charge(query, unread)
    if query.columns or query.conditions or len(query.rows) != 1 or query.question.has("yes_no"):
        return left
    for ask in (_person, _place, _size):
        if (column := ask(query, left)) is not None:
            query.columns.append(column)
            return []
    return left


def _free_of_charge(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Select the rows for which nothing is to be paid."""
    view, question = query.view, query.question
    found = words_of(question.language).free.positions(question.tokens)
    covered = {i for start, n in found.items() for i in range(start, start + n)}
    code = view.document.language
    for column in of_money(view) if found else ():
        hits = tuple(
            Hit(row, column, value)
            for row in view.table.rows
            for value in view.cell(row, column).values[:1]
            if words_of(code).free.at(tokenize(value.text, code), 0)
        )
        if hits:
            at = min(found)
            query.conditions.append(Condition(hits, at, negates(query, at)))
            query.columns = [c for c in query.columns if c != column]
            return [i for i in unread if i not in covered]
    return list(unread)


def _person(query: TableQuery, unread: Sequence[int]) -> Column | None:
    """The column of people, where it is asked who leads what the row names, or who is there."""
    question, columns = query.question, of_people(query.view)
    if not question.has("who") or question.has("count") or len(columns) != 1:
        return None
    named = {i for m in question.mentions for i in range(m.start, m.end)}
    leading = words_of(question.language).fields["head"].covered(question.tokens) - named
    code = query.view.document.language
    header = tokenize(query.view.header(columns[0], code), code)
    left = [i for i in unread if i not in leading]
    if not leading and question.content:
        return None
    return columns[0] if all(_of_office(question.tokens[i], header) for i in left) else None


def _of_office(token: Token, header: Sequence[Token]) -> bool:
    """Whether a word is what an Arabic adjective in a header is made of: "doctors", "medical"."""
    adjectives = [t.stem for t in header if t.word.startswith("ال") and t.word.endswith(_ADJECTIVE)]
    return any(
        stem.startswith(adjective) and len(stem) - len(adjective) <= _LONGER
        for stem in (token.stem, *token.glosses)
        for adjective in adjectives
    )


_ADJECTIVE = ("ي", "يه")
_LONGER = 2
"""Letters that a noun has more than its adjective's stem: "طبيب" for "طبي"."""


def _place(query: TableQuery, unread: Sequence[int]) -> Column | None:
    """The column of places, where nothing is asked of a row but where it is."""
    place = columns_by_field(query.view).get("place")
    return place if query.question.has("where") and not unread else None


def _size(query: TableQuery, unread: Sequence[int]) -> Column | None:
    """The one number column, where it is asked how big what the row names is."""
    question, counted = query.question, query.view.counted
    sized = words_of(question.language).fields["extent"].covered(question.tokens)
    named = {i for m in question.mentions for i in range(m.start, m.end)}
    asks = question.has("count") or question.has("which", "define")
    return counted[0] if len(counted) == 1 and sized - named and asks and not unread else None
