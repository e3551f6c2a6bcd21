"""Sentences of Arabic and Latin-script text, as ranges of the text they were found in.

Own code, because what matters here is exact offsets: pysbd, the best known rule-based splitter,
rewrites the text while it splits, loses the offsets of repeated sentences, and cuts Arabic at
every colon and comma-like mark.
"""

import regex

from corpus.records import Span

_ENDER = regex.compile(
    r"""
    [.!?؟۔…]+            # the mark, or several
    [»”"')\]\u201d]*      # what closes with the sentence
    (?=\s|$)
    | [؛;][ \t]*(?=\n|$)  # a list item that ends with a semicolon
    | \n\s*\n
    """,
    regex.VERBOSE,
)
_ABBREVIATION = regex.compile(
    r"(?:(?<!\p{L})(?:\p{Lu}|د|أ|م|ص|ج|ط|Dr|Mr|Mrs|Ms|Prof|St|No|vs|etc|e\.g|i\.e|cf|Art|pp?)"
    r"|\b\p{Lu}\.\p{Lu})\.$"
)
_NUMBERING = regex.compile(r"(?:^|\n)\s*\(?\d{1,3}[.)]$")


def split_sentences(text: str) -> list[Span]:
    """Ranges of the sentences of `text`, edges free of whitespace.

    A stop after an initial, an abbreviation, or the number of a numbered list ends nothing; a
    stop inside a number, "5+5" or an address is followed by no space and is not one.
    """
    spans: list[Span] = []
    start = 0
    for match in _ENDER.finditer(text):
        before = text[start : match.end()].rstrip()
        if _ABBREVIATION.search(before) or _NUMBERING.search(before):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + len(piece) - len(piece.lstrip())
        spans.append(Span(offset, offset + len(stripped)))
