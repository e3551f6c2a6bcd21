"""What a piece of a document says in a language: its reading text, or its sidecar translation."""

from collections.abc import Mapping, Sequence

import regex

from corpus.records import Column, ColumnRole, Document, Span, Table, Value
from ingest.normalise import reading

_COLON = regex.compile(r"\s*[:：]\s*")


def views(document: Document, spans: Sequence[Span], text: str) -> dict[str, str]:
    """The reading text and its translations, by language; a missing translation has no key."""
    found = {document.language: text}
    for language, translation in document.translations.items():
        if words := translation.of(*spans):
            found[language] = words
    return found


def heading_path(document: Document, section: Sequence[Span]) -> Mapping[str, str]:
    """The headings above a passage, outermost first, by language."""
    own = " › ".join(reading(document.text, span, document.repairs) for span in section)
    found = {document.language: own}
    for language, translation in document.translations.items():
        # A heading that was not translated is left as it is: a gap would shift the path.
        found[language] = " › ".join(
            translation.of(span) or reading(document.text, span, document.repairs)
            for span in section
        )
    return {language: path for language, path in found.items() if path}


def say_header(document: Document, column: Column, language: str) -> str:
    """The header of a column in `language`, else as it is read.

    The label of a group column stands in a line of its own, "Region: Africa", and is translated
    with it: only what comes before the colon is the header. Taking the whole line would put the
    first group's name into every row.
    """
    if column.span is None or language == document.language:
        return column.text
    words = document.translations[language].of(column.span)
    if column.role is ColumnRole.GROUP and _shares_line(document, column.span, language):
        words = _COLON.split(words, maxsplit=1)[0]
    return words or column.text


def say_value(document: Document, value: Value, column: Column, language: str) -> str:
    """A value of `column` in `language`, else as it is read; a group without its label."""
    if language == document.language:
        return value.text
    words = document.translations[language].of(value.span)
    if column.role is ColumnRole.GROUP and _shares_line(document, value.span, language):
        words = _COLON.split(words, maxsplit=1)[-1]
    return words or value.text


def say_row(document: Document, table: Table, row: int, language: str) -> str:
    """A row as one line: its name, then every header with its values."""
    parts = []
    for cell in table.rows[row].cells:
        column = table.columns[cell.column]
        words = "; ".join(say_value(document, value, column, language) for value in cell.values)
        header = say_header(document, column, language)
        if not words:
            continue
        if column.role is ColumnRole.NAME:
            parts.append(f"{words}. ")
        else:
            parts.append(f"{header}: {words}; " if header else f"{words}; ")
    return "".join(parts).rstrip("; ")


def _shares_line(document: Document, span: Span, language: str) -> bool:
    """Whether the translation of `span` also covers a label or a value beside it."""
    translated = document.translations[language].spans
    return any(
        own.contains(span) and own != span and _COLON.search(own.of(document.text))
        for own in translated
    )
