"""Terms of a document that has no words in the reader's language, found by meaning and by sound.

Without a translation or a glossary, "which stations grow wheat?" shares no word with an Arabic
table. Runs of the question's words are compared with the table's names, headers, groups and values
through the encoder; names are compared by their consonants.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.records import ColumnRole, Document, Table, Term
from qa.words.glosses import rendered, word_at
from qa.words.language import Language, words_of
from qa.words.meaning import Meanings
from qa.words.tokens import Token, tokenize
from qa.words.transliteration import key, same_name, sounded
from qa.words.values import undecided, yes_or_no

LEAST = 0.62
"""The lowest cosine at which a run of words stands for a term."""
SURE = 0.8
"""The same for the names of rows."""
LIKELY = 3
"""Translations of a word that alone may name a value of a table."""
_BY_ROOT = 0.2
"""How much less a name counts of which some word only has the root of a translation."""
LONGEST = 4
"""Words in a run, at most."""
SIGNS = 6
"""Chinese signs of one word of a name, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A run of question words that stands for terms, and how well."""

    start: int
    end: int
    terms: tuple[Term, ...]
    score: float


def value_terms(
    document: Document,
    table: Table,
    *roles: ColumnRole,
) -> Iterable[Term]:
    """A term for every distinct value of the table's lists, texts and groups, or of `roles`."""
    roles = roles or (ColumnRole.LIST, ColumnRole.TEXT, ColumnRole.GROUP)
    seen: set[str] = set()
    for row in table.rows:
        for cell in row.cells:
            role = table.columns[cell.column].role
            if role in roles:
                for value in cell.values:
                    said = yes_or_no(value.text, document.language)
                    said_nothing = said is None and not undecided(value.text, document.language)
                    if value.text and value.text not in seen and said_nothing:
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
        shared = _shared(entries)
        self._words = [
            [t for t in _uncalled(name) if t.word not in shared and len(t.word) > 1]
            for name in self._names
        ]

    def find(self, tokens: Sequence[Token], words: Language, taken: set[int]) -> list[Found]:
        """The best runs, without overlap, from left to right.

        Args:
            tokens: of the question.
            words: of its language.
            taken: positions that name something already.
        """
        candidates = [
            *self._by_words(tokens, words, taken),
            *self._by_meaning(tokens, words, taken),
        ]
        chosen: list[Found] = []
        used = set(taken)
        for found in sorted(candidates, key=lambda f: (-f.score, f.start)):
            run = set(range(found.start, found.end))
            if not run & used:
                chosen.append(found)
                used |= run
        return sorted(chosen, key=lambda f: f.start)

    def _by_words(
        self, tokens: Sequence[Token], words: Language, taken: set[int]
    ) -> Iterable[Found]:
        """Names of which every own word is translated, or sounded, by a word of the question.

        The order may be another: "hepatitis vaccine" for "vaccine of the hepatitis".
        """
        free = [i for i in range(len(tokens)) if i not in taken | words.stopwords.covered(tokens)]
        sounds = [*_sounds(tokens, free), *_signs(tokens, taken)]
        # One word alone stands for a value by a likely translation only.
        likely = [replace(token, glosses=token.glosses[:LIKELY]) for token in tokens]
        for term, name, own in zip(self._terms, self._names, self._words, strict=True):
            if not own:
                continue
            proper = term.kind in ("entity", "region", "theme")
            exact = term.kind == "entity"
            near = likely if term.kind == "theme" and len(own) == 1 else tokens
            hits = [_places(word, near, free, sounds if proper else (), exact) for word in own]
            if not all(hits) and any(hits) and exact:
                hits = [h or _short(word, sounds) for h, word in zip(hits, own, strict=True)]
            if not all(hits):
                # A short first word such as "Umm" has hardly any sound of its own.
                hits = [h for h, word in zip(hits, own, strict=True) if h or len(word.word) > 2]
            if not hits or not all(hits):
                continue
            chosen = _window(hits)
            if any(_goes_on(place, chosen, tokens) for place in chosen):
                continue  # a name in Chinese signs that goes on is another one
            start, end = min(i for i, _ in chosen), max(j for _, j in chosen)
            said = sum(j - i for i, j in chosen)
            if any(words.number(token) is not None for token in tokens[start + 1 : end - 1]):
                continue  # "a length above 40 metres" is a header and a limit
            if end - start <= said + len(own) + 1:
                share = len(own) / max(1, len(tokenize(name, "ar")))
                # "Students" are "طلاب" before they are "دارسون", of one root with a school.
                told = exact or all(_places(word, near, free, sounds, True) for word in own)
                score = 1.0 + 0.01 * len(own) + 0.001 * share
                yield Found(start, end, (term,), score if told else score - _BY_ROOT)

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


def _uncalled(name: str) -> list[Token]:
    """The words of an Arabic name without what somebody is addressed by, if others are left."""
    told = tokenize(name, "ar")
    called = words_of("ar").honorifics.covered(told)
    return [token for i, token in enumerate(told) if i not in called] or list(told)


def _sounds(tokens: Sequence[Token], free: Sequence[int]) -> Iterable[tuple[int, int, str]]:
    """Words with a capital, and those that an apostrophe or a hyphen has cut in two."""
    for i in free:
        raw = tokens[i].raw
        if raw[:1] != raw[:1].lower():
            yield i, i + 1, raw
            if i + 1 < len(tokens):
                yield i, i + 2, raw + tokens[i + 1].raw


def _signs(tokens: Sequence[Token], taken: set[int]) -> Iterable[tuple[int, int, str]]:
    """Runs of Chinese signs by which foreign names are written, which have no capitals."""
    for i in range(len(tokens)):
        end = i
        while end < min(i + SIGNS, len(tokens)) and end not in taken and sounded(tokens[end].word):
            end += 1
        for j in range(end, i + 1, -1):
            yield i, j, "".join(token.word for token in tokens[i:j])


def _places(
    word: Token,
    tokens: Sequence[Token],
    free: Sequence[int],
    sounds: Iterable[tuple[int, int, str]],
    exact: bool,
) -> list[tuple[int, int]]:
    """Where a question says an Arabic word: by a translation, or in a name by its sound."""
    told = (word_at(i, tokens) for i in free if rendered(tokens[i], (word.stem,), exact=exact))
    found = [(run[0], run[-1] + 1) for run in told]
    heard = [(i, j) for i, j, raw in sounds if same_name(raw, word.word)]
    # A run of signs that sounds like it goes before a part of the run that means something else.
    signs = [place for place in heard if sounded(tokens[place[0]].word)]
    return list(dict.fromkeys((*signs, *found, *heard)))


def _short(word: Token, sounds: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Where a word of one consonant may stand, beside others of its name: "Ain", "Wadi"."""
    own = key(word.word)
    return [(i, j) for i, j, raw in sounds if len(own) == 1 and key(raw) == own]


def _window(hits: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One place for every word, each near to the first one's."""
    first = hits[0][0]
    return [min(places, key=lambda place: abs(place[0] - first[0])) for places in hits]


def _goes_on(
    place: tuple[int, int], chosen: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> bool:
    """Whether signs that write a foreign name stand right beside a run of such signs.

    Not those of another word of the name, nor of a word such as "博士" beside it.
    """
    if not all(sounded(token.word) for token in tokens[slice(*place)]):
        return False
    named = {k for run in chosen for k in range(*run)}
    return any(
        0 <= k < len(tokens)
        and k not in named
        and all(sounded(tokens[i].word) for i in word_at(k, tokens))
        for k in (place[0] - 1, place[1])
    )


def _runs(tokens: Sequence[Token], words: Language, taken: set[int]) -> Iterable[tuple[int, int]]:
    """Runs of words that neither begin nor end with an empty word."""
    empty = words.stopwords.covered(tokens) | taken
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            inside = range(start, end)
            if start in empty or end - 1 in empty or taken & set(inside):
                continue
            if all(i in empty or tokens[i].glosses for i in inside):
                continue  # the lexicon knows these words, and none is the term's
            if not any(words.number(tokens[i]) is not None for i in inside):
                yield start, end


def _shared(entries: Iterable[tuple[Term, str]]) -> set[str]:
    """Words in the names of several things, which tell none apart; a row may have many names."""
    terms: dict[str, set[str]] = {}
    for term, name in entries:
        for token in tokenize(name, "ar"):
            thing = term.id if term.kind == "entity" else name
            terms.setdefault(token.word, set()).add(thing)
    return {word for word, found in terms.items() if len(found) > 2}
