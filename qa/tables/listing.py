"""Words for a table's result: one claim per row, each citing the cells that prove it."""

from collections.abc import Callable, Mapping, Sequence

from corpus.records import ColumnRole, Row, Span, Value
from qa.records import Support, TableUse
from qa.tables.result import Match, Operation, TableResult
from qa.tables.view import TableView
from qa.writing.compose import Composer, section_label, support_of
from qa.writing.messages import join, message

_HEADS: Mapping[Operation, Callable[[TableResult], str]] = {
    Operation.LIST: lambda _: "rows",
    Operation.SUM: lambda _: "sum",
    Operation.RANK: lambda result: "rank_up" if result.extreme == "fewest" else "rank",
    Operation.COMPARE: lambda result: (
        f"from_{result.extreme}" if result.extreme else "compare" if result.total else "same_number"
    ),
    Operation.YES_NO: lambda result: "yes" if result.truth else "no",
}
"""The message above the rows, for operations that count the rows found."""


def write(view: TableView, result: TableResult, composer: Composer) -> TableUse:
    """Write the answer into `composer` and return how many rows were checked and matched."""
    head = _head(view, result, composer.language)
    if head:
        composer.say(head)
    if result.operation is Operation.COMMON and result.truth:
        _write_common(view, result, composer)
    elif _tells_which(result):
        _write_which(view, result, composer)
    else:
        for match in result.matches:
            one = result.operation is Operation.YES_NO and len(result.matches) == 1
            bullet = " " if one else "\n- " if head or len(result.matches) > 1 else ""
            composer.say(bullet.lstrip() if not composer.text else bullet)
            _write_match(view, result, match, composer)
    if result.operation is Operation.COMPARE and result.total and len(result.matches) == 2:
        composer.say("\n" + message("difference", composer.language, result.total))
    return TableUse(len(view.table.rows), len(result.matches))


def related(view: TableView, result: TableResult, language: str, first: int) -> Composer:
    """The rows that are near to what was asked without listing it, written apart.

    Their citations are numbered from `first`.
    """
    composer = Composer(language, first)
    if result.related:
        composer.say(message("related", language, len(result.related)))
        for match in result.related:
            composer.say("\n- ")
            _write_match(view, result, match, composer)
    return composer


def _head(view: TableView, result: TableResult, language: str) -> str:
    """The line above the rows: what was computed over how many of them."""
    operation, found, checked = result.operation, len(result.matches), len(view.table.rows)
    if _tells_which(result):
        return ""
    total = result.total
    if operation in (Operation.LIST, Operation.COUNT) and not found:
        operation, key, count = Operation.LIST, "no_rows", checked
    elif operation is Operation.COUNT:
        key, count = ("values" if result.column else "count"), total
    elif operation is Operation.GROUPS:
        key = f"groups_{result.extreme}" if result.extreme else "groups"
        count = checked if result.extreme else total
    elif operation in (Operation.EXTREME, Operation.GROUP_SUMS):
        key, count = result.extreme, checked
    elif operation is Operation.COMMON:
        key, count = ("common" if result.truth else "no_common"), total
    elif operation in _HEADS:
        key, count = _HEADS[operation](result), found
    else:
        return ""
    table = section_label(view.document, view.table.section[-1:], language)
    head = message(key, language, count, checked=checked, table=table, total=total)
    if operation is Operation.YES_NO and not found:
        none = message("no_rows", language, checked, checked=checked, table=table)
        return f"{head} {none}"
    if result.verdict is None:
        return head
    return f"{message('yes' if result.verdict else 'no', language)} {head}"


def _label(view: TableView, row: Row, language: str) -> str:
    heading = section_label(view.document, view.table.section, language)
    name = view.name_of(row, language)
    return f"{heading} › {name}" if heading else name


def _places(
    view: TableView, row: Row, values: Sequence[Value], language: str
) -> list[tuple[Span, str]]:
    label = _label(view, row, language)
    if not values:
        column = view.table.column(ColumnRole.NAME) or view.table.columns[0]
        values = row.cells[column.index].values
    return [(value.span, label) for value in values]


def _proof(view: TableView, match: Match, language: str) -> list[tuple[Span, str]]:
    """Where it stands that a row belongs to an answer: its values, and cells that lack something.

    That a row is of a group is shown by the group's heading and by the row below it: by its name.
    """
    label = _label(view, match.row, language)
    lacking = [(span, label) for span in match.lacking]
    if not match.values and lacking:
        return lacking
    # A value of a cell that is cited from end to end is not cited once more.
    values = [v for v in match.values if not any(s.contains(v.span) for s in match.lacking)]
    told = values or not lacking
    places = (_places(view, match.row, values, language) if told else []) + lacking
    if view.only_groups(match.values) and not lacking:
        places += _places(view, match.row, (), language)
    return places


def _write_match(view: TableView, result: TableResult, match: Match, composer: Composer) -> None:
    language = composer.language
    values = [view.text(v, language) for v in view.told(match.values)]
    name = view.name_of(match.row, language)
    if result.operation in (Operation.GROUPS, Operation.GROUP_SUMS):
        places = _places(view, match.row, match.values, language)
        composer.claim(join(values, language), view.document, places, Support.COMPUTED)
        return
    if result.operation is Operation.ROW:
        _write_row(view, match, composer)
        return
    stated, places = name, _proof(view, match, language)
    lists = result.column is not None and result.column.role is ColumnRole.LIST
    denied = result.operation is Operation.YES_NO and not result.truth and not match.holds
    if denied and values and lists:
        listed = message("not_listed", language, name=name)
        stated = f"{listed} {join(values, language)}"
    elif values and values != [name]:
        stated = message("cell", language, name=name, text=join(values, language))
    plain = bool(values) and result.operation is not Operation.YES_NO
    support = support_of(view.document, language) if plain else Support.COMPUTED
    composer.claim(stated, view.document, places, support)


def _tells_which(result: TableResult) -> bool:
    """Whether one of two rows was asked for, by which of them is larger."""
    return result.operation is Operation.COMPARE and bool(result.extreme)


def _write_which(view: TableView, result: TableResult, composer: Composer) -> None:
    """The row that is larger (or smaller) as it was asked, and beside it the other."""
    language = composer.language
    told, places = [], []
    for match in result.matches:
        text = join([view.text(v, language) for v in match.values], language)
        name = view.name_of(match.row, language)
        told.append(message("cell", language, name=name, text=text))
        places += _places(view, match.row, match.values, language)
    beside = message("beside", language, text=told[0], other=told[1])
    composer.claim(beside, view.document, places, Support.COMPUTED)


def _write_row(view: TableView, match: Match, composer: Composer) -> None:
    """The whole row, a line per column."""
    language = composer.language
    composer.say(view.name_of(match.row, language))
    for column in view.table.columns:
        values = match.row.cells[column.index].values
        if column.role is ColumnRole.NAME or not values:
            continue
        header = view.header(column, language)
        composer.say("\n- " + message("cell", language, name=header, text=""))
        text = join([view.text(v, language) for v in values], language)
        places = _places(view, match.row, values, language)
        composer.claim(text, view.document, places, support_of(view.document, language))


def _write_common(view: TableView, result: TableResult, composer: Composer) -> None:
    """Each shared value once, cited in every row that lists it."""
    language = composer.language
    first, *rest = result.matches
    for value in first.values:
        places = _places(view, first.row, (value,), language)
        for match in rest:
            same = [v for v in match.values if view.meanings(v) & view.meanings(value)]
            places += _places(view, match.row, same[:1], language)
        composer.say("\n- ")
        support = support_of(view.document, language)
        composer.claim(view.text(value, language), view.document, places, support)
