"""Cells that hold what a question is about, where neither the table's columns nor prose answer it.

"What does ECOWAS stand for?" names no column, but one cell says it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.records import ColumnRole
from qa.reading.concepts import Concept, coverage, padded
from qa.reading.understand import Question
from qa.tables.idle import asked_of_others
from qa.tables.parts import TableQuery
from qa.tables.query import asks_for_rows, read
from qa.tables.result import Match, Operation, TableResult, result
from qa.tables.view import Hit, TableView
from qa.words.denials import polarity_words
from qa.words.language import words_of
from qa.words.meaning import Meanings

_LEAST = 0.75
"""The least weighted share of what is asked that a cell must hold, with its row's name."""
_LIKE, _APART = 0.55, 0.15
"""The least likeness of a cell to a question, and how far the next row must be behind.

Of 80 likenesses of development questions, with the weights in use, none of a question that the
table doesn't answer leads by more than .14, and that at a likeness of .31; the likest, .60, by 0.
"""
_BESIDE = 2
"""Words that a cell must have beside what it is to explain."""
_MOST = 3
"""Rows at most: what stands in more of them is no particular answer."""


def by_cells(view: TableView, question: Question, wanted: Sequence[Concept]) -> TableResult | None:
    """The rows with a cell that says nearly all of what the question is about, or None."""
    asks = question.has("which", "define", "list", "who", "where", "about")
    if not wanted or not asks or question.has("yes_no", "why", "how", "count"):
        return None
    if question.negated and question.has("which", "list"):
        return None  # that a cell says it shows no row that lacks it
    query = read(view, question)
    if _asks_property(query):
        return None
    matches = [match for row in view.table.rows if (match := _match(query, row.index, wanted))]
    if not 0 < len(matches) <= _MOST or query.left_out:
        return None
    operation = Operation.CELL if question.has("define") else Operation.LIST
    return result(query, operation, matches)


def by_likeness(view: TableView, question: Question, meanings: Meanings) -> TableResult | None:
    """The one row with a cell that says in other words what it is asked to say, or None.

    "Which club teaches people how to prepare meals?" asks for the cell "cooking courses". One row
    must stand out clearly: likeness alone tells nothing from what comes near it.
    """
    query = read(view, question)
    if not asks_for_one(query):
        return None
    words = " ".join(question.tokens[i].raw for i in question.content if i >= question.lead)
    if not words or question.language not in view.languages:
        return None
    hits = list(view.hits(ColumnRole.LIST, ColumnRole.TEXT))
    codes = dict.fromkeys((view.document.language, question.language))
    told = [meanings.vectors([view.text(hit.value, code) for hit in hits]) for code in codes]
    asked = meanings.vectors([words, question.text])
    for vector in asked:
        likeness = np.max([vectors @ vector for vectors in told], axis=0)
        if (found := _standing_out(query, hits, likeness)) is not None:
            return result(query, Operation.LIST, [Match(found.row, (found.value,))])
    return None


def _asks_property(query: TableQuery) -> bool:
    """Whether a noun that the table lacks is asked of what it has: "what brand are the pianos?"."""
    tokens = query.question.tokens
    lacking = any(tokens[at] in query.unread for at in asked_of_others(query))
    return lacking and not query.view.document.glossary


def _standing_out(query: TableQuery, hits: Sequence[Hit], likeness: Sequence[float]) -> Hit | None:
    """The value that is most like it, if its row is well before all others."""
    best: dict[int, tuple[float, Hit]] = {}
    for hit, near in zip(hits, likeness, strict=True):
        if hit.row.index not in best or near > best[hit.row.index][0]:
            best[hit.row.index] = (float(near), hit)
    first, *rest = sorted(best.values(), key=lambda pair: -pair[0])
    apart = not rest or first[0] - rest[0][0] >= _APART
    named = {mention.start for mention in query.question.mentions}
    holds = all(c.holds(first[1].row) for c in query.conditions if c.position in named)
    return first[1] if first[0] >= _LIKE and apart and holds else None


def asks_for_one(query: TableQuery) -> bool:
    """Whether rows are asked for, by nothing that likeness can't tell: no number, no denial."""
    question = query.question
    denials = polarity_words(question.language).denials.positions(question.tokens)
    exact = question.numbers or question.ordinals or question.negators or question.or_at
    cues = question.has("most", "fewest", "more", "less", "except", "absent", "count", "rank")
    return (asks_for_rows(query) or _asks_for_things(query)) and not (
        exact or denials or cues or query.columns
    )


def _asks_for_things(query: TableQuery) -> bool:
    """Whether "which" stands before what rows may be called at large: "in which forum"."""
    question = query.question
    words = words_of(question.language)
    if "which" not in question.cues or query.rows or question.has("yes_no", "define", "how", "why"):
        return False
    at = question.cues["which"]
    at += max(1, words.cues["which"].at(question.tokens, at))
    return at < len(question.tokens) and words.things.at(question.tokens, at) > 0


def _match(query: TableQuery, index: int, wanted: Sequence[Concept]) -> Match | None:
    """The cell of a row that holds most of it, if that is enough."""
    view = query.view
    codes = {view.document.language, query.question.language}
    row = view.table.rows[index]
    context = {code: view.name_of(row, code) for code in codes}
    best: tuple[float, Match] | None = None
    for cell in row.cells[1:]:
        for value in cell.values:
            views = {code: view.text(value, code) for code in codes}
            if coverage(wanted, views, {}) == 0.0:
                continue
            if query.question.has("define", "where") and not _says_more(views, wanted):
                continue
            held = coverage(wanted, {c: f"{context[c]} {views[c]}" for c in codes}, {})
            if held >= _LEAST and (best is None or held > best[0]):
                best = (held, Match(row, (value,)))
    return best[1] if best else None


def _says_more(views: Mapping[str, str], wanted: Sequence[Concept]) -> bool:
    """Whether a cell says something beside the very things that are to be explained."""
    for code, text in views.items():
        left = padded(text, code)
        for concept in wanted:
            for name in concept.names.get(code, ()):
                left = left.replace(name, " ")
        words = words_of(code)
        if sum(not words.stopwords_only(word) for word in left.split()) >= _BESIDE:
            return True
    return False
