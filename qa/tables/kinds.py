"""What the rows of a table are called: "process", "workshop", by their names and by headings."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property

import regex

from corpus.records import ColumnRole, Document, Table, Value
from index.analyzer import ARABIC, skeleton, stem
from ingest.views import say_header
from qa.words.glosses import rendered
from qa.words.language import words_of
from qa.words.tokens import Token, stems, tokenize

_OWNED = regex.compile(r"(?<=\w{4})(?:كما|كم|نا)$")
"""Whose something is: "your clubs", "our clubs"."""
_PLURAL = regex.compile(r"ا\w{2}(?:ا\w|\w?[هي]?)$")
"""Stems of broken plurals that begin with an alef: "أقسام", "أندية", "أشهر"."""


def _plural(word: str) -> str:
    """Regular English plural, for the words of a translation's row names."""
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


class Kinds:
    """Words for the kind of thing that the rows are."""

    def __init__(self, document: Document, table: Table, text: Callable[[Value, str], str]) -> None:
        """Keep the table; `text` gives a value in a language."""
        self._document, self._table, self._text = document, table, text
        self._languages = {document.language, *document.translations}
        self._name = table.column(ColumnRole.NAME)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Words that several row names share, such as "process": the kinds of thing listed."""
        name = self._name
        counts: dict[str, int] = {}
        for row in self._table.rows if name else ():
            # A name that is written alike in three languages is still that of one row.
            for word in {
                token.word
                for value in (row.cells[name.index].values if name else ())
                for code in self._languages
                for token in tokenize(self._text(value, code), code)
                if not words_of(code).stopwords_only(token.word)
            }:
                counts[word] = counts.get(word, 0) + 1
        least = max(2, len(self._table.rows) // 5)
        found = {word for word, count in counts.items() if count >= least}
        return frozenset(found | {_plural(word) for word in found if word.isascii()})

    @cached_property
    def _first_stems(self) -> frozenset[str]:
        """Arabic stems of the words that several row names begin with: the kind of a thing.

        A glossary says itself what the rows are called.
        """
        if self._document.glossary:
            return frozenset()
        name = self._name
        cells = (row.cells[name.index] for row in self._table.rows) if name else ()
        texts = [tokenize(cell.values[0].text, "ar") for cell in cells if cell.values]
        first = Counter(tokens[0].word for tokens in texts if tokens)
        shared = (word for word, count in first.items() if count > 1 and word in self.shared)
        return frozenset(stem(word, "ar") for word in shared if ARABIC.search(word))

    @cached_property
    def _first_bones(self) -> frozenset[str]:
        return frozenset(skeleton(word) for word in self._first_stems)

    def has(self, token: Token) -> bool:
        """Whether a word is what the rows are called; an Arabic dual keeps a "ت" or "يت"."""
        forms = [token.stem, token.stem.removesuffix("ت"), token.stem.removesuffix("يت")]
        if ARABIC.search(token.word):
            own = _OWNED.sub("", token.word)
            forms += [stem(word, "ar") for word in (own, *words_of("ar").bare(own))]
        shared = self._first_stems
        if token.word in self.shared or any(form in self.headed for form in forms):
            return True
        if self._is_plural(token):
            return True
        if ARABIC.search(token.word) and any(
            form in shared or (len(bones := skeleton(form)) >= 2 and bones in self._first_bones)
            for form in forms
            if form in shared or self._begins_so(form)
        ):
            return True
        return rendered(token, self.headed) or rendered(token, self._first_stems, exact=True)

    def _begins_so(self, form: str) -> bool:
        """Whether an Arabic word begins like what the rows are called, or as a plural with an alef.

        "إدريس" has the root of a school ("مدرسة"), and is none; "أندية" are clubs ("نادي").
        """
        return form[:1] in {word[0] for word in self._first_stems} or bool(_PLURAL.match(form))

    def _is_plural(self, token: Token) -> bool:
        """Whether an Arabic word has the root of the name column's header, and its first letter."""
        name = self._name
        if name is None or self._document.glossary or not ARABIC.search(token.word):
            return False
        bones = skeleton(token.stem)
        return len(bones) >= 3 and any(
            skeleton(word) == bones and word[0] == token.stem[0]
            for word in stems(say_header(self._document, name, self._document.language), "ar")
        )

    def come_first(self, language: str) -> bool:
        """Whether the shared word comes first in the row names: "processus de X", "X process"."""
        name = self._name
        code = language if language in self._languages else self._document.language
        first = last = 0
        for row in self._table.rows if name else ():
            for value in row.cells[name.index].values[:1] if name else ():
                words = [t.word for t in tokenize(self._text(value, code), code)]
                at = [i for i, word in enumerate(words) if word in self.shared]
                first += bool(at) and at[0] == 0
                last += bool(at) and at[0] > 0
        return first >= last

    @cached_property
    def headed(self) -> frozenset[str]:
        """Stems by which a question may call the rows: the table's heading and name header."""
        spans = list(self._table.section[-1:])
        name = self._name
        if name and name.span:
            spans.append(name.span)
        found: set[str] = set()
        for code in self._languages:
            words = words_of(code)
            for span in spans:
                text = span.of(self._document.text)
                if code != self._document.language:
                    text = self._document.translations[code].of(span)
                found |= {t.stem for t in tokenize(text, code) if not words.is_stopword(t)}
        return frozenset(found - self._body)

    @property
    def _body(self) -> set[str]:
        """What the whole document is about, in the singular: in "the society's branches" no row is.

        A glossary tells itself what the rows are called.
        """
        name, code = self._name, self._document.language
        title = stems(self._document.title, code)[:1]
        if self._document.glossary or name is None or not self._first_stems or not title:
            return set()
        kinds = {*self._first_stems, *stems(say_header(self._document, name, code), code)}
        bones = {skeleton(word) for word in kinds}
        return set() if skeleton(title[0]) in bones else set(title)
