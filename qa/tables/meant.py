"""What a table lists, named in words that no cell has: "looking after the woods".

Where neither a term nor a word of the cells is in a question, all of the question is held against
what the cells list, by the encoder's vectors and piece by piece. No likeness is high enough in
itself: one thing must come clearly before everything that other cells list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from corpus.records import ColumnRole
from index.late import LateIndex
from qa.reading.understand import Question
from qa.tables.columns import of_people
from qa.tables.engine import applies, compute
from qa.tables.kindred import kin_of
from qa.tables.parts import Condition, TableQuery
from qa.tables.query import asks_for_rows, read
from qa.tables.result import TableResult
from qa.tables.search import asks_for_one
from qa.tables.select import select
from qa.tables.view import Hit, TableView
from qa.words.meaning import Meanings

CLEAR = (0.47, 0.09)
"""The least likeness of what is listed, and how far all that stands in other cells is behind.

Between two that were measured on 90 themes in other words, in six languages, and 150 that no cell
lists: .45 and .10 find 33 and err in none, .45 and .06 find 38 and err in 4.
"""
FEW, SURE = 20, (0.55, 0.15)
"""Where fewer things are listed, a lead over them says little: both must be higher."""
NAMED = (0.4, 0.09)
"""Both where a name in the question selects the same rows already."""
KIN = (0.35, 0.05)
"""Both where a word that has no place is kin to one of the names: "commerce" and "trade"."""
_SAME = 0.02
"""Names of one thing may differ by so much: the one that more rows list is taken."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Something that cells list, and the words for it."""

    hits: tuple[Hit, ...]
    related: tuple[Hit, ...]
    names: tuple[str, ...]


class Meant:
    """Finds what a question means among what the cells of a table list."""

    def __init__(self, view: TableView, meanings: Meanings) -> None:
        """Keep the table; vectors are made when a question first needs them."""
        self._view, self._meanings = view, meanings
        self._prepared = lru_cache(maxsize=8)(self._prepare)

    def find(self, question: Question) -> TableResult | None:
        """The rows that list what a question means, or None."""
        query = read(self._view, question)
        phrases = _phrases(query) if _open(query) else ()
        listed, scores = self._scored(phrases, self._view.reads(question.language))
        if not listed:
            return None
        best = _foremost(listed, scores)
        groups = [c for c in query.conditions if c.column.role is ColumnRole.GROUP]
        at = min(question.content, default=0)
        meant = Condition(best.hits, at, related=best.related)
        placed = replace(query, unread=[], conditions=[*groups, meant])
        placed.columns, placed.about_rows = [], True
        named = _named(query)
        if named and _rows(placed) != _rows(replace(query, conditions=named)):
            return None  # what the question names says otherwise
        if not _stands_out(listed, scores, self._bounds(query, listed, best, named=bool(named))):
            return None
        found = compute(placed) if applies(placed) else None
        return found if found is not None and found.matches else None

    def _bounds(
        self, query: TableQuery, listed: Sequence[Listed], best: Listed, *, named: bool
    ) -> list[tuple[float, float]]:
        """Any of these is enough."""
        if len(listed) < FEW:
            return [SURE]
        further = ((named, NAMED), (self._akin(query, best), KIN))
        return [CLEAR, *(bound for holds, bound in further if holds)]

    def _akin(self, query: TableQuery, one: Listed) -> bool:
        """Whether a word without a place is kin to a name of what is listed."""
        language = query.question.language
        return language in self._view.languages and any(
            kin_of(token.stem, name, language) for token in query.unread for name in one.names
        )

    def _scored(self, phrases: Sequence[str], language: str) -> tuple[list[Listed], np.ndarray]:
        """All that is listed and how like it is to the phrases; the likest name counts."""
        asked = self._meanings.pieces(phrases) if phrases else None
        if not asked:
            return [], np.zeros(0)
        listed, starts, vectors, pieces = self._prepared(language)
        if len(listed) < 2:
            return [], np.zeros(0)
        scores = np.zeros(len(listed), dtype=np.float32)
        for own, vector in zip(asked, self._meanings.vectors(phrases), strict=True):
            for likeness in (vectors @ vector, pieces.scores(own, range(len(vectors)))):
                scores += np.maximum.reduceat(likeness, starts)
        return listed, scores / (2 * len(phrases))

    def _prepare(self, language: str) -> tuple[list[Listed], np.ndarray, np.ndarray, LateIndex]:
        """What is listed, where its names start among all, and the names' vectors."""
        listed = list(_listed(self._view, language))
        names = [name for one in listed for name in one.names]
        starts = np.cumsum([0, *(len(one.names) for one in listed[:-1])])
        pieces = LateIndex.build(self._meanings.pieces(names) or [])
        return listed, starts, self._meanings.vectors(names), pieces


def _foremost(listed: Sequence[Listed], scores: np.ndarray) -> Listed:
    """The likest; of names that are nearly as like, the one that more cells have."""
    near = [one for one, s in zip(listed, scores, strict=True) if s >= scores.max() - _SAME]
    return max(near, key=lambda one: len(one.hits))


def _stands_out(
    listed: Sequence[Listed], scores: np.ndarray, bounds: Sequence[tuple[float, float]]
) -> bool:
    """Whether the likest is like enough, and well before all that stands in other cells."""
    first = int(scores.argmax())
    cells = {hit.value.span for hit in listed[first].hits}
    others = [
        float(score)
        for one, score in zip(listed, scores, strict=True)
        if cells.isdisjoint(hit.value.span for hit in one.hits)
    ]
    likeness, lead = float(scores[first]), float(scores[first]) - max(others, default=0.0)
    return any(likeness >= least and lead >= apart for least, apart in bounds)


def _rows(query: TableQuery) -> set[int]:
    return {match.row.index for match in select(query)}


def _listed(view: TableView, language: str) -> list[Listed]:
    """The things that stand in lists and texts, groups and names of bodies aside."""
    found = []
    people = of_people(view)
    for term, hits in view.hits_by_term.items():
        if any(hit.column in people for hit in hits):
            continue  # no name is like what is asked
        roles = {hit.column.role for hit in hits}
        if not roles <= {ColumnRole.LIST, ColumnRole.TEXT} or term in view.places:
            continue
        said = (view.text(hit.value, language) for hit in hits)
        names = view.spelled.get(term, {}).get(language) or tuple(dict.fromkeys(said))
        related = tuple(
            hit for name in view.related.get(term, ()) for hit in view.hits_by_term.get(name, ())
        )
        found.append(Listed(tuple(hits), related, names))
    return found


def _open(query: TableQuery) -> bool:
    """Whether rows are asked for by something that has no place in the table yet."""
    placed = query.rows or query.left_out or query.bounds or query.timing or query.strangers
    unplaced = bool(query.unread) or not query.conditions
    # A header may be a word of the phrase, where what the rows are called stands behind "which".
    asks = asks_for_one(replace(query, columns=[])) and (not query.columns or asks_for_rows(query))
    return bool(asks and unplaced and not placed and not any(c.negated for c in query.conditions))


def _named(query: TableQuery) -> list[Condition]:
    """The conditions that terms stand for, groups aside; a loose word may be part of anything."""
    starts = {mention.start for mention in query.question.mentions}
    grouped = (c.column.role is ColumnRole.GROUP for c in query.conditions)
    return [
        c
        for c, group in zip(query.conditions, grouped, strict=True)
        if c.position in starts and not group
    ]


def _phrases(query: TableQuery) -> list[str]:
    """The question by its telling words, by these and all between them, and whole."""
    question, view = query.question, query.view
    idle = {i for m in question.mentions if m.of_kind("topic") for i in range(m.start, m.end)}
    groups = {c.position for c in query.conditions if c.column.role is ColumnRole.GROUP}
    named = {
        i
        for m in question.mentions
        if not m.of_kind("topic", "header")
        for i in range(m.start, m.end)
    }
    idle |= {i for m in question.mentions if m.start in groups for i in range(m.start, m.end)}
    told = [
        i
        for i in sorted({*question.content, *named} - idle)
        if i >= question.lead and not view.kinds.has(question.tokens[i])
    ]
    if not told:
        return []
    between = "" if question.language == "zh" else " "
    tokens = question.tokens
    few = between.join(tokens[i].raw for i in told)
    run = between.join(token.raw for token in tokens[told[0] : told[-1] + 1])
    return [few, run, question.text]
