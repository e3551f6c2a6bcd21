"""Where the words of a block, sentence or cell begin and end: without spaces and markup."""

import regex

from corpus.records import Span

_WRAPPERS = (
    regex.compile(r"\*\*(?P<inner>(?:(?!\*\*).)+)\*\*", regex.DOTALL),
    regex.compile(r"__(?P<inner>(?:(?!__).)+)__", regex.DOTALL),
    regex.compile(r"\*(?P<inner>[^*\s](?:[^*]*[^*\s\\])?)\*", regex.DOTALL),
    regex.compile(
        r"<(?P<tag>\w+)[^<>]*>(?P<inner>(?:(?!</?(?P=tag)\b).)+)</(?P=tag)>", regex.DOTALL
    ),
)
# A footnote mark belongs to the page, not to the words before it.
_NOTE_MARK = regex.compile(r"\s*(?:\\\*|<sup>[^<]*</sup>|\[\^[^\]]+\])$")


def trim(text: str, span: Span) -> Span:
    """The range without whitespace (or a byte order mark) at its edges."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip("\ufeff \t\r\n\v\f\u00a0"))
    end = span.start + len(piece.rstrip())
    return Span(min(start, end), end) if start < end else Span(span.start, span.start)


def trim_markup(text: str, span: Span) -> Span:
    """The range without whitespace, a footnote mark at its end, and markup around all of it.

    Markup goes only when it wraps the whole: of `<b>Note</b> that` taking the first tag alone
    would leave its partner inside the quote.
    """
    while True:
        span = trim(text, span)
        inner = _inside(text, span)
        if inner == span or inner.start == inner.end:
            return span
        span = inner


def _inside(text: str, span: Span) -> Span:
    piece = span.of(text)
    if match := _NOTE_MARK.search(piece):
        return Span(span.start, span.start + match.start())
    for wrapper in _WRAPPERS:
        if match := wrapper.fullmatch(piece):
            return Span(span.start + match.start("inner"), span.start + match.end("inner"))
    return span
