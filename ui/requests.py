"""What a request may hold, checked before anything slow is opened."""

from collections.abc import Collection, Sequence

from corpus.errors import UsageError
from qa.words.language import LANGUAGES


def check_question(text: str, limit: int) -> str:
    """Return the question without blanks at its ends.

    Raises:
        UsageError: it is empty, longer than `limit` characters or not Unicode text.
    """
    text = text.strip()
    if not text:
        raise UsageError('the question is empty: ask something, e.g. isnad ask "What is ...?"')
    if len(text) > limit:
        raise UsageError(
            f"the question has {len(text)} characters: shorten it to {limit} or set question_limit"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        # Undecodable bytes of the command line arrive as lone surrogates, which no JSON can hold.
        raise UsageError("the question is not UTF-8 text: use a UTF-8 terminal, or --batch FILE")
    return text


def check_language(code: str | None) -> str | None:
    """Return the code of a language that answers are written in.

    Raises:
        UsageError: there are no answers in it.
    """
    if code is None or code in LANGUAGES:
        return code
    raise UsageError(f"no answers in language {code!r}: choose one of {', '.join(LANGUAGES)}")


def check_documents(wanted: Sequence[str] | None, known: Collection[str]) -> list[str] | None:
    """Return the ids of the documents to ask, None for all.

    Raises:
        UsageError: one of them is not in the library.
    """
    for identifier in wanted or ():
        if identifier not in known:
            names = ", ".join(sorted(known)) or "none yet (add one: isnad ingest FILE)"
            raise UsageError(f"no document {identifier!r} in the library; it holds: {names}")
    return list(wanted) if wanted else None
