"""Passages: what is searched and returned, a paragraph, a list item or a table row each."""

from collections.abc import Iterator, Sequence

from corpus.records import (
    BlockKind, Column, ColumnRole, Document, Passage, PassageKind, Row, Sentence, Span, Table, Unit,
    Value,
)  # fmt: skip

LONGEST = 180
"""Words beyond which a paragraph is cut at a sentence border."""


def _views(document: Document, spans: Sequence[Span], text: str) -> dict[str, str]:
    """The reading text and its translations, by language."""
    views = {document.language: text}
    for language, translation in document.translations.items():
        if found := translation.of(*spans):
            views[language] = found
    return views


def _context(document: Document, section: Sequence[Span]) -> dict[str, str]:
    from ingest.normalise import reading

    text = " › ".join(reading(document.text, span, document.repairs) for span in section)
    views = {document.language: text}
    for language, translation in document.translations.items():
        views[language] = " › ".join(translation.of(span) for span in section)
    return {language: view for language, view in views.items() if view}


def make_passages(document: Document) -> tuple[Passage, ...]:
    """All passages of `document`, in reading order; ids are stable for the same files."""
    passages: list[Passage] = []
    tables = {table.block_id: table for table in document.tables}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.id in tables:
            table = tables[block.id]
            for row in table.rows:
                passages.append(_row(document, table, row, _id(document, passages)))
        elif block.kind is not BlockKind.HEADING:
            for part in _parts(block.sentences):
                passages.append(_prose(document, part, _id(document, passages)))
    return tuple(passages)


def _id(document: Document, passages: Sequence[Passage]) -> str:
    return f"{document.id}/p{len(passages) + 1:03d}"


def _parts(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Cut a long paragraph into parts of like size at sentence borders."""
    total = sum(len(s.text.split()) for s in sentences)
    limit = total / max(1, -(-total // LONGEST))
    part: list[Sentence] = []
    for sentence in sentences:
        size = sum(len(s.text.split()) for s in part)
        if part and size + len(sentence.text.split()) / 2 > limit:
            yield part
            part = []
        part.append(sentence)
    if part:
        yield part


def _prose(document: Document, sentences: Sequence[Sentence], passage_id: str) -> Passage:
    units = tuple(
        Unit(f"{passage_id}/u{i + 1:02d}", s.spans, _views(document, s.spans, s.text))
        for i, s in enumerate(sentences)
    )
    spans = tuple(span for sentence in sentences for span in sentence.spans)
    first = sentences[0]
    text = " ".join(sentence.text for sentence in sentences)
    return Passage(passage_id, document.id, PassageKind.PROSE, spans, first.page, first.section,
                   _views(document, spans, text), _context(document, first.section), units)


def _row(document: Document, table: Table, row: Row, passage_id: str) -> Passage:
    values = [(table.columns[cell.column], v) for cell in row.cells for v in cell.values]
    units = tuple(
        Unit(f"{passage_id}/u{i + 1:02d}", (v.span,), _views(document, (v.span,), v.text))
        for i, (_, v) in enumerate(values)
    )
    languages = (document.language, *document.translations)
    views = {code: _read_row(document, table, row, code) for code in languages}
    return Passage(passage_id, document.id, PassageKind.ROW, (row.span,), table.page, table.section,
                   views, _context(document, table.section), units, table.id, row.index)


def _read_row(document: Document, table: Table, row: Row, language: str) -> str:
    """The row as a sentence: its name, then every header with its values."""
    parts = []
    for cell in row.cells:
        column = table.columns[cell.column]
        if not cell.values:
            continue
        values = "; ".join(_say(document, v, language) for v in cell.values)
        header = _header(document, column, language)
        named = column.role is ColumnRole.NAME or not header
        parts.append(values if named else f"{header}: {values}")
    return ". ".join(parts)


def _say(document: Document, value: Value, language: str) -> str:
    if language == document.language:
        return value.text
    return document.translations[language].of(value.span) or value.text


def _header(document: Document, column: Column, language: str) -> str:
    if column.span is None or language == document.language:
        return column.text
    return document.translations[language].of(column.span) or column.text
