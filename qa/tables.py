"""Questions over a parsed table: which rows, how many, one cell, the most, more than N.

Answers come from every row, never from a ranked list. Nothing here knows a document: rows,
headers, groups and values are matched through the vocabulary of the document's own folder.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.records import Cell, Column, ColumnRole, Document, Row, Table, Term, Value
from ingest.views import say_header, say_value
from qa.language import NEGATORS, STOPWORDS
from qa.tokens import find, stems, tokenize
from qa.understand import Question
from qa.vocabulary import Mention


class Operation(StrEnum):
    """What was computed."""

    CELL = "cell"
    ROW = "row"
    LIST = "list"
    COUNT = "count"
    EXTREME = "extreme"
    COMPARE = "compare"
    YES_NO = "yes_no"
    GROUPS = "groups"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the answer with the values that prove it."""

    row: Row
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TableResult:
    """What a table says to a question. `column` is the one that was asked for or compared."""

    operation: Operation
    table: Table
    matches: tuple[Match, ...]
    column: Column | None = None
    truth: bool = True
    count: int = 0
    extreme: str = ""


def plural(word: str) -> str:
    """Regular English plural, for the words of a translation's row names."""
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _row_of(view: "TableView", mention: Mention) -> int | None:
    rows = {view.rows_by_term[t.id] for t in mention.terms if t.id in view.rows_by_term}
    return rows.pop() if len(rows) == 1 else None


def _denies(value: Value) -> bool:
    """Whether a cell begins by saying that there is none."""
    first = tokenize(value.text)[:1]
    return bool(first) and first[0].word in NEGATORS


class TableView:
    """A table with its terms resolved to rows, columns and cells."""

    def __init__(self, document: Document, table: Table, terms: Iterable[Term]) -> None:
        """Resolve every term once, so that a question costs dictionary look-ups."""
        self.document, self.table = document, table
        self._column_of = {value.span: table.columns[cell.column] for row in table.rows
                           for cell in row.cells for value in cell.values}  # fmt: skip
        self.rows_by_term: dict[str, int] = {}
        self.column_by_term: dict[str, Column] = {}
        self.cells_by_term: dict[str, list[tuple[Row, Column, Value]]] = {}
        name = table.column(ColumnRole.NAME)
        for term in terms:
            aliases = [(code, stems(alias, code)) for code, names in term.names.items()
                       for alias in names if code in self._languages]  # fmt: skip
            if term.kind == "header":
                self._resolve_header(term, aliases)
                continue
            if term.kind == "topic":
                continue
            hits = [
                (row, table.columns[cell.column], value)
                for row in table.rows for cell in row.cells for value in cell.values
                if self._holds(value, aliases)
            ]  # fmt: skip
            named = [row.index for row, column, _ in hits if name and column.index == name.index]
            if term.kind == "entity" and len(set(named)) == 1:
                self.rows_by_term[term.id] = named[0]
            others = [hit for hit in hits if hit[1].role is not ColumnRole.NAME]
            if others and not (term.kind == "entity" and term.id in self.rows_by_term):
                self.cells_by_term[term.id] = others

    @property
    def _languages(self) -> set[str]:
        return {self.document.language, *self.document.translations}

    def text(self, value: Value, language: str) -> str:
        """A value in `language` where there is a translation, else as it is read."""
        return say_value(self.document, value, self._column_of[value.span], language)

    def _holds(self, value: Value, aliases: list[tuple[str, tuple[str, ...]]]) -> bool:
        return any(
            find(alias, stems(self.text(value, code), code)) >= 0
            for code, alias in aliases
            if code == self.document.language
        ) or (
            all(code != self.document.language for code, _ in aliases)
            and any(find(a, stems(self.text(value, code), code)) >= 0 for code, a in aliases)
        )

    def _resolve_header(self, term: Term, aliases: list[tuple[str, tuple[str, ...]]]) -> None:
        best: tuple[int, Column] | None = None
        for column in self.table.columns:
            if column.span is None:
                continue
            for code, alias in aliases:
                header = stems(self._header(column, code), code)
                if alias and find(alias, header) >= 0 and (best is None or len(alias) > best[0]):
                    best = (len(alias), column)
        if best is not None:
            self.column_by_term[term.id] = best[1]

    def _header(self, column: Column, language: str) -> str:
        return say_header(self.document, column, language)

    def unit_words(self, column: Column) -> set[str]:
        """Stems of the words beside the numbers of a number column, in every language."""
        found: dict[str, int] = {}
        for row in self.table.rows:
            for value in row.cells[column.index].values[:1]:
                for code in self._languages:
                    for token in set(tokenize(self.text(value, code), code)):
                        if not token.word.isdigit():
                            found[token.stem] = found.get(token.stem, 0) + 1
        return {word for word, count in found.items() if count > len(self.table.rows) / 4}

    @cached_property
    def shared_words(self) -> frozenset[str]:
        """Words that several row names share, such as "process": the kinds of thing listed."""
        name = self.table.column(ColumnRole.NAME)
        counts: dict[str, int] = {}
        for row in self.table.rows if name else ():
            for value in row.cells[name.index].values if name else ():
                for code in self._languages:
                    for word in {t.word for t in tokenize(self.text(value, code), code)}:
                        counts[word] = counts.get(word, 0) + 1
        least = max(2, len(self.table.rows) // 5)
        found = {w for w, n in counts.items() if n >= least and w not in STOPWORDS}
        return frozenset(found | {plural(word) for word in found if word.isascii()})

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Stems by which a question may call the rows: the table's heading and name header."""
        spans = list(self.table.section[-1:])
        name = self.table.column(ColumnRole.NAME)
        if name and name.span:
            spans.append(name.span)
        found: set[str] = set()
        for code in self._languages:
            for span in spans:
                text = span.of(self.document.text)
                if code != self.document.language:
                    text = self.document.translations[code].of(span)
                found |= {t.stem for t in tokenize(text, code) if t.word not in STOPWORDS}
        return frozenset(found)

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row in a column."""
        return row.cells[column.index]


class TableReader:
    """Answers a question from one table, or says that it can't (None)."""

    def __init__(self, view: TableView, question: Question) -> None:
        """Sort what the question mentions into rows, columns and conditions."""
        self.view, self.question, self.table = view, question, view.table
        self.rows: list[Row] = []
        self.columns: list[Column] = []
        self.conditions: list[list[tuple[Row, Column, Value]]] = []
        self.topic = False
        self.strangers: list[Mention] = []
        for mention in question.mentions:
            self._sort(mention)
        self.number = self.table.column(ColumnRole.NUMBER)
        unit = view.unit_words(self.number) if self.number else set()
        if self.number and self.number not in self.columns:
            if any(token.stem in unit for token in question.leftover):
                self.columns.append(self.number)
        kinds = view.kinds
        self.foreign = [t for t in question.strong
                        if t.stem not in unit and t.word not in view.shared_words
                        and t.stem not in kinds]  # fmt: skip
        self.topic |= any(t.word in view.shared_words or t.stem in kinds for t in question.tokens)
        self._select_by_words()

    def _sort(self, mention: Mention) -> None:
        view = self.view
        row = _row_of(view, mention)
        cells = [hit for t in mention.terms for hit in view.cells_by_term.get(t.id, ())]
        headers = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
        if row is not None:
            if self.table.rows[row] not in self.rows:
                self.rows.append(self.table.rows[row])
        elif mention.of_kind("topic"):
            self.topic = True
        elif headers:
            if headers[0].role is ColumnRole.NAME:
                self.topic = True
            elif headers[0] not in self.columns:
                self.columns.append(headers[0])
        elif cells:
            self.conditions.append(cells)
        else:
            self.strangers.append(mention)

    def _select_by_words(self) -> None:
        """Words that name no term select the rows whose listed values hold all of them."""
        language = self.question.language
        if not self.foreign or self.rows or language not in self.view._languages:
            return
        wanted = [token.stem for token in self.foreign]
        hits = [
            (row, self.table.columns[cell.column], value)
            for row in self.table.rows for cell in row.cells for value in cell.values
            if self.table.columns[cell.column].role in (ColumnRole.LIST, ColumnRole.GROUP)
            and all(w in stems(self.view.text(value, language), language) for w in wanted)
        ]  # fmt: skip
        if hits:
            self.conditions.append(hits)
            self.foreign = []

    @property
    def applies(self) -> bool:
        """Whether everything the question mentions has a place in this table."""
        question = self.question
        if self.strangers or question.has("when", "why"):
            return False
        about_rows = self.topic or self.columns or question.has("which", "count", "most", "fewest")
        if self.rows:
            return True
        if self.foreign:
            return False
        bounded = bool(self.number and self._bound())
        extreme = bool(self.number or self.columns) and question.has("most", "fewest")
        if not about_rows:
            return False
        if self.conditions:
            return True
        whole = self.topic and question.has("count", "list")
        return bounded or extreme or self._wants_absence() or (whole and len(question.strong) == 0)

    def read(self) -> TableResult | None:
        """The answer over all rows, or None when the table has no answer."""
        if self.rows:
            return self._of_rows()
        selected = self._selected()
        question = self.question
        group = self.table.column(ColumnRole.GROUP)
        if question.has("most", "fewest") and not self._bound():
            if group in self.columns and self.number not in self.columns:
                return self._groups(selected)
            return self._extreme(selected)
        if group in self.columns and not self.conditions and question.has("count", "which"):
            return self._groups(selected)
        if question.has("count"):
            return TableResult(Operation.COUNT, self.table, tuple(selected), count=len(selected))
        if not selected:
            return None
        return TableResult(Operation.LIST, self.table, tuple(selected))

    def _of_rows(self) -> TableResult | None:
        question, number = self.question, self.number
        if len(self.rows) > 1 and number and (
            number in self.columns or question.has("most", "fewest", "more", "less")
        ):
            matches = [Match(row, self.view.cell(row, number).values) for row in self.rows]
            ordered = sorted(matches, key=lambda m: -(self.view.cell(m.row, number).number or 0))
            return TableResult(Operation.COMPARE, self.table, tuple(ordered), number)
        if any(1900 <= n <= 2100 for n in question.numbers):
            # The table holds one state of things; it says nothing of a year.
            return TableResult(Operation.ABSENT, self.table, (), number)
        if self.conditions and (question.has("yes_no") or not self.columns):
            return self._yes_no()
        if self.foreign:
            return self._cell_by_words()
        if self.columns:
            column = self.columns[0]
            if question.has("count") and number in self.columns:
                column = number
            return self._cells(column)
        if question.has("count", "who", "where", "how"):
            return None
        matches = [
            Match(row, tuple(v for cell in row.cells for v in cell.values)) for row in self.rows
        ]
        return TableResult(Operation.ROW, self.table, tuple(matches))

    def _cells(self, column: Column) -> TableResult | None:
        named = self.question.has("which", "who") and not self.question.has("count")
        if column.role is ColumnRole.NUMBER and named and not self.question.has("yes_no"):
            # Their names were asked for; the table only counts them.
            return TableResult(Operation.ABSENT, self.table, (), column)
        matches = [Match(row, self.view.cell(row, column).values) for row in self.rows]
        if self.question.has("yes_no") and column.role is ColumnRole.TEXT:
            given = [match for match in matches if match.values]
            truth = all(not _denies(match.values[0]) for match in given)
            if given:
                return TableResult(Operation.YES_NO, self.table, tuple(given), column,
                                   truth != self.question.has("absent"))
        if any(not match.values for match in matches):
            return TableResult(Operation.ABSENT, self.table, (), column)
        if self.question.has("count") and column.role is ColumnRole.LIST:
            total = sum(len(match.values) for match in matches)
            return TableResult(Operation.COUNT, self.table, tuple(matches), column, count=total)
        return TableResult(Operation.CELL, self.table, tuple(matches), column)

    def _yes_no(self) -> TableResult:
        wanted = {row.index for row in self.rows}
        matches = []
        for condition in self.conditions:
            hits = [(row, value) for row, _, value in condition if row.index in wanted]
            if not hits:
                column = condition[0][1]
                cells = [Match(r, self.view.cell(r, column).values) for r in self.rows]
                return TableResult(Operation.YES_NO, self.table, tuple(cells), column, truth=False)
            matches += [Match(row, (value,)) for row, value in hits]
        column = self.conditions[0][0][1]
        truth = not _denies(matches[0].values[0]) or self.question.has("absent")
        return TableResult(Operation.YES_NO, self.table, tuple(matches), column, truth)

    def _cell_by_words(self) -> TableResult | None:
        """The cell of the row that holds most of the words which name nothing else."""
        language = self.question.language
        if language not in self.view._languages or len(self.rows) != 1:
            return None
        row = self.rows[0]
        wanted = {token.stem for token in self.foreign}
        best: tuple[float, Column] | None = None
        for column in self.table.columns[1:]:
            held = {s for value in self.view.cell(row, column).values
                    for s in stems(self.view.text(value, language), language)}  # fmt: skip
            share = len(wanted & held) / len(wanted)
            if share >= 0.6 and (best is None or share > best[0]):
                best = (share, column)
        if best is None:
            return None
        match = Match(row, self.view.cell(row, best[1]).values)
        return TableResult(Operation.CELL, self.table, (match,), best[1])

    def _bound(self) -> tuple[int, int] | None:
        """Inclusive limits that the question sets to the number column."""
        question = self.question
        numbers = [n for n in question.numbers if n < 1900]
        if not numbers or not self.number:
            return None
        if question.has("at_least"):
            return numbers[0], 10**9
        if question.has("at_most"):
            return 0, numbers[0]
        if question.has("more"):
            return numbers[0] + 1, 10**9
        if question.has("less"):
            return 0, numbers[0] - 1
        if len(numbers) == 2 and any(t.word in {"between", "بين"} for t in question.tokens):
            return min(numbers), max(numbers)
        return (numbers[0], numbers[0]) if self.number in self.columns else None

    def _wants_absence(self) -> bool:
        texts = [c for c in self.columns if c.role is ColumnRole.TEXT]
        return bool(texts) and self.question.has("absent")

    def _selected(self) -> list[Match]:
        rows: dict[int, list[Value]] = {row.index: [] for row in self.table.rows}
        either = any(t.word in {"or", "او"} for t in self.question.tokens)
        if self.conditions and either:
            keep = {row.index for condition in self.conditions for row, _, _ in condition}
            rows = {i: v for i, v in rows.items() if i in keep}
        for condition in self.conditions:
            found: dict[int, list[Value]] = {}
            for row, _, value in condition:
                found.setdefault(row.index, []).append(value)
            if not either:
                rows = {i: v for i, v in rows.items() if i in found}
            for i in rows:
                rows[i] += [v for v in found.get(i, []) if v not in rows[i]]
        if (bound := self._bound()) and self.number:
            rows = self._bounded(rows, bound, self.number)
        if self._wants_absence():
            column = next(c for c in self.columns if c.role is ColumnRole.TEXT)
            rows = self._negative(rows, column)
        return [Match(self.table.rows[i], tuple(values)) for i, values in rows.items()]

    def _bounded(
        self, rows: dict[int, list[Value]], bound: tuple[int, int], number: Column
    ) -> dict[int, list[Value]]:
        kept = {}
        for i, values in rows.items():
            cell = self.view.cell(self.table.rows[i], number)
            if cell.number is not None and bound[0] <= cell.number <= bound[1]:
                kept[i] = [*values, cell.values[0]]
        return kept

    def _negative(self, rows: dict[int, list[Value]], column: Column) -> dict[int, list[Value]]:
        """Rows whose cell begins by saying that there is none."""
        kept = {}
        for i, values in rows.items():
            for value in self.view.cell(self.table.rows[i], column).values[:1]:
                if _denies(value):
                    kept[i] = [*values, value]
        return kept

    def _extreme(self, selected: list[Match]) -> TableResult | None:
        column = self.columns[0] if self.columns else self.number
        if column is None:
            return None
        sizes = []
        for match in selected:
            cell = self.view.cell(match.row, column)
            size = len(cell.values) if column.role is ColumnRole.LIST else cell.number
            if size:
                sizes.append((size, Match(match.row, cell.values)))
        if not sizes:
            return None
        kind = "most" if self.question.has("most") else "fewest"
        best = (max if kind == "most" else min)(size for size, _ in sizes)
        found = tuple(match for size, match in sizes if size == best)
        return TableResult(Operation.EXTREME, self.table, found, column, count=best, extreme=kind)

    def _groups(self, selected: list[Match]) -> TableResult | None:
        column = self.table.column(ColumnRole.GROUP)
        if column is None:
            return None
        groups: dict[Value, int] = {}
        first: dict[Value, Row] = {}
        for match in selected:
            for value in self.view.cell(match.row, column).values[:1]:
                groups[value] = groups.get(value, 0) + 1
                first.setdefault(value, match.row)
        chosen = list(groups)
        kind = "most" if self.question.has("most") else "fewest" if self.question.has("fewest") else ""
        if kind and groups:
            best = (max if kind == "most" else min)(groups.values())
            chosen = [value for value in groups if groups[value] == best]
        matches = tuple(Match(first[value], (value,)) for value in chosen)
        count = groups[chosen[0]] if kind and chosen else len(chosen)
        return TableResult(Operation.GROUPS, self.table, matches, column, count=count, extreme=kind)
