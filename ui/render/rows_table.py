"""A list answer as a table that can be sorted and saved: row, value, citation."""

from dataclasses import dataclass
from html import escape

from qa.records import Answer, Citation, Claim
from qa.words.language import detect
from ui.render.cite_html import cite_button
from ui.render.labels import label
from ui.render.markup import bdi, block

_COLUMNS = ("table.row", "table.value", "table.citation")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list answer: what it is called, what was found there, and where."""

    name: str
    value: str
    claim: Claim
    citations: tuple[Citation, ...]


def listed_rows(claims: tuple[Claim, ...], citations: tuple[Citation, ...]) -> list[ListedRow]:
    """The rows that the claims of a list answer are about, in their order.

    A claim is "name: value", or the name alone when the cited cell is the proof; the row's name
    ends the section of its citations.
    """
    by_number = {citation.number: citation for citation in citations}
    found = []
    for claim in claims:
        cited = tuple(by_number[n] for n in claim.citations if n in by_number)
        if not cited:
            continue
        name = cited[0].section.rsplit(" › ", 1)[-1]
        value = claim.text.removeprefix(name).lstrip(":： ")
        if not value:
            value = "; ".join(dict.fromkeys(c.translation or c.quote for c in cited))
        found.append(ListedRow(name, value, claim, cited))
    return found


def rows_table(answer: Answer, position: int, language: str) -> str:
    """The table of a list answer and of its related rows; "" when the answer is no list.

    Args:
        answer: with `table` set when it was computed from one.
        position: of the answer in the conversation.
        language: of the page, for labels.
    """
    rows = listed_rows(answer.claims, answer.citations)
    if answer.table is None or len(rows) < 2:
        return ""
    use = answer.table
    checked = label("rows.checked", language, matched=use.rows_matched, checked=use.rows_checked)
    parts = [_table(rows, checked, position, language, "main")]
    if answer.related:
        near = listed_rows(answer.related.claims, answer.related.citations)
        title = label("table.related", language)
        parts.append(_table(near, title, position, language, "near") if near else "")
    save = (
        f'<button type="button" class="quiet csv" data-answer="{position}">'
        f"{escape(label('table.csv', language))}</button>"
    )
    summary = f"<summary>{escape(label('table.show', language))}</summary>"
    inside = f'<details class="rows">{summary}{"".join(parts)}{save}</details>'
    return block("div", "isnad listed", language, inside)


def _table(rows: list[ListedRow], caption: str, position: int, language: str, name: str) -> str:
    heads = "".join(_head(key, language) for key in _COLUMNS)
    body = "".join(_row(row, position, language) for row in rows)
    title = escape(caption)
    return (
        f'<div class="scroller" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="sortable {name}"><caption>{title}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(key: str, language: str) -> str:
    words = label(key, language)
    name = label("table.sort", language, column=words)
    return (
        f'<th scope="col" aria-sort="none"><button type="button" class="sort" '
        f'title="{escape(name)}">{escape(words)}<span class="arrow" aria-hidden="true"></span>'
        "</button></th>"
    )


def _row(row: ListedRow, position: int, language: str) -> str:
    cited = "".join(cite_button(c, row.claim, position, language) for c in row.citations)
    first = row.citations[0]
    return (
        f'<tr><th scope="row">{bdi(row.name, detect(row.name))}</th>'
        f"<td>{bdi(row.value, detect(row.value))}</td>"
        f'<td data-sort="{first.number}">{cited}</td></tr>'
    )
