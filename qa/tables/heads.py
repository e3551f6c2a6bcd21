"""Rows of one kind among others: "how many parks" of a table of parks and reserves.

Where the names of all rows begin with one of a few words, such a word in a question selects the
rows that are called by it. What the table calls its rows at large selects nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.records import ColumnRole
from qa.tables.parts import Condition, TableQuery
from qa.tables.view import Hit, TableView
from qa.words.alike import alike
from qa.words.tokens import Token, tokenize

_KINDS = 3
"""Kinds at most by which rows may be told apart."""


@lru_cache(maxsize=64)
def heads(view: TableView) -> Mapping[str, tuple[Hit, ...]]:
    """By stem of the word that their names begin with, the rows; empty unless all have a kind."""
    name, code = view.table.column(ColumnRole.NAME), view.document.language
    if name is None or view.document.glossary or code != "ar":
        return {}
    cells = [
        (row, view.cell(row, name).values[0])
        for row in view.table.rows
        if view.cell(row, name).values
    ]
    firsts = [(tokenize(value.text, code), row, value) for row, value in cells]
    counts = Counter(tokens[0].stem for tokens, _, _ in firsts if len(tokens) > 1)
    if not 1 < len(counts) <= _KINDS or min(counts.values()) < 2:
        return {}
    if sum(counts.values()) < len(view.table.rows):
        return {}
    header = {token.stem for token in tokenize(view.header(name, code), code)}
    found: dict[str, tuple[Hit, ...]] = {}
    for tokens, row, value in firsts:
        if tokens[0].stem not in header:
            found[tokens[0].stem] = (*found.get(tokens[0].stem, ()), Hit(row, name, value))
    return found


def select_by_head(query: TableQuery) -> None:
    """Select the rows of the one kind that a question asks for."""
    view, question = query.view, query.question
    kinds = heads(view)
    if not kinds or query.rows or question.has("yes_no"):
        return
    named = {
        (head, i)
        for i, token in enumerate(question.tokens)
        for head in kinds
        if i >= question.lead
        and not _describes(question.tokens, i)
        and alike(token, (head,), question.language)
    }
    if len({head for head, _ in named}) == 1:
        head, at = min(named, key=lambda pair: pair[1])
        query.conditions.append(Condition(kinds[head], at))
        query.about_rows = True


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether an Arabic word is an adjective of a noun before it: "the protected lands"."""
    definite = [token.word.removeprefix("و").startswith("ال") for token in tokens[: at + 1]]
    return at > 0 and definite[at] and definite[at - 1]
