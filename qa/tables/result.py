"""What a table says to a question: rows, the values that prove them, and what was computed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.records import Column, Row, Span, Table, Value
from qa.tables.parts import TableQuery


class Operation(StrEnum):
    """What was computed."""

    CELL = "cell"
    ROW = "row"
    LIST = "list"
    COUNT = "count"
    SUM = "sum"
    EXTREME = "extreme"
    RANK = "rank"
    COMPARE = "compare"
    COMMON = "common"
    YES_NO = "yes_no"
    GROUPS = "groups"
    GROUP_SUMS = "group_sums"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the answer with the values that prove it.

    `lacking` are whole cells that prove it by what they don't list: cited, and not told.
    `holds` is set where a row has what was asked of several, though others have not.
    """

    row: Row
    values: tuple[Value, ...]
    lacking: tuple[Span, ...] = ()
    holds: bool = False


@dataclass(frozen=True, slots=True)
class TableResult:
    """What a table says to a question.

    `column` is the one that was asked for or compared, `total` the number that was computed,
    `extreme` "most" or "fewest", `related` the rows that are near to what was asked but do not
    list it, `verdict` whether a comparison that was asked about holds.
    """

    operation: Operation
    table: Table
    matches: tuple[Match, ...]
    column: Column | None = None
    truth: bool = True
    total: int = 0
    extreme: str = ""
    related: tuple[Match, ...] = ()
    verdict: bool | None = None


def result(
    query: TableQuery, operation: Operation, matches: Iterable[Match], **more: object
) -> TableResult:
    """A result from the query's table; `more` are the other fields of `TableResult`."""
    made = TableResult(operation, query.view.table, tuple(matches))
    return replace(made, **more)  # type: ignore[arg-type]
