"""Sentences of Arabic, Latin-script and Chinese text, as ranges of the text they were found in.

Own code, because pysbd 0.3.4, the best known rule-based splitter, was tried on this kind of text
and cut Arabic at every comma ("، ") and colon, after "د." (Dr.), and inside addresses
("http:"). Citing half a clause is worse than citing a clause too many.
"""

import regex

from corpus.records import Span

_CLOSING = r"[»”’\"')\]}*_]*(?:</\w+>)*"
_ENDER = regex.compile(
    rf"""
    (?: [!?؟۔]+ | \.+ | …+ ) {_CLOSING} (?=\s|$)   # the mark, and what closes with it
    | [。！？]+ [」』”’）》]*                       # no space follows these
    | \n
    """,
    regex.VERBOSE,
)
_ABBREVIATION = regex.compile(
    r"(?:(?<![\p{L}\p{N}])(?:\p{Lu}|د|أ|م|ص|ج|ط|Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|cf)"
    r"|(?<!\p{L})(?:\p{L}\.)+\p{L})\.$"
)
# These shorten a word only before a number or a small letter: "No. He stayed." is an answer.
_BEFORE_NUMBER = regex.compile(r"(?<!\p{L})(?:No|Nos|Fig|Art|Vol|pp?|par|رقم|ف)\.$", regex.I)
_BEFORE_SMALL = regex.compile(r"(?<!\p{L})(?:etc|al|approx|ca)\.$", regex.I)
_NUMBERING = regex.compile(r"(?:^|\n)\s*\(?\d{1,4}[.)]$")
_NEAR = 40
_ELLIPSIS = regex.compile(rf"(?:\.{{2,}}|…){_CLOSING}$")


def split_sentences(text: str) -> list[Span]:
    """Ranges of the sentences of `text`, in order, edges free of whitespace.

    A stop after an initial, an abbreviation, or the number of a numbered list ends nothing; a
    stop inside a number, "5+5" or an address is followed by no space and is not one. A line
    break ends a sentence only where its writer forced it (two spaces, a backslash, `<br>`), after
    a semicolon or colon, or before an empty line: most others merely wrap a long line.

    >>> text = "قال د. علي نعم. وهل 3.5 كثير؟"
    >>> [span.of(text) for span in split_sentences(text)]
    ['قال د. علي نعم.', 'وهل 3.5 كثير؟']
    """
    spans: list[Span] = []
    start = 0
    for match in _ENDER.finditer(text):
        if not _ends(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _ends(text: str, start: int, match: regex.Match[str]) -> bool:
    """Whether the mark that was found ends the sentence begun at `start`."""
    if match.group() == "\n":
        return _breaks(text, match.start())
    if not match.group().startswith((".", "…")):
        return True
    # Only what is near counts: whole slices would make a long paragraph take quadratic time. A
    # cut window begins with a letter, so that its edge does not pass for the start of a line.
    near = max(start, match.end() - _NEAR)
    before = ("x" if near > start else "") + text[near : match.end()].rstrip()
    after = text[match.end() : match.end() + _NEAR].lstrip(" \t")[:1]
    if _ABBREVIATION.search(before) or _NUMBERING.search(before):
        return False
    if _BEFORE_NUMBER.search(before):
        return not after.isdigit()
    if _BEFORE_SMALL.search(before):
        return not after.islower()
    # After an ellipsis Arabic, which has no capitals, can't tell; going on is the safer reading.
    return not _ELLIPSIS.search(before) or not after or after == "\n" or after.isupper()


def _breaks(text: str, at: int) -> bool:
    """Whether the line break at `at` ends a sentence rather than wraps one."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    end = text.find("\n", at + 1)
    following = text[at + 1 : end if end >= 0 else len(text)]
    forced = line.endswith(("  ", "\\", "<br>")) or line.rstrip().endswith((";", "؛", ":"))
    return forced or not following.strip()


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + len(piece) - len(piece.lstrip())
        spans.append(Span(offset, offset + len(stripped)))
