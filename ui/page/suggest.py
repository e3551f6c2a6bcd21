"""Questions to ask next: only such as the documents answer."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from corpus.errors import IsnadError
from corpus.records import ColumnRole, Document, Table
from ingest.views import say_header
from qa.records import Answer, Status
from qa.words.language import detect
from ui.examples import Example
from ui.render.labels import label
from ui.render.markup import block
from ui.render.rows_table import listed_rows

if TYPE_CHECKING:
    from qa.engine import Engine

_MOST = 3
_TRIED = 8
"""Candidates that are asked before giving up: each takes as long as an answer."""


def follow_ups(
    engine: "Engine", answers: Sequence[Answer], examples: Sequence[Example]
) -> list[str]:
    """Up to three questions that go on from the last answer, each of which has an answer."""
    if not answers:
        return []
    last = answers[-1]
    asked = {answer.question for answer in answers}
    candidates = (q for q in _candidates(engine, last, examples) if q not in asked)
    # While people wait for answers, nothing is tried that nobody has asked.
    free = takewhile(lambda _: not getattr(engine, "crowded", False), dict.fromkeys(candidates))
    tried = islice(free, _TRIED)
    return list(islice((q for q in tried if _answered(engine, q)), _MOST))


def _candidates(engine: "Engine", answer: Answer, examples: Sequence[Example]) -> Iterator[str]:
    own = [e.question for e in examples if e.language == answer.language]
    cells = _cells(engine, answer)
    # In turns, so that a long row doesn't keep out every other subject.
    yield from islice(cells, 2)
    yield from own
    yield from cells


def _cells(engine: "Engine", answer: Answer) -> Iterator[str]:
    """What else the table says of a row that was found: each of its other columns."""
    rows = listed_rows(answer.claims, answer.citations)
    for row in rows[:2]:
        document = engine.documents.get(row.citations[0].document_id)
        if document is None:
            continue
        for table in document.tables:
            if any(table.span.start <= c.start < table.span.end for c in row.citations):
                for header in _headers(document, table, answer.language):
                    yield label("ask.cell", answer.language, row=row.name, column=header)


def _headers(document: Document, table: Table, language: str) -> Iterator[str]:
    known = language == document.language or language in document.translations
    spoken = language if known else document.language
    for column in table.columns:
        if column.role not in (ColumnRole.NAME, ColumnRole.GROUP):
            yield say_header(document, column, spoken)


def _answered(engine: "Engine", question: str) -> bool:
    try:
        return engine.answer(question).status is Status.ANSWERED
    except IsnadError:
        return False


def suggestions_html(questions: Sequence[str], language: str) -> str:
    """The questions as buttons; "" when there are none."""
    if not questions:
        return ""
    buttons = "".join(
        block("button", "example", detect(question), escape(question)) for question in questions
    )
    title = f"<h2>{escape(label('ask.follow', language))}</h2>"
    return block("div", "isnad suggestions", language, f"{title}<div>{buttons}</div>")
