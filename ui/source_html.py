"""The source pane: the cited passage with the cited characters marked, and how exact they are."""

import re
from collections.abc import Sequence
from html import escape

from corpus.records import Document, Passage, Row, Span, Table
from qa.compose import is_exact
from qa.language import detect
from qa.records import Citation
from ui.answer_html import block
from ui.labels import label

_TAG = re.compile(r"&lt;/?[a-z]{1,6}&gt;")
HINT = (
    '<div class="isnad hint" lang="en" dir="ltr"><p>Click a number in an answer to see the exact '
    "passage it rests on.</p></div>"
    '<div class="isnad hint" lang="ar" dir="rtl"><p>انقر على رقم في الجواب لعرض المقطع الذي '
    "يستند إليه بالضبط.</p></div>"
)


def source_html(
    citation: Citation, document: Document, passage: Passage | None, language: str, position: int
) -> str:
    """The pane for one citation.

    Args:
        citation: of the answer; only its offsets are used to find its words.
        document: that it cites.
        passage: that holds it, None when none does: then the lines around it are shown.
        language: of the answer, for the labels.
        position: of the answer in the conversation.
    """
    cited = Span(citation.start, citation.end)
    # Asked anew at every click: what is shown as exact was compared just now.
    exact = citation.exact and is_exact(document, cited, citation.quote)
    body = _row(document, passage, cited) or _prose(document, passage, cited)
    parts = [
        _header(citation, language, exact),
        block("blockquote", "passage", document.language, body),
        _translation(citation, language),
        _footer(citation, language),
    ]
    name = escape(label("source", language))
    return (
        f'<section class="isnad source" aria-label="{name} {citation.number}" '
        f'data-answer="{position}" data-n="{citation.number}">{"".join(parts)}</section>'
    )


def _header(citation: Citation, language: str, exact: bool) -> str:
    title = citation.document_title
    # A section path often begins with the title: once is enough.
    section = citation.section.removeprefix(title).removeprefix(" › ")
    page = label("page", language, page=citation.page)
    path = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in (section, page) if part)
    badge = (
        f'<span class="badge exact">✓ {escape(label("exact", language))}</span>'
        if exact
        else f'<span class="badge inexact">✗ {escape(label("inexact", language))}</span>'
    )
    inside = (
        f'<h3><span class="number">{citation.number}</span><bdi>{escape(title)}</bdi></h3>'
        f'<p class="place">{path}</p><p>{badge}</p>'
    )
    return block("header", "head", language, inside)


def marked(text: str, part: Span, cited: Span) -> str:
    """`text[part]` as HTML with the cited characters in it, and only these, in `<mark>`."""
    start, end = max(part.start, cited.start), min(part.end, cited.end)
    if start >= end:
        return _plain(part.of(text))
    before, inside, after = text[part.start : start], text[start:end], text[end : part.end]
    return f"{_plain(before)}<mark>{escape(inside)}</mark>{_plain(after)}"


def _plain(text: str) -> str:
    """Text around a quotation, whose markup is shown faintly: it is the source's, and no words."""
    return _TAG.sub(r'<span class="markup">\g<0></span>', escape(text))


def _prose(document: Document, passage: Passage | None, cited: Span) -> str:
    spans: Sequence[Span] = passage.spans if passage is not None else ()
    if not any(span.contains(cited) for span in spans):
        spans = (_lines_around(document.text, cited),)
    # A passage in several pieces was broken apart by the page: each keeps its own line.
    return "".join(f"<p>{marked(document.text, span, cited)}</p>" for span in spans)


def _lines_around(text: str, cited: Span) -> Span:
    end = text.find("\n", cited.end)
    return Span(text.rfind("\n", 0, cited.start) + 1, len(text) if end < 0 else end)


def _row(document: Document, passage: Passage | None, cited: Span) -> str:
    """A table row as headers and values; "" when this is none, or cites more than one value."""
    if passage is None or passage.table_id is None:
        return ""
    table = next((table for table in document.tables if table.id == passage.table_id), None)
    row = next((r for r in table.rows if r.index == passage.row), None) if table else None
    if table is None or row is None:
        return ""
    values = [value for cell in row.cells for value in cell.values]
    if not any(value.span.contains(cited) for value in values):
        return ""
    return f"<dl>{''.join(_cells(document, table, row, cited))}</dl>"


def _cells(document: Document, table: Table, row: Row, cited: Span) -> list[str]:
    found = []
    for column, cell in zip(table.columns, row.cells, strict=True):
        if not cell.values:
            continue
        header = escape(column.span.of(document.text)) if column.span is not None else ""
        values = "".join(
            f"<dd>{marked(document.text, value.span, cited)}</dd>" for value in cell.values
        )
        found.append(f"<div><dt>{header}</dt>{values}</div>")
    return found


def _translation(citation: Citation, language: str) -> str:
    if not citation.translation:
        return ""
    title = block("h4", "label", language, escape(label("translation", language)))
    text = block("p", "words", detect(citation.translation), escape(citation.translation))
    return f'<div class="translation">{title}{text}</div>'


def _footer(citation: Citation, language: str) -> str:
    place = escape(label("place", language, start=citation.start, end=citation.end))
    back = escape(label("back", language))
    inside = (
        f'<p class="offsets"><bdi>{place}</bdi> · <bdi title="SHA-256 {escape(citation.sha256)}">'
        f"{escape(citation.document_id)} · sha256 {escape(citation.sha256[:12])}…</bdi></p>"
        f'<button type="button" class="back">{back}</button>'
    )
    return block("footer", "foot", language, inside)
