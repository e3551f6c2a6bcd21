"""Passages: what is searched and returned, a paragraph, a list item or a table row each."""

from collections.abc import Iterator, Sequence

from corpus.records import (
    BlockKind,
    Document,
    Passage,
    PassageKind,
    Row,
    Sentence,
    Table,
    Unit,
)
from ingest.views import heading_path, say_row, say_value, views

LONGEST = 180
"""Words beyond which a paragraph is cut at a sentence border."""


def make_passages(document: Document) -> tuple[Passage, ...]:
    """All passages of `document`, in reading order; ids are stable for the same files.

    Headings are no passages of their own but the context of those below; a list item is one
    however short it is, so that it can be cited alone.
    """
    passages: list[Passage] = []
    tables = {table.block_id: table for table in document.tables}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            table = tables[block.id]
            for row in table.rows:
                passages.append(_row(document, table, row, _id(document, passages)))
        elif block.kind is not BlockKind.HEADING:
            for part in parts(block.sentences):
                passages.append(_prose(document, part, _id(document, passages)))
    return tuple(passages)


def _id(document: Document, passages: Sequence[Passage]) -> str:
    return f"{document.id}/p{len(passages) + 1:03d}"


def parts(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
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
        Unit(f"{passage_id}/u{i + 1:02d}", s.spans, views(document, s.spans, s.text))
        for i, s in enumerate(sentences)
    )
    spans = tuple(span for sentence in sentences for span in sentence.spans)
    first = sentences[0]
    text = " ".join(sentence.text for sentence in sentences)
    return Passage(
        passage_id,
        document.id,
        PassageKind.PROSE,
        spans,
        first.page,
        first.section,
        views(document, spans, text),
        heading_path(document, first.section),
        units,
    )


def _row(document: Document, table: Table, row: Row, passage_id: str) -> Passage:
    languages = (document.language, *document.translations)
    values = [(table.columns[cell.column], v) for cell in row.cells for v in cell.values]
    units = tuple(
        Unit(
            f"{passage_id}/u{i + 1:02d}",
            (value.span,),
            {code: say_value(document, value, column, code) for code in languages},
        )
        for i, (column, value) in enumerate(values)
    )
    read = {code: say_row(document, table, row.index, code) for code in languages}
    return Passage(
        passage_id,
        document.id,
        PassageKind.ROW,
        (row.span,),
        table.page,
        table.section,
        read,
        heading_path(document, table.section),
        units,
        table.id,
        row.index,
    )
