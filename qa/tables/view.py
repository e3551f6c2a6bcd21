"""A parsed table with the library's terms resolved to its rows, columns and cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.records import (
    BlockKind,
    Cell,
    Column,
    ColumnRole,
    Document,
    Row,
    Span,
    Table,
    Term,
    Value,
)
from ingest.views import say_header, say_value
from qa.tables.kinds import Kinds
from qa.words.alike import alike
from qa.words.language import words_of
from qa.words.tokens import Token, find, stems, tokenize
from qa.words.values import is_date, numbers


@dataclass(frozen=True, slots=True)
class Hit:
    """A value of a row, in a column, that stands for something asked about.

    `denied` when the value says that there is none of it ("no formal secretariat").
    """

    row: Row
    column: Column
    value: Value
    denied: bool = False


class TableView:
    """Resolves every term once, so that a question costs dictionary look-ups."""

    def __init__(self, document: Document, table: Table, terms: Iterable[Term]) -> None:
        """Find where each term stands: as a row's name, a header, or inside cells."""
        self.document, self.table = document, table
        self.languages = {document.language, *document.translations}
        self._columns = {
            value.span: table.columns[cell.column]
            for row in table.rows
            for cell in row.cells
            for value in cell.values
        }
        self.rows_by_term: dict[str, int] = {}
        self.column_by_term: dict[str, Column] = {}
        self.hits_by_term: dict[str, list[Hit]] = {}
        self.related: dict[str, tuple[str, ...]] = {}
        self.spelled: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self.polar: set[str] = set()
        self.places: set[str] = set()
        self._glossary_names: dict[int, Term] = {}
        self._row_names: dict[int, list[list[tuple[str, tuple[str, ...]]]]] = {}
        name = table.column(ColumnRole.NAME)
        for term in terms:
            if term.kind == "header":
                self._resolve_header(term)
            elif term.kind != "topic":
                self._resolve_value(term, name)
                if term.id in self.rows_by_term:
                    named = self._row_names.setdefault(self.rows_by_term[term.id], [])
                    named.append(self._aliases(term))
                    self._glossary_names.setdefault(self.rows_by_term[term.id], term)

    def _aliases(self, term: Term) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (code, stems(alias, code))
            for code, names in term.names.items()
            for alias in names
            if code in self.languages
        ]

    def _resolve_value(self, term: Term, name: Column | None) -> None:
        if term.kind in ("region", "place"):
            self.places.add(term.id)
        aliases = self._aliases(term)
        if self._polar(aliases):
            self.polar.add(term.id)
        inside = term.id in self.polar
        held = ((hit, self._holds(hit.value, aliases, inside)) for hit in self.hits())
        hits = [replace(hit, denied=found < 0) for hit, found in held if found]
        named = [hit for hit in hits if name and hit.column.index == name.index]
        if term.kind == "entity" and named:
            # "Southern Africa" names one row and stands in another's name: the longest match wins.
            lengths = {hit.row.index: self._longest(hit.value, aliases) for hit in named}
            best = [row for row, length in lengths.items() if length == max(lengths.values())]
            if len(best) == 1:
                self.rows_by_term[term.id] = best[0]
                return
        others = [hit for hit in hits if hit.column.role is not ColumnRole.NAME]
        if len({hit.row.index for hit in named}) == 1 and not others:
            # A body that stands in one row's name and nowhere else is that row.
            self.rows_by_term[term.id] = named[0].row.index
            return
        if others:
            self.hits_by_term[term.id] = others
        self.related[term.id] = term.related
        self.spelled[term.id] = term.names

    def hits(self, *roles: ColumnRole) -> Iterable[Hit]:
        """Every value of the table (of columns with these roles)."""
        for row in self.table.rows:
            for cell in row.cells:
                column = self.table.columns[cell.column]
                if not roles or column.role in roles:
                    for value in cell.values:
                        yield Hit(row, column, value)

    def _polar(self, aliases: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
        """Whether a term is spelled both with and without a negator: "(no) formal secretariat".

        In "irregular migration" the negator is a part of the name and denies nothing.
        """
        own = [alias for code, alias in aliases if code == self.document.language]
        negators = words_of(self.document.language).negators
        text = [" ".join(alias) for alias in own]
        denying = [
            name for name in text if negators.positions(tokenize(name, self.document.language))
        ]
        plain = set(text) - set(denying)
        return any(name in other for other in denying for name in plain)

    def _holds(
        self, value: Value, aliases: Sequence[tuple[str, tuple[str, ...]]], inside: bool
    ) -> int:
        """1 when one of the spellings stands in the value, -1 when it is denied there, else 0.

        The document's own language decides; translations only where a term has no other name.
        With `inside`, negators within the spelling deny as well.
        """
        own = self.document.language
        codes = {own} if any(code == own for code, _ in aliases) else self.languages
        for code, alias in aliases:
            if code in codes:
                text = self.text(value, code)
                at = find(alias, stems(text, code))
                if at >= 0:
                    end = at + len(alias) if inside else at
                    return -1 if self._denied(text, code, at, end) else 1
        return 0

    def _longest(self, value: Value, aliases: Sequence[tuple[str, tuple[str, ...]]]) -> int:
        """Words of the longest spelling that stands in the value."""
        texts = {code: stems(self.text(value, code), code) for code, _ in aliases}
        return max((len(a) for code, a in aliases if find(a, texts[code]) >= 0), default=0)

    @staticmethod
    def _denied(text: str, code: str, start: int, end: int) -> bool:
        """Whether a negator stands in a run of words or in the two words before it.

        Not before an Arabic "and": in "irregular migration and asylum" asylum is not denied.
        """
        tokens = tokenize(text, code)
        denying = words_of(code).negators.covered(tokens)
        first = tokens[start]
        joined = code == "ar" and first.word[0] == "و" and first.stem[:1] != "و"
        return any(i in denying for i in range(start if joined else max(0, start - 2), end))

    def _resolve_header(self, term: Term) -> None:
        """The column whose header is most like one of the term's spellings."""
        best: tuple[float, Column] | None = None
        for column in self.table.columns:
            if column.span is None:
                continue
            for code, alias in self._aliases(term):
                header = stems(say_header(self.document, column, code), code)
                if alias and find(alias, header) >= 0:
                    share = len(alias) / len(header)
                    if best is None or share > best[0]:
                        best = (share, column)
        if best is not None:
            self.column_by_term[term.id] = best[1]

    def text(self, value: Value, language: str) -> str:
        """A value in `language` where there is a translation, else as it is read."""
        code = language if language in self.languages else self.document.language
        return say_value(self.document, value, self._columns[value.span], code)

    def reads(self, language: str) -> str:
        """The language in which the table is read for a question: its own, or the document's."""
        return language if language in self.languages else self.document.language

    def name_of(self, row: Row, language: str) -> str:
        """What a row is called: in the translation, else in the glossary, else in the source."""
        if language not in self.languages and row.index in self._glossary_names:
            if names := self._glossary_names[row.index].names.get(language):
                return names[0]
        column = self.table.column(ColumnRole.NAME) or self.table.columns[0]
        return "; ".join(self.text(value, language) for value in row.cells[column.index].values)

    def column_of(self, value: Value) -> Column:
        """The column in which a value stands."""
        return self._columns[value.span]

    def names(self, value: Value, row: Row) -> bool:
        """Whether a value, in a cell of text or numbers, speaks of a row by one of its names."""
        if self.column_of(value).role not in (ColumnRole.TEXT, ColumnRole.NUMBER):
            return False
        return any(
            self._holds(value, aliases, False) for aliases in self._row_names.get(row.index, ())
        )

    def meanings(self, value: Value) -> frozenset[str]:
        """The terms that a value holds, and its own words: what makes two values alike."""
        own = " ".join(stems(self.text(value, self.document.language), self.document.language))
        return self._terms.get(value.span, frozenset()) | {own}

    @cached_property
    def kinds(self) -> Kinds:
        """What the rows are called."""
        return Kinds(self.document, self.table, self.text)

    @cached_property
    def _terms(self) -> Mapping[Span, frozenset[str]]:
        found: dict[Span, frozenset[str]] = {}
        for name, hits in self.hits_by_term.items():
            for hit in hits:
                found[hit.value.span] = found.get(hit.value.span, frozenset()) | {name}
        return found

    def told(self, values: Sequence[Value]) -> Sequence[Value]:
        """The values worth telling: a row's group is cited but not said beside other values."""
        inner = [v for v in values if self._columns[v.span].role is not ColumnRole.GROUP]
        return inner or values

    def only_groups(self, values: Sequence[Value]) -> bool:
        """Whether these values are all the headings of groups."""
        return bool(values) and all(
            self._columns[value.span].role is ColumnRole.GROUP for value in values
        )

    def header(self, column: Column, language: str) -> str:
        """A header in `language` where there is a translation, else as it is read."""
        code = language if language in self.languages else self.document.language
        return say_header(self.document, column, code)

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row in a column."""
        return row.cells[column.index]

    def denies(self, value: Value) -> bool:
        """Whether a cell begins by saying that there is none."""
        words = words_of(self.document.language)
        first = tokenize(value.text, self.document.language)[:2]
        return bool(first) and words.negators.at(first, 0) > 0

    @cached_property
    def unit_words(self) -> Mapping[int, frozenset[str]]:
        """By number column: stems of the words beside its numbers, in every language."""
        found: dict[int, frozenset[str]] = {}
        for column in self.table.columns:
            if column.role is ColumnRole.NUMBER:
                found[column.index] = self._unit_words(column)
        return found

    def _unit_words(self, column: Column) -> frozenset[str]:
        """Words beside the numbers; where the numbers stand alone, those of the header."""
        beside = self._words_beside(column)
        return beside or self.header_words.get(column.index, frozenset())

    def _words_beside(self, column: Column) -> frozenset[str]:
        counts: dict[str, int] = {}
        for row in self.table.rows:
            for value in self.cell(row, column).values[:1]:
                for word in {
                    token.stem
                    for code in self.languages
                    for token in tokenize(self.text(value, code), code)
                    if not token.word.isdigit() and not words_of(code).is_stopword(token)
                }:
                    counts[word] = counts.get(word, 0) + 1
        return frozenset(w for w, count in counts.items() if count > len(self.table.rows) / 4)

    def counts_things(self, column: Column) -> bool:
        """Whether a number column counts things that have names of their own.

        Its header says "number of", or the things stand beside the numbers: "49 countries" below
        "Countries". A length or a share counts nothing.
        """
        headers = ((code, say_header(self.document, column, code)) for code in self.languages)
        if any(words_of(c).cues["count"].positions(tokenize(text, c)) for c, text in headers):
            return True
        own = self.header_words.get(column.index, frozenset())
        return not own.isdisjoint(self._words_beside(column))

    @cached_property
    def header_words(self) -> Mapping[int, frozenset[str]]:
        """By column, the names aside: stems of what its header says, in every language.

        "Number" and "year" say what kind of column it is, and no more.
        """
        found: dict[int, frozenset[str]] = {}
        for column in self.table.columns:
            if column.span is None or column.role is ColumnRole.NAME:
                continue
            own: set[str] = set()
            for code in self.languages:
                words = words_of(code)
                tokens = tokenize(say_header(self.document, column, code), code)
                idle = words.cues["count"].covered(tokens) | words.asks["year"].covered(tokens)
                own |= {
                    token.stem
                    for i, token in enumerate(tokens)
                    if i not in idle and len(token.word) > 1 and not words.is_stopword(token)
                }
            found[column.index] = frozenset(own)
        return found

    @cached_property
    def counted(self) -> tuple[Column, ...]:
        """The number columns that hold no dates: what "more than thirty" can limit."""
        found = []
        code = self.document.language
        for column in self.table.columns:
            cells = [self.cell(row, column) for row in self.table.rows]
            sizes = [cell.number for cell in cells if cell.number is not None]
            dates = all(is_date(cell.values[0].text, code) for cell in cells if cell.values)
            years = all(1800 <= size <= 2100 for size in sizes)
            if column.role is ColumnRole.NUMBER and not (dates or years):
                found.append(column)
        return tuple(found)

    def units(self, token: Token, language: str) -> list[Column]:
        """The number columns whose things a word names."""
        found = (i for i, words in self.unit_words.items() if alike(token, words, language))
        return [self.table.columns[i] for i in found]

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems that the document's prose has."""
        code = self.document.language
        blocks = (b for b in self.document.blocks if b.kind is not BlockKind.TABLE)
        return frozenset(word for block in blocks for word in stems(block.text, code))

    @cached_property
    def stated_years(self) -> frozenset[int]:
        """Years that the document's title, the table's headings or the lines above it name.

        All of the table is about these.
        """
        document, table = self.document, self.table
        above = [b.text for b in document.blocks if b.span.end <= table.span.start][-1:]
        headings = [span.of(document.text) for span in table.section]
        texts = [document.title, *headings, *above]
        found = (n for text in texts for n in numbers(text, document.language) if n.isdigit())
        return frozenset(int(n) for n in found if 1900 <= int(n) <= 2100)
