"""A row that a question describes and doesn't name: "the biogas work" for a title of six words.

Rows of some tables are called by whole titles, and nobody says those in full. The row is the one
whose name has more of the question's words than any other's; it counts only where all the rest of
the question has its place in the table, since prose may speak of the same thing.
"""

from collections.abc import Mapping
from dataclasses import replace

from corpus.records import ColumnRole, Row
from qa.reading.crosslingual import LIKELY
from qa.reading.understand import Question
from qa.tables.fields import columns_by_field
from qa.tables.parts import TableQuery
from qa.tables.query import read
from qa.tables.view import TableView
from qa.words.alike import alike
from qa.words.language import words_of
from qa.words.tokens import Token, stem, stems, tokenize

_LONG = 3
"""Words from which on a name is a description itself, and one word of it may stand for it."""


def read_described(view: TableView, question: Question) -> TableQuery | None:
    """The question read with the row that it describes; None without such, or with words left."""
    if question.has("why", "common", "total", "rank"):
        return None
    found = _described(view, question)
    if found is None:
        return None
    row, said = found
    if len(said) > 1:
        said = _filled_in(view, question, said)
    rest = replace(
        question,
        content=tuple(i for i in question.content if i not in said),
        open=tuple(i for i in question.open if i not in said),
    )
    query = read(view, rest, row)
    # "Which university hosts the battery project?" calls what is asked for by its kind.
    query.conditions = [c for c in query.conditions if c.column not in query.columns]
    told = query.columns and not query.conditions and len(query.rows) == 1
    return query if told and not query.unread and not query.strangers else None


def _described(view: TableView, question: Question) -> tuple[Row, set[int]] | None:
    """The one row whose name has most of the words, and where the question says those."""
    named = (m for m in question.mentions if not m.of_kind("header", "topic"))
    if any(named) or view.document.glossary:
        return None
    found = {row.index: _said_of(view, row, question) for row in view.table.rows}
    best = max(found.values(), key=len, default={})
    rows = [row for row in view.table.rows if len(found[row.index]) == len(best)]
    if not best or len(rows) > 1:
        return None
    alone = len(best) == 1 and not _stands_alone(view, rows[0], question, next(iter(best.values())))
    return None if alone else (rows[0], set(best.values()))


def _filled_in(view: TableView, question: Question, said: set[int]) -> set[int]:
    """With the open words between those of a name and right beside them, which describe it too.

    Not those that ask for a column.
    """
    near = set(range(min(said) - 1, max(said) + 2)) & set(question.open)
    near -= {i for m in question.mentions for i in range(m.start, m.end)}
    families = words_of(question.language).fields
    near -= {i for f in columns_by_field(view) for i in families[f].covered(question.tokens)}
    headers = view.header_words.values()
    asks = {
        i for i in near if any(alike(question.tokens[i], h, question.language) for h in headers)
    }
    return said | (near - asks)


def _said_of(view: TableView, row: Row, question: Question) -> Mapping[str, int]:
    """By stem of a word in a row's name, where the question says it; kinds of things aside."""
    found: dict[str, int] = {}
    for token in _own_words(view, row):
        at = next(
            (
                i
                for i in question.open
                if i >= question.lead and _is_word(question.tokens[i], token)
            ),
            None,
        )
        if at is not None and at not in found.values():
            found[token.stem] = at
    return found


def _is_word(token: Token, other: Token) -> bool:
    """Whether a word is another one, or its likely translation; words of its root are not."""
    own = {token.stem, *token.glosses[:LIKELY], *_bare(token)}
    return not own.isdisjoint((other.stem, *_bare(other)))


def _bare(token: Token) -> tuple[str, ...]:
    """Stems of an Arabic word without what is written onto it."""
    return tuple(stem(word, "ar") for word in words_of("ar").bare(token.word))


def _own_words(view: TableView, row: Row) -> list[Token]:
    words, code = words_of(view.document.language), view.document.language
    told = tokenize(view.name_of(row, code), code)
    return [t for t in told if not words.is_stopword(t) and not view.kinds.has(t)]


def _stands_alone(view: TableView, row: Row, question: Question, at: int) -> bool:
    """Whether one word tells a long name from all else that the table says."""
    code = view.document.language
    token = question.tokens[at]
    texts = (
        view.text(value, code)
        for other in view.table.rows
        for cell in other.cells
        for value in cell.values
        if other is not row or view.column_of(value).role is not ColumnRole.NAME
    )
    own = {token.stem, *token.glosses}
    return len(_own_words(view, row)) >= _LONG and own.isdisjoint(
        word for text in texts for word in stems(text, code)
    )
