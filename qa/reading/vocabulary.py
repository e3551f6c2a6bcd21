"""What the library's documents call things: names and terms, and where questions mention them.

Terms come from a document's glossary and, for any document with a table, from the table itself:
the names of its rows, its headers and its groups, in the document's language and in every
language it has a translation for.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from corpus.records import ColumnRole, Document, Span, Table, Term
from index.analyzer import ARABIC, skeleton
from qa.reading.crosslingual import ForeignTerms, value_terms
from qa.reading.spelling import PROPER, Spelling
from qa.words.language import Language, words_of
from qa.words.tokens import Token, stem, stems, tokenize
from qa.words.transliteration import same_name

_BRACKETS = regex.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_LATIN = {"en", "fr", "es"}
_WORDS = 3
"""Words at most in a value that is a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of question words that names one or more terms (several when they share a name)."""

    start: int
    end: int
    terms: tuple[Term, ...]

    def of_kind(self, *kinds: str) -> tuple[Term, ...]:
        """The terms among these kinds."""
        return tuple(term for term in self.terms if term.kind in kinds)


def spellings(text: str) -> tuple[str, ...]:
    """A name as it stands, without its brackets, and what stands in them."""
    inner = _BRACKETS.findall(text)
    outer = _BRACKETS.sub(" ", text).strip()
    return tuple(dict.fromkeys(part for part in (text.strip(), outer, *inner) if part))


def _views(document: Document, span: Span, text: str) -> dict[str, tuple[str, ...]]:
    names = {document.language: spellings(text)}
    for language, translation in document.translations.items():
        if found := translation.of(span):
            names[language] = spellings(found)
    return names


def _shared_words(document: Document, table: Table) -> set[str]:
    """Stems that several row names share, in any language: "process", "dialogue"."""
    name = table.column(ColumnRole.NAME)
    counts: dict[str, int] = {}
    for row in table.rows if name else ():
        for value in row.cells[name.index].values[:1] if name else ():
            views = _views(document, value.span, value.text)
            for found in {s for code, names in views.items() for s in stems(names[0], code)}:
                counts[found] = counts.get(found, 0) + 1
    return {word for word, count in counts.items() if count > 1}


def _shorter(names: Sequence[str], language: str, shared: set[str]) -> tuple[str, ...]:
    """Names, and each without the words that other rows have too; in Arabic also unspaced."""
    found = list(names)
    for name in names:
        own = [t.raw for t in tokenize(name, language) if t.stem not in shared]
        if own and len("".join(own)) > 2 and not words_of(language).stopwords_only(" ".join(own)):
            found.append(" ".join(own))
            if language == "ar" and len(own) == 2:
                found.append("".join(own))
    return tuple(dict.fromkeys(found))


def table_terms(document: Document, table: Table) -> Iterable[Term]:
    """Terms of the table's own: one per row name, header and group."""
    name = table.column(ColumnRole.NAME)
    shared = _shared_words(document, table)
    for row in table.rows:
        for cell in row.cells:
            role = table.columns[cell.column].role
            if role in (ColumnRole.NAME, ColumnRole.GROUP) and cell.values:
                kind = "entity" if name and cell.column == name.index else "region"
                value = cell.values[0]
                names = _views(document, value.span, value.text)
                if kind == "entity":
                    names = {code: _shorter(n, code, shared) for code, n in names.items()}
                yield Term(
                    f"{table.id}:{kind}:{row.index if kind == 'entity' else value.span.start}",
                    kind,
                    names,
                )
    for column in table.columns:
        if column.span is not None:
            yield Term(
                f"{table.id}:header:{column.index}",
                "header",
                _views(document, column.span, column.text),
            )


def _listed(document: Document, table: Table) -> Iterable[Term]:
    """Terms for the short values of lists, in a document whose glossary names no themes."""
    if any(term.kind == "theme" for term in document.glossary):
        return
    for term in value_terms(document, table, ColumnRole.LIST):
        if all(
            len(stems(name, document.language)) <= _WORDS for name in term.names[document.language]
        ):
            yield term


def _told(documents: Iterable[Document]) -> frozenset[str]:
    """Stems of what the tables say in headers and cells that are short, the rows' names aside."""
    texts: set[tuple[str, str]] = set()
    for document in documents:
        for table in document.tables:
            for column in table.columns:
                if column.role is not ColumnRole.NAME:
                    texts.add((column.text, document.language))
                    cells = (row.cells[column.index] for row in table.rows)
                    values = (v.text for cell in cells for v in cell.values)
                    texts |= {(text, document.language) for text in values}
    found = (stems(text, code) for text, code in texts)
    return frozenset(
        word for words in found if len(words) <= _WORDS for word in words if ARABIC.search(word)
    )


class Vocabulary:
    """All terms of the chosen documents, and the words that occur in them at all."""

    def __init__(self, documents: Iterable[Document], texts: Mapping[str, Iterable[str]]) -> None:
        """Collect terms and words.

        Args:
            documents: whose glossaries and tables are read.
            texts: searchable texts by language, for knowing which words occur.
        """
        self.prepared = False
        documents = list(documents)
        self.terms: dict[str, Term] = {}
        self._names: dict[tuple[str, ...], list[tuple[Term, str, str]]] = {}
        for document in documents:
            self.prepared |= bool(document.glossary)
            terms = (
                *document.glossary,
                *(term for table in document.tables for term in table_terms(document, table)),
                *(term for table in document.tables for term in _listed(document, table)),
            )
            for term in terms:
                self._add(term)
            self._compose(terms)
        self.frequency: dict[str, dict[str, int]] = {}
        self.size: dict[str, int] = {}
        self._said: dict[str, list[str]] = {}
        self._held: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        for language, found in texts.items():
            counts: dict[str, int] = {}
            self.size[language] = 0
            self._said.setdefault(language, [])
            for text in found:
                self._said[language].append(f" {' '.join(stems(text, language))} ")
                self.size[language] += 1
                for word in set(stems(text, language)):
                    counts[word] = counts.get(word, 0) + 1
            self.frequency[language] = counts
        self._longest = max((len(name) for name in self._names), default=0)
        self._words = {s for counts in self.frequency.values() for s in counts}
        self._words |= {stem for name in self._names for stem in name}
        self.told = _told(documents)
        self._bones: dict[str, list[str]] = {}
        for word in self._words:
            if ARABIC.search(word):
                self._bones.setdefault(skeleton(word), []).append(word)
        self.foreign: Callable[[str], ForeignTerms | None] = lambda _: None
        self._spelling = Spelling(self._names, self.frequency, self._words)

    def _add(self, term: Term) -> None:
        self.terms[term.id] = term
        for language, names in term.names.items():
            for name in (n for given in names for n in _orders(given, language)):
                key = stems(name, language)
                if key and not words_of(language).stopwords_only(name):
                    entry = self._names.setdefault(key, [])
                    if all((known.id, code) != (term.id, language) for known, _, code in entry):
                        entry.append((term, name, language))

    def _compose(self, terms: Sequence[Term]) -> None:
        """Let a header inside a name be called by its other names as well.

        Who may say "guard" or "keeper" for a column may say "no keeper at night" too.
        """
        headers = [term for term in terms if term.kind == "header"]
        for term in terms:
            if term.kind not in ("term", "theme"):
                continue
            for language, names in term.names.items():
                others = [
                    {
                        key
                        for name in header.names.get(language, ())
                        if len(key := stems(name, language)) == 1
                    }
                    for header in headers
                ]
                for name in names:
                    key = stems(name, language)
                    for same in others:
                        self._vary(term, name, language, key, same)

    def _vary(
        self, term: Term, name: str, language: str, key: tuple[str, ...], same: set[tuple[str, ...]]
    ) -> None:
        for at, word in enumerate(key if len(key) > 1 else ()):
            for other in same if (word,) in same else ():
                varied = (*key[:at], *other, *key[at + 1 :])
                self._names.setdefault(varied, [(term, name, language)])

    def known(self, stem: str) -> bool:
        """Whether the word occurs anywhere in the documents or their glossaries."""
        return stem in self._words

    def has_kinds(self, kinds: Sequence[str]) -> bool:
        """Whether the documents' glossaries name things of these kinds at all."""
        return any(term.kind in kinds for term in self.terms.values())

    def held(self, views: Mapping[str, str], kinds: Sequence[str]) -> frozenset[str]:
        """Ids of terms of these kinds that a text names, in any of its languages."""
        key = (views.get("ar") or next(iter(views.values())), tuple(kinds))
        if key not in self._held:
            texts = {code: f" {' '.join(stems(text, code))} " for code, text in views.items()}
            self._held[key] = frozenset(
                term.id
                for term in self.terms.values()
                if term.kind in kinds
                and any(
                    f" {' '.join(stems(name, code))} " in texts[code]
                    and (not _acronym(name) or name in views[code])
                    for code, names in term.names.items()
                    if code in texts
                    for name in names
                )
            )
        return self._held[key]

    def says(self, run: Sequence[str], language: str) -> bool:
        """Whether some text in `language` has these words one after the other, however they end."""
        starts = [regex.escape(word[: max(4, len(word) - 3)]) for word in run]
        needle = regex.compile(" " + " ".join(rf"{start}\w*" for start in starts) + " ")
        return any(needle.search(text) for text in self._said.get(language, ()))

    def says_name(self, name: str, language: str) -> bool:
        """Whether some text in `language` has a name, word for word."""
        needle = f" {' '.join(stems(name, language))} "
        return any(needle in text for text in self._said.get(language, ()))

    def knows(self, token: Token) -> bool:
        """Whether a word occurs in any of its forms: its stem, or an Arabic word's consonants."""
        bones = skeleton(token.stem)
        return self.known(token.stem) or (len(bones) >= 3 and bones in self._bones)

    def sounds(self, name: str) -> bool:
        """Whether some word of the documents may be this name in another script."""
        return any(same_name(name, word) for word in self._words)

    def forms(self, stem: str) -> list[str]:
        """Stems that the documents have of an Arabic word: itself, and those of its consonants."""
        bones = skeleton(stem)
        alike = self._bones.get(bones, []) if len(bones) >= 3 else []
        return [stem, *alike] if stem in self._words and stem not in alike else list(alike)

    def correct(self, tokens: Sequence[Token], words: Language) -> tuple[Token, ...]:
        """Replace words that occur nowhere by the one word that is a typing error away."""
        return self._spelling.correct(tokens, words)

    def mentions(self, tokens: Sequence[Token], words: Language) -> tuple[Mention, ...]:
        """The longest names in the question, from left to right, without overlap."""
        found: list[Mention] = []
        shouted = any(t.raw.isupper() and len(t.raw) > 1 for t in tokens)
        cased = any(c.isupper() for t in tokens[1:] for c in t.raw)
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                run = tokens[position : position + length]
                entries = self._entries(run, words)
                terms = tuple(
                    term for term, name in entries
                    if not _needs_capitals(name, run, cased or shouted)
                    and not _begins_otherwise(name, run, words)
                )  # fmt: skip
                # A name stays one, though without its first letter it would be a preposition.
                if terms and not (length == 1 and words.stopwords.exactly(run[0])):
                    found.append(Mention(position, position + length, terms))
                    position += length
                    break
            else:
                position += 1
        return self._with_foreign(found, tokens, words)

    def _with_foreign(
        self, found: Sequence[Mention], tokens: Sequence[Token], words: Language
    ) -> tuple[Mention, ...]:
        """The mentions with those of documents that have no words in the question's language."""
        terms = self.foreign(words.code)
        if terms is None:
            return tuple(found)
        taken = {i for mention in found for i in range(mention.start, mention.end)}
        more = (Mention(f.start, f.end, f.terms) for f in terms.find(tokens, words, taken))
        return tuple(sorted((*found, *more), key=lambda mention: mention.start))

    def _entries(self, run: Sequence[Token], words: Language) -> list[tuple[Term, str]]:
        """Terms with this name; in Arabic also behind a preposition written onto the word."""
        rest = [token.stem for token in run[1:]]
        for first in (run[0].stem, *(stem(bare, words.code) for bare in words.bare(run[0].word))):
            found = {
                term.id: (term, name)
                for term, name, code in self._names.get((first, *rest), ())
                if term.kind in PROPER or _readable(code, words.code)
            }
            if found:
                return list(found.values())
        # Chinese may join two words of a name by a particle that says no more than "of".
        if words.code == "zh" and 2 < len(run) and any(t.word == "的" for t in run[1:-1]):
            return self._entries([token for token in run if token.word != "的"], words)
        return []

    def weight(self, stem: str, language: str) -> float:
        """How telling a word is: 1 for words of one text or of none, near 0 for ubiquitous."""
        size = self.size.get(language, 0)
        if not size:
            return 1.0
        seen = self.frequency[language].get(stem, 0)
        return math.log((size + 1) / (seen + 0.5)) / math.log((size + 1) / 0.5)


def is_proper(term: Term) -> bool:
    """Whether a term names somebody: written in small letters it names a kind of them."""
    written = [name for code in ("en", "fr", "es", "ru") for name in term.names.get(code, ())]
    # "NGOs" is short for what is written in small letters.
    written = [name for name in written if not name.rstrip("s").isupper()] or written
    return not written or any(name[:1].isupper() for name in written)


def _acronym(name: str) -> bool:
    """Whether a name is so short that in small letters it may be a word: "LAS", "WHO"."""
    return name.isascii() and name.isupper() and len(name) <= 4


def _readable(language: str, asked: str) -> bool:
    """Whether a word of one language may stand in a question in another.

    In another script it can be nothing else; in the same one "pays" is no French word in English.
    """
    return language == asked or not {language, asked} <= _LATIN


_JOINED = {"ar": " و", "en": " and ", "fr": " et ", "es": " y ", "ru": " и ", "zh": "和"}


def _orders(name: str, language: str) -> tuple[str, ...]:
    """A name, and "Y X" for "X of Y": "migrants' rights" for "rights of migrants".

    Two things that are joined are as often named the other way round: "health and migration".
    """
    found = [name]
    head, of, rest = name.partition(" of ")
    if of and " " not in rest:
        found.append(f"{rest} {head}")
    first, joint, second = name.partition(_JOINED.get(language, " and "))
    words = [part.split() for part in (first, second)]
    if joint and all(len(part) == 1 for part in words):
        found.append(f"{second}{joint}{first}")
    return tuple(found)


def _begins_otherwise(name: str, run: Sequence[Token], words: Language) -> bool:
    """Whether a name of several words begins with a word that only looks like an empty one.

    The Arabic "indeed the process" has the stems of "ending the process".
    """
    if len(run) < 2 or not words.stopwords.exactly(run[0]):
        return False
    first = tokenize(name, words.code)[:1]
    return bool(first) and first[0].word != run[0].word


def _needs_capitals(name: str, run: Sequence[Token], capitals: bool) -> bool:
    """Whether a short acronym such as "ADD" would be taken from an ordinary word."""
    short = name.isupper() and name.isascii() and len(name) <= 3
    return short and not run[0].raw.isupper() and capitals
