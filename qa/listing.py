"""Words for a table's result: one claim per row, each citing the cells that prove it."""

from corpus.records import ColumnRole, Row, Span, Value
from qa.compose import Composer, section_label, support_of
from qa.messages import join, message
from qa.records import Support, TableUse
from qa.tables import Match, Operation, TableResult, TableView


def write(view: TableView, result: TableResult, composer: Composer) -> TableUse:
    """Write the answer into `composer` and return how many rows were checked and matched."""
    language = composer.language
    checked = len(view.table.rows)
    if result.operation in (Operation.CELL, Operation.ROW, Operation.YES_NO, Operation.COMPARE):
        checked = len(result.matches) if result.operation is not Operation.COMPARE else checked
    head = _head(view, result, language, len(view.table.rows))
    if head:
        composer.say(head)
    if result.operation is Operation.YES_NO:
        _write_yes_no(view, result, composer)
    else:
        for match in result.matches:
            composer.say("\n- " if head or len(result.matches) > 1 else "")
            _write_match(view, result, match, composer)
    return TableUse(len(view.table.rows), len(result.matches))


def _head(view: TableView, result: TableResult, language: str, checked: int) -> str:
    values = {"checked": checked, "matched": len(result.matches), "count": result.count}
    match result.operation:
        case Operation.LIST:
            table = section_label(view.document, view.table.section[-1:], language)
            return message("rows", language, table=table, **values)
        case Operation.COUNT:
            key = "count_values" if result.column else "count"
            if not result.matches:
                return message("no_rows", language, **values)
            return message(key, language, **values)
        case Operation.EXTREME:
            return message(result.extreme, language, **values)
        case Operation.GROUPS:
            key = f"groups_{result.extreme}" if result.extreme else "groups"
            return message(key, language, **values)
        case Operation.COMPARE:
            return message("compare", language)
        case Operation.YES_NO:
            return message("yes" if result.truth else "no", language) + " "
        case _:
            return ""


def row_name(view: TableView, row: Row, language: str) -> str:
    """What the row is called in `language`."""
    column = view.table.column(ColumnRole.NAME) or view.table.columns[0]
    return "; ".join(view.text(v, language) for v in row.cells[column.index].values)


def _label(view: TableView, row: Row, language: str) -> str:
    heading = section_label(view.document, view.table.section, language)
    name = row_name(view, row, language)
    return f"{heading} › {name}" if heading else name


def _places(view: TableView, row: Row, values: tuple[Value, ...], language: str) -> list[
    tuple[Span, str]
]:
    label = _label(view, row, language)
    if not values:
        column = view.table.column(ColumnRole.NAME) or view.table.columns[0]
        values = row.cells[column.index].values
    return [(value.span, label) for value in values]


def _write_match(view: TableView, result: TableResult, match: Match, composer: Composer) -> None:
    language = composer.language
    values = [view.text(v, language) for v in match.values]
    name = row_name(view, match.row, language)
    places = _places(view, match.row, match.values, language)
    if result.operation is Operation.GROUPS:
        composer.claim(join(values, language), view.document, places, Support.COMPUTED)
        return
    if result.operation is Operation.ROW:
        _write_row(view, match, composer)
        return
    stated = f"{name}: {join(values, language)}" if values and values != [name] else name
    support = support_of(view.document, language)
    composer.claim(stated, view.document, places, support if values else Support.COMPUTED)


def _write_row(view: TableView, match: Match, composer: Composer) -> None:
    """The whole row, a line per column."""
    language = composer.language
    composer.say(row_name(view, match.row, language))
    for column in view.table.columns:
        values = match.row.cells[column.index].values
        if column.role is ColumnRole.NAME or not values:
            continue
        header = view._header(column, language) if language in view._languages else column.text
        composer.say(f"\n- {header}: ")
        text = join([view.text(v, language) for v in values], language)
        places = _places(view, match.row, values, language)
        composer.claim(text, view.document, places, support_of(view.document, language))


def _write_yes_no(view: TableView, result: TableResult, composer: Composer) -> None:
    language = composer.language
    for match in result.matches:
        values = join([view.text(v, language) for v in match.values], language)
        name = row_name(view, match.row, language)
        places = _places(view, match.row, match.values, language)
        if result.truth:
            stated = f"{name}: {values}"
        else:
            stated = f"{name}: " + message("not_listed", language, values=values)
        composer.claim(stated, view.document, places, Support.COMPUTED)
        composer.say(" ")
