"""Group rows of a table ("Region: Africa" above its rows) as a column of their own."""

from collections.abc import Sequence

import regex

from corpus.records import Repair, Span, Value
from ingest.cells import Line, is_bold, is_bulleted, read_value
from ingest.edges import trim_markup
from ingest.normalise import normalise, reading

_LABEL = regex.compile(r"([^:：]{1,40}?)\s*[:：]\s*(?=\S)")


def is_group(text: str, line: Line, width: int, *, bold_only: bool = False) -> bool:
    """Whether a line has one filled cell that stands for the rows below it.

    In a table of two columns an ordinary row may lack its only other cell, so there the line
    must be bold or labelled ("Region: ..."). `bold_only`: the table sets its groups in bold.
    """
    filled = line.filled()
    if len(filled) != 1 or width < 2 or is_bulleted(text, filled[0]):
        return False
    if bold_only:
        return is_bold(text, filled[0])
    return width > 2 or is_bold(text, filled[0]) or _LABEL.match(filled[0].of(text)) is not None


def group_column(
    text: str, groups: Sequence[Span], repairs: Sequence[Repair]
) -> tuple[tuple[Span | None, str], dict[Span, Value]]:
    """The label that several group lines share, as a header, and the value of each line.

    A line without that label is its own value. Without a shared label the header is
    `(None, "")`.
    """
    spans = sorted(set(groups))
    labels: dict[str, list[Span]] = {}
    for span in spans:
        if match := _LABEL.match(span.of(text)):
            label = Span(span.start, span.start + match.end(1))
            labels.setdefault(normalise(label.of(text)), []).append(label)
    shared = max(labels.values(), key=len, default=[])
    if len(shared) < 2:
        shared = []
    values = {}
    for span in spans:
        own = next((label for label in shared if span.contains(label)), None)
        match = _LABEL.match(span.of(text)) if own else None
        inner = trim_markup(text, Span(span.start + match.end(), span.end)) if match else span
        values[span] = read_value(text, inner, repairs)
    if not shared:
        return (None, ""), values
    return (shared[0], reading(text, shared[0], repairs)), values
