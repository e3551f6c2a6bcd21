"""A conversation to take away, with its citations: Markdown, Word, JSON; and one reference."""

import json
import re
from collections.abc import Iterator

from corpus.errors import UsageError
from qa.records import Answer
from ui.direction import direction
from ui.export_blocks import Block, Kind, Library, Turns, conversation_blocks, titles
from ui.render.labels import label
from ui.word import docx

__all__ = ["as_json", "docx", "markdown", "reference"]

_SPECIAL = re.compile(r"[\\`*_<>#|~&]|\](?=[(:\[])|!(?=\[)")
_LEADING = re.compile(r"^([-+=]|\d+(?=[.)]))")
_PREFIX = {
    Kind.TITLE: "# ",
    Kind.QUESTION: "## ",
    Kind.HEADING: "### ",
    Kind.ITEM: "- ",
    Kind.QUOTE: "> ",
}


def markdown(turns: Turns, documents: Library | None = None) -> str:
    """The conversation as CommonMark; what runs right to left stands in blocks that say so.

    Nothing of a question, an answer or a quote is read as markup.

    Args:
        turns: questions and their answers, oldest first.
        documents: by id, for publisher and date of the sources.
    """
    return "\n".join(_marked_up(list(conversation_blocks(turns, documents)))).strip() + "\n"


def _marked_up(blocks: list[Block]) -> Iterator[str]:
    """Lines; a blank one ends every block but an item that another follows."""
    open_direction = "ltr"
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        runs = direction(block.language)
        if runs != open_direction and open_direction == "rtl":
            yield "</div>\n"
        if runs != open_direction and runs == "rtl":
            yield '<div dir="rtl">\n'
        open_direction = runs
        prefix = _PREFIX.get(block.kind, "")
        # A quote keeps its lines, two blanks ending each; everything else is one line.
        lines = block.text.splitlines() if block.kind is Kind.QUOTE else [block.text]
        yield "  \n".join(prefix + escaped(line) for line in lines)
        if after is None or block.kind is not Kind.ITEM or after.kind is not Kind.ITEM:
            yield ""
    if open_direction == "rtl":
        yield "</div>"


def escaped(line: str) -> str:
    """A line of text that Markdown shows as it is; a plain `[n]` needs no escape."""
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), line.strip())
    # A backslash before a digit would be shown: for "1." it goes before the point.
    return _LEADING.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], text)


def as_json(turns: Turns) -> str:
    """The conversation as JSON: `{"turns": [{"question", "answer"}]}`, answers as published."""
    pairs = [{"question": question, "answer": answer.to_dict()} for question, answer in turns]
    return json.dumps({"turns": pairs}, ensure_ascii=False, indent=2) + "\n"


def reference(answer: Answer, number: int, documents: Library | None = None) -> str:
    """One citation as a line for a bibliography: who, what, when, where, and the words.

    The words are the source's own; labels are in the answer's language. No invisible character is
    added, so that the quote can be searched for.

    Args:
        answer: the answer that cites.
        number: of the citation, as in its marker `[n]`.
        documents: by id, for publisher and date; without it only the title is named.

    Raises:
        UsageError: the answer has no such citation.
    """
    citation = next((c for c in answer.all_citations if c.number == number), None)
    if citation is None:
        raise UsageError(f"the answer has no citation {number}: give the number of one of its [n]")
    language = answer.language
    page = label("page", language, page=citation.page)
    place = label("place", language, start=citation.start, end=citation.end)
    quote = " ".join(citation.quote.split())
    text = f"{'. '.join(titles(citation, documents or {}))}. {page} ({place}): «{quote}»"
    if citation.translation and citation.translation != citation.quote:
        translation = " ".join(citation.translation.split())
        text += f" ({label('translation', language)}: {translation})"
    return text
