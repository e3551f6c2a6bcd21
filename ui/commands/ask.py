"""`isnad ask`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from ui.options import AsJson, InDocuments

if TYPE_CHECKING:
    from qa.engine import Engine
    from ui.batch import Request


def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="What you want to know.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            "-l",
            metavar="CODE",
            help="Answer in ar, en, fr, es, ru or zh; by default in that of the question.",
        ),
    ] = None,
    document: InDocuments = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help='Answer every line {"id", "question", "language"?, "history"?} of FILE '
            "(- for stdin), one JSON answer per line, in order. Needs --json.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, with a numbered citation for every statement."""
    from ui.requests import check_language, check_question
    from ui.session import load_settings, open_engine

    if (question is None) == (batch is None):
        raise UsageError('give a question or --batch FILE: isnad ask "What is ...?"')
    if batch is not None and not as_json:
        raise UsageError("--batch writes JSON lines only: add --json")
    settings = load_settings()
    check_language(language)
    if batch is not None:
        requests = _read_batch(batch, settings.question_limit)
        # Nothing to answer is no error, and no reason to load a model either.
        if requests:
            _answer_all(open_engine(settings), requests, language, document)
        return
    text = check_question(question or "", settings.question_limit)
    _answer_one(open_engine(settings), text, language, document, as_json)


def _answer_one(
    engine: "Engine",
    question: str,
    language: str | None,
    documents: Sequence[str] | None,
    as_json: bool,
) -> None:
    from ui.requests import check_documents
    from ui.streams import write_json
    from ui.terminal import answer_lines, console

    wanted = check_documents(documents, engine.documents)
    answer = engine.answer(question, language=language, documents=wanted)
    if as_json:
        write_json(answer.to_dict())
        return
    out = console()
    for line in answer_lines(answer):
        out.print(line)


def _read_batch(name: str, limit: int) -> "list[Request]":
    from ui.batch import read_requests
    from ui.streams import read_text

    # Not splitlines(): JSON texts may hold U+2028 and other ends of lines unescaped.
    return read_requests(read_text(name).split("\n"), limit)


def _answer_all(
    engine: "Engine",
    requests: "Sequence[Request]",
    language: str | None,
    documents: Sequence[str] | None,
) -> None:
    from ui.requests import check_documents
    from ui.streams import write_json

    wanted = check_documents(documents, engine.documents)
    for request in requests:
        answer = engine.answer(
            request.question,
            language=request.language or language,
            documents=wanted,
            history=request.history,
        )
        write_json({"id": request.id, **answer.to_dict()})
