"""Words of a question that say more of what is placed already: "a hall with room to dance".

One word of a phrase finds its cell ("hall"), and the others are in no table. The whole phrase is
held against all that the table has, by the encoder's vectors and piece by piece. Where the very
thing that the one word found comes first, the others describe it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.records import ColumnRole, Span
from index.late import LateIndex
from qa.reading.cues import AND
from qa.tables.idle import asked_of_others
from qa.tables.parts import TableQuery
from qa.tables.placing import calls
from qa.tables.view import TableView
from qa.words.language import words_of
from qa.words.meaning import Meanings

LEAST, APART = 0.25, 0.02
"""The least likeness of a phrase to what one of its words found, and its lead over all else."""
KEPT = 0.6
"""The least share of the one word's own likeness that the phrase must have: others take it away.

Of 40 phrases in questions about 21 practice documents 15 are read so with these bounds, and 11 of
their questions are answered rightly.
"""
_GAP = 2
"""Empty words at most between the words of a phrase."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that a table says, and where."""

    text: str
    spans: frozenset[Span]


class Phrased:
    """Holds the phrases of questions against what a table says."""

    def __init__(self, view: TableView, meanings: Meanings) -> None:
        """Keep the table; vectors are made when a question first needs them."""
        self._view, self._meanings = view, meanings
        self._prepared = lru_cache(maxsize=1)(self._prepare)

    def settle(self, query: TableQuery) -> None:
        """Take out of `query.unread` the words that describe what is placed beside them."""
        question = query.question
        if self._view.document.glossary or not query.unread or not _asks_for_rows(query):
            return
        tokens = question.tokens
        unread = {i for i, token in enumerate(tokens) if any(token is t for t in query.unread)}
        for start, end in self._phrases(query, unread):
            spans = _placed(query, start, end)
            found = [i for i in range(start, end) if i not in unread]
            if spans and self._comes_first(query, range(start, end), found, spans):
                unread -= set(range(start, end))
        query.unread = [tokens[i] for i in sorted(unread)]

    def _phrases(self, query: TableQuery, unread: set[int]) -> Iterator[tuple[int, int]]:
        """Stretches with words of both kinds, placed and not, and a few empty ones between."""
        joined = _joined(query)
        apart = _verbs(query) | asked_of_others(query)
        told = sorted((unread - apart | _places(query)) - joined)
        start = end = -1
        for at in (*told, len(query.question.tokens) + _GAP + 1):
            if end >= 0 and (at - end > _GAP or joined & set(range(end, at))):
                if unread & set(range(start, end)):
                    yield start, end
                start = -1
            start, end = (at if start < 0 else start), at + 1

    def _comes_first(
        self, query: TableQuery, phrase: Sequence[int], found: Sequence[int], spans: set[Span]
    ) -> bool:
        """Whether a phrase is most like what its words have found, and no less than these alone."""
        said, _, _ = self._prepared()
        own = np.array([not spans.isdisjoint(one.spans) for one in said])
        scores = self._likeness(query, phrase)
        if scores is None:
            return False
        best, rest = float(scores[own].max()), float(scores[~own].max(initial=-1.0))
        alone = self._likeness(query, found)
        if alone is None:
            return False
        return best >= LEAST and best - rest >= APART and best >= KEPT * float(alone[own].max())

    def _likeness(self, query: TableQuery, words: Sequence[int]) -> np.ndarray | None:
        """Of the words at these positions to all that the table says."""
        said, vectors, pieces = self._prepared()
        between = "" if query.question.language == "zh" else " "
        text = between.join(query.question.tokens[i].raw for i in words)
        own = self._meanings.pieces([text])
        if not own:
            return None
        cosines = self._meanings.vectors([text])[0] @ vectors.T
        return (cosines + np.asarray(pieces.scores(own[0], range(len(said))))) / 2

    def _prepare(self) -> tuple[list[_Said], np.ndarray, LateIndex]:
        view, code = self._view, self._view.document.language
        found: dict[str, set[Span]] = {}
        for hit in view.hits(ColumnRole.LIST, ColumnRole.TEXT, ColumnRole.GROUP, ColumnRole.NAME):
            found.setdefault(view.text(hit.value, code), set()).add(hit.value.span)
        for column in view.table.columns:
            if column.span is not None:
                found.setdefault(view.header(column, code), set()).add(column.span)
        said = [_Said(text, frozenset(spans)) for text, spans in found.items() if text]
        texts = [one.text for one in said]
        return (
            said,
            self._meanings.vectors(texts),
            LateIndex.build(self._meanings.pieces(texts) or []),
        )


def _asks_for_rows(query: TableQuery) -> bool:
    """Whether rows are asked for, or where something is to be had, and no names are unread."""
    question = query.question
    asks = question.has("which", "list")
    asks |= query.about_rows and question.has("count") and not _priced(query)
    # "Where can one go swimming?" asks for rows, "where is the company?" for none.
    asks |= question.has("where") and all(
        c.column.role is ColumnRole.LIST for c in query.conditions
    )
    other = query.rows or question.has("who", "when", "why", "define", "yes_no", "about")
    names = any(t.raw[:1] != t.raw[:1].lower() for t in query.unread)
    return asks and not (other or names)


def _verbs(query: TableQuery) -> set[int]:
    """Positions of words right behind what the rows are called: "lines that stopped running"."""
    question, view = query.question, query.view
    words, tokens = words_of(question.language), question.tokens
    called = {m.end for m in question.mentions if calls(view, m)}
    called |= {i + 1 for i, token in enumerate(tokens) if view.kinds.has(token)}
    found = set()
    for end in called:
        while end < len(tokens) and words.is_stopword(tokens[end]):
            end += 1
        found.add(end)
    return found


def _joined(query: TableQuery) -> set[int]:
    """Positions of words joined to others by "and": what they say is something else."""
    tokens = query.question.tokens
    found = {i + 1 for i, token in enumerate(tokens) if token.word in AND}
    return found | {i for i in query.question.open if tokens[i].word.startswith("و") and i}


def _priced(query: TableQuery) -> bool:
    """Whether "how much" asks for a sum of money."""
    fields = words_of(query.question.language).fields
    return any(fields[kind].positions(query.question.tokens) for kind in ("price", "amount"))


def _places(query: TableQuery) -> set[int]:
    """Positions of the words that have selected values."""
    ends = {m.start: m.end for m in query.question.mentions}
    starts = (c.position for c in query.conditions if not c.negated)
    return {i for start in starts for i in range(start, ends.get(start, start + 1))}


def _placed(query: TableQuery, start: int, end: int) -> set[Span]:
    """The values that the words of a phrase have selected."""
    inside = (c for c in query.conditions if start <= c.position < end)
    return {hit.value.span for condition in inside for hit in condition.hits}
