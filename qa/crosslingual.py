"""Terms of a document that has no words in the reader's language, found by meaning and by sound.

Without a translation or a glossary, "which stations grow wheat?" shares no word with an Arabic
table. Runs of the question's words are compared with the table's names, headers, groups and values
through the encoder; names are compared by their consonants.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.records import ColumnRole, Document, Table, Term
from qa.language import Language
from qa.meaning import Meanings
from qa.tokens import Token, tokenize
from qa.transliteration import same_name

LEAST = 0.62
"""The lowest cosine at which a run of words stands for a term."""
SURE = 0.8
"""The same for the names of rows."""
LONGEST = 4
"""Words in a run, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A run of question words that stands for terms, and how well."""

    start: int
    end: int
    terms: tuple[Term, ...]
    score: float


def value_terms(document: Document, table: Table) -> Iterable[Term]:
    """A term for every distinct value of the table's lists, texts and groups."""
    seen: set[str] = set()
    for row in table.rows:
        for cell in row.cells:
            role = table.columns[cell.column].role
            if role in (ColumnRole.LIST, ColumnRole.TEXT, ColumnRole.GROUP):
                for value in cell.values:
                    if value.text and value.text not in seen:
                        seen.add(value.text)
                        kind = "region" if role is ColumnRole.GROUP else "theme"
                        names = {document.language: (value.text,)}
                        yield Term(f"{table.id}:value:{value.span.start}", kind, names)


def unit_terms(
    document: Document, table: Table, units: Mapping[int, Iterable[str]]
) -> Iterable[Term]:
    """Headers once more, by the words that stand beside their numbers."""
    for index, words in units.items():
        column = table.columns[index]
        for word in words:
            if column.span is not None:
                names = {document.language: (column.text, word)}
                yield Term(f"{table.id}:header:{index}", "header", names)


def kind_terms(document: Document, table: Table, kinds: Iterable[str]) -> Iterable[Term]:
    """The name column once more, by the words that several rows share: what the rows are."""
    column = table.column(ColumnRole.NAME)
    if column is not None and column.span is not None:
        for word in kinds:
            names = {document.language: (column.text, word)}
            yield Term(f"{table.id}:header:{column.index}", "header", names)


class ForeignTerms:
    """Terms in another script and language than the question's."""

    def __init__(self, terms: Iterable[Term], meanings: Meanings) -> None:
        """Keep the terms; their vectors are made once.

        Args:
            terms: with names in the document's language.
            meanings: gives vectors.
        """
        entries = [
            (term, name)
            for term in terms
            for names in term.names.values()
            for name in names
            if name
        ]
        self._terms = [term for term, _ in entries]
        self._names = [name for _, name in entries]
        self._named = np.array([term.kind == "entity" for term in self._terms])
        self._headers = np.array([term.kind == "header" for term in self._terms])
        self._meanings = meanings
        self._vectors = meanings.vectors(self._names) if entries else np.zeros((0, 1))
        shared = _shared(self._names)
        self._words = [
            [t.word for t in tokenize(name, "ar") if t.word not in shared] for name in self._names
        ]

    def find(self, tokens: Sequence[Token], words: Language, taken: set[int]) -> list[Found]:
        """The best runs, without overlap, from left to right.

        Args:
            tokens: of the question.
            words: of its language.
            taken: positions that name something already.
        """
        candidates = [*self._by_sound(tokens, taken), *self._by_meaning(tokens, words, taken)]
        chosen: list[Found] = []
        used = set(taken)
        for found in sorted(candidates, key=lambda f: (-f.score, f.start)):
            run = set(range(found.start, found.end))
            if not run & used:
                chosen.append(found)
                used |= run
        return sorted(chosen, key=lambda f: f.start)

    def _by_sound(self, tokens: Sequence[Token], taken: set[int]) -> Iterable[Found]:
        """Names of which every own word is sounded by a word of the question."""
        capital = [
            i for i, t in enumerate(tokens) if i not in taken and t.raw[:1] != t.raw[:1].lower()
        ]
        for term, own in zip(self._terms, self._words, strict=True):
            if term.kind not in ("entity", "region") or not own or not capital:
                continue
            hits = [next((i for i in capital if same_name(tokens[i].raw, w)), None) for w in own]
            at = [i for i in hits if i is not None]
            if len(at) == len(own):
                yield Found(min(at), max(at) + 1, (term,), 1.0 + 0.01 * len(own))

    def _by_meaning(
        self, tokens: Sequence[Token], words: Language, taken: set[int]
    ) -> Iterable[Found]:
        runs = list(_runs(tokens, words, taken))
        if not runs or not self._terms:
            return
        texts = [" ".join(t.raw for t in tokens[start:end]) for start, end in runs]
        likeness = self._meanings.vectors(texts) @ self._vectors.T
        idle = words.scaffold.covered(tokens)
        for (start, end), row in zip(runs, likeness, strict=True):
            # What a row is called is a name, which is told by its sound or its whole meaning.
            row = np.where(self._named, row - (SURE - LEAST), row)
            if idle.issuperset(range(start, end)):
                # "Deal with" is no theme, however near one it sounds; "members" may be a header.
                row = np.where(self._headers, row, 0.0)
            best = float(row.max())
            if best >= LEAST:
                near = {
                    self._terms[i].id: self._terms[i] for i in np.flatnonzero(row >= best - 0.02)
                }
                yield Found(start, end, tuple(near.values()), best)


def _runs(tokens: Sequence[Token], words: Language, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Runs of words that neither begin nor end with an empty word."""
    empty = words.stopwords.covered(tokens) | taken
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            inside = range(start, end)
            if start in empty or end - 1 in empty or taken & set(inside):
                continue
            if not any(words.number(tokens[i]) is not None for i in inside):
                yield start, end


def _shared(names: Sequence[str]) -> set[str]:
    """Words of several names, which tell none apart."""
    counts: dict[str, int] = {}
    for name in dict.fromkeys(names):
        for word in {t.word for t in tokenize(name, "ar")}:
            counts[word] = counts.get(word, 0) + 1
    return {word for word, count in counts.items() if count > 2}
