"""What outlives a conversation: exports of it, and judgements of its answers.

Both are imported when they are first needed, which keeps the page's start short.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from qa.records import Answer

FORMATS = {"markdown": "Markdown", "docx": "Word", "json": "JSON"}
_SUFFIXES = {"markdown": "md", "docx": "docx", "json": "json"}
_TYPES = {
    "markdown": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}

Turns = Sequence[tuple[str, Answer]]


def export(turns: Turns, kind: str) -> tuple[str, str, bytes]:
    """A conversation as a file: its name, media type and content.

    Raises:
        KeyError: `kind` is none of `FORMATS`.
    """
    from ui import export as made

    makers: dict[str, Callable[[Turns], str | bytes]] = {
        "markdown": made.markdown,
        "docx": made.docx,
        "json": made.as_json,
    }
    content = makers[kind](turns)
    data = content if isinstance(content, bytes) else content.encode()
    return f"isnad.{_SUFFIXES[kind]}", _TYPES[kind], data


def judge(folder: Path, answer: Answer, *, good: bool, reason: str) -> None:
    """Keep a judgement of an answer under `folder`.

    Raises:
        IsnadError: it can't be kept.
    """
    from ui.feedback import FILE_NAME, REASON_LIMIT, FeedbackStore

    store = FeedbackStore(folder / FILE_NAME)
    store.add(answer.question, answer, "up" if good else "down", reason[:REASON_LIMIT])
