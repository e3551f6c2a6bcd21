"""The parts into which a question to a table is sorted: rows, columns, conditions, limits."""

from dataclasses import dataclass, field
from functools import cached_property

from corpus.records import Column, ColumnRole, Row
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.tables.columns import answered
from qa.tables.view import Hit, TableView
from qa.words.language import words_of
from qa.words.tokens import Token


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the rows must hold or, `negated`, must not; `related` is near but not it."""

    hits: tuple[Hit, ...]
    position: int
    negated: bool = False
    related: tuple[Hit, ...] = ()

    @property
    def column(self) -> Column:
        """The column of the first hit."""
        return self.hits[0].column

    @property
    def proofs(self) -> tuple[Hit, ...]:
        """The values that show a row to fulfil the condition.

        What is denied proves a negated condition; without any such value, absence does.
        """
        return tuple(hit for hit in self.hits if hit.denied == self.negated)

    def holds(self, row: Row) -> bool:
        """Whether the row fulfils the condition."""
        if any(hit.row.index == row.index for hit in self.proofs):
            return True
        says = any(hit.row.index == row.index for hit in self.hits)
        if self.negated:
            return not says and not any(hit.denied for hit in self.hits)
        # A thing that the table only ever denies is there where a cell is given that doesn't.
        only_denied = all(hit.denied for hit in self.hits)
        return only_denied and not says and bool(row.cells[self.column.index].values)


@dataclass(frozen=True, slots=True)
class Bound:
    """Inclusive limits on a column's number, or on how many values its cells list."""

    column: Column
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What a question asks of a column of dates: the first or last rows, or limits in years.

    `words` are the positions of what says so.
    """

    column: Column
    extreme: str
    bound: Bound | None
    words: frozenset[int]


@dataclass
class TableQuery:
    """A question sorted into the parts of one table; see `read`.

    `merged` are positions of mentions that say a condition again, and `ungrouped` queries ask for
    the rows outside all groups proper. `called_at` are positions of words that can only be what
    the rows are called. `limited` queries have a number that may set a limit. `placed` are
    positions of words that have been read by the form of a phrase.
    """

    view: TableView
    question: Question
    rows: list[Row] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    about_rows: bool = False
    strangers: list[Mention] = field(default_factory=list)
    unread: list[Token] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    ungrouped: bool = False
    timing: Timing | None = None
    named_at: dict[int, int] = field(default_factory=dict)
    called_at: set[int] = field(default_factory=set)
    limited: bool = False
    placed: set[int] = field(default_factory=set)

    @cached_property
    def number(self) -> Column | None:
        """The number column that was asked about, else the table's first that isn't of years."""
        asked = next((c for c in self.columns if c.role is ColumnRole.NUMBER), None)
        first = next(iter(self.view.counted), None)
        return asked or first or self.view.table.column(ColumnRole.NUMBER)

    @property
    def in_time(self) -> bool:
        """Whether the first or the last of the rows are asked for, by their dates."""
        return self.timing is not None and bool(self.timing.extreme)

    @property
    def group(self) -> Column | None:
        """The column that parts the rows into groups."""
        return self.view.table.column(ColumnRole.GROUP)

    @property
    def extreme(self) -> str:
        """Whether the rows with the "most" or "fewest" are wanted; "" when neither is.

        "Which club has more members?" of no two clubs that are named asks for the most.
        """
        question = self.question
        if question.has("most", "fewest"):
            return "fewest" if question.has("fewest") else "most"
        limits = self.limited or question.has("yes_no", "count", "total", "between")
        sized = self.asked(ColumnRole.NUMBER, ColumnRole.LIST, ColumnRole.GROUP) is not None
        if limits or not sized or not question.has("which", "who", "where"):
            return ""
        if question.has("bigger"):
            return "most"
        return "fewest" if question.has("smaller") else ""

    @property
    def _forbids(self) -> bool:
        """Whether a column that answers yes or no is asked with "forbids" or the like."""
        words, column = words_of(self.question.language), self.answered
        whole = column is not None and answered(self.view)[column.index]
        return whole and bool(words.asks["contrary"].positions(self.question.tokens))

    def asked(self, *roles: ColumnRole) -> Column | None:
        """The first column with one of these roles that the question names."""
        return next((c for c in self.columns if c.role in roles), None)

    def alternatives(self) -> list[list[Condition]]:
        """The conditions in groups: one of each group must hold.

        "Or", or a stroke, joins the conditions beside it, and with them those of the same column
        that a list such as "A, B or C" names before it.
        """
        groups = [[c] for c in sorted(self.conditions, key=lambda c: c.position)]
        for at in sorted((*self.question.or_at, *self.question.slashes)):
            before = [i for i, group in enumerate(groups) if group[-1].position < at]
            if not before or before[-1] + 1 == len(groups):
                continue
            i = before[-1]
            if any(at <= same < groups[i + 1][0].position for same in self.merged):
                continue  # "or" joins two names of one thing
            if all(c.negated for c in (*groups[i], *groups[i + 1])):
                continue  # "neither A nor B" denies both
            groups[i : i + 2] = [groups[i] + groups[i + 1]]
            while i and self._listed(groups[i - 1][-1], groups[i][0]):
                groups[i - 1 : i + 1] = [groups[i - 1] + groups[i]]
                i -= 1
        return groups

    def _listed(self, one: Condition, other: Condition) -> bool:
        """Whether nothing but punctuation stands between two conditions of one column."""
        ends = [m.end for m in self.question.mentions if m.start == one.position]
        return one.column == other.column and bool(ends) and ends[0] == other.position

    @cached_property
    def denying(self) -> frozenset[int]:
        """Number and list columns of which some cells say that there is none."""
        roles = {ColumnRole.NUMBER}
        roles |= set() if self.view.document.glossary else {ColumnRole.LIST}
        return frozenset(
            column.index
            for column in self.view.table.columns
            if column.role in roles
            and any(
                self.view.denies(value)
                for row in self.view.table.rows
                for value in self.view.cell(row, column).values[:1]
            )
        )

    @property
    def absent_column(self) -> Column | None:
        """The column that is asked for and may say of a row that there is none."""
        fits = [c for c in self.columns if c.role is ColumnRole.TEXT or c.index in self.denying]
        return self.answered or next(iter(fits), None)

    @property
    def answered(self) -> Column | None:
        """The column that is asked for and answers yes or no, or says "none" of some rows."""
        return next((c for c in self.columns if c.index in answered(self.view)), None)

    @property
    def wants_presence(self) -> bool:
        """Whether rows are wanted whose cell doesn't say "no": "which parks have camping?"."""
        column, question = self.answered, self.question
        if column is None or self.rows or self.wants_absence or question.has("every"):
            return False
        aside = {ColumnRole.GROUP, ColumnRole.NAME}
        others = {condition.column.role for condition in self.conditions} - aside
        if others and not answered(self.view)[column.index] and not self._has(column):
            return False  # "which grants for chemists let one go abroad?" asks for chemists
        if any(condition.column == column for condition in self.conditions):
            return False
        return question.has("which", "list", "count", "where", "who", "most", "fewest", "yes_no")

    def _has(self, column: Column) -> bool:
        """Whether "has" or the like stands before what names a column, with one word between."""
        question = self.question
        having = words_of(question.language).having.positions(question.tokens)
        ends = {start + n for start, n in having.items()}
        if self.view.document.glossary or not question.has("which", "list", "count"):
            return False
        terms = self.view.column_by_term
        named = [m.start for m in question.mentions for t in m.terms if terms.get(t.id) == column]
        named += [at for index, at in self.named_at.items() if index == column.index]
        return any({at, at - 1} & ends for at in named)

    @property
    def wants_absence(self) -> bool:
        """Whether rows are wanted whose cell says that there is none.

        "Its secretariat is not at X" denies X and not the secretariat.
        """
        column = self.absent_column
        if column is None or any(condition.column == column for condition in self.conditions):
            return False
        return self.question.has("absent") or denied(self) or self._forbids


def negates(query: TableQuery, position: int, column: Column | None = None) -> bool:
    """Whether the nearest word of negation or exclusion before `position` denies it.

    A negation belongs to the next thing that is named, and passes by what merely names the topic,
    a column of lists ("not among its topics"), or the `column` of the thing itself ("its
    secretariat is not X"). "No secretariat" denies a column, which is read by `wants_absence`.
    """
    question, view = query.question, query.view
    starts = sorted(
        m.start
        for m in question.mentions
        if not m.of_kind("topic")
        and all(
            view.column_by_term[t.id].role is ColumnRole.TEXT
            and view.column_by_term[t.id] != column
            for t in m.terms
            if t.id in view.column_by_term
        )
    )
    before = max((s for s in starts if s < position), default=-1)
    if position >= question.added:
        before = max(before, question.added - 1)  # what a follow-up is about, it doesn't deny
    denied = [i for i in question.negators if before < i < position]
    except_at = question.cues.get("except", -1)
    return bool(denied) or before < except_at < position


def denied(query: TableQuery) -> bool:
    """Whether the question denies a column that it names: "has no secretariat"."""
    headers = [m for m in query.question.mentions if m.of_kind("header")]
    places = [*(m.start for m in headers), *query.named_at.values()]
    return any(negates(query, at) for at in places)
