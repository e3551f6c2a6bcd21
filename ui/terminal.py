"""Answers, hits and checks for people at a terminal; JSON never comes through here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.direction import isolate

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from corpus.records import Document
    from qa.records import Answer, Citation, Nearest


def console() -> "Console":
    """A console on stdout that never breaks lines itself: terminals wrap, and files stay whole."""
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False, markup=False, emoji=False)


def answer_lines(answer: "Answer") -> Iterator["Text"]:
    """The answer, its numbered citations, and what it rests on."""
    from rich.text import Text

    if answer.resolved:
        yield Text(f"{isolate(answer.resolved, answer.language)}", style="dim")
    yield Text(isolate(answer.answer, answer.language), style="bold")
    if answer.related:
        yield Text("")
        yield Text(isolate(answer.related.answer, answer.language))
    for citation in answer.all_citations:
        yield Text("")
        yield from citation_lines(citation)
    for nearest in answer.nearest:
        yield Text("")
        yield from _nearest_lines(nearest, answer)
    yield Text("")
    yield Text(_footer(answer), style="dim")


def place_of(title: str, section: str) -> str:
    """Title and section as one path; a section path often begins with the title itself."""
    return section if section.startswith(title) else " › ".join(p for p in (title, section) if p)


def citation_lines(citation: "Citation") -> Iterator["Text"]:
    """Where a citation stands, its quote, and the translation."""
    from rich.text import Text

    place = f"{place_of(citation.document_title, citation.section)}, page {citation.page}"
    head = Text.assemble((f"[{citation.number}] ", "bold cyan"), isolate(place, "en"))
    if citation.exact:
        head.append("  [exact]", style="green")
    else:
        head.append("  [NOT EXACT: the source has changed]", style="bold red")
    yield head
    yield _indented(_isolated(citation.quote), "")
    if citation.translation:
        yield _indented(_isolated(citation.translation), "italic")


def _nearest_lines(nearest: "Nearest", answer: "Answer") -> Iterator["Text"]:
    from rich.text import Text

    from qa.records import Refusal
    from ui.render.labels import beside

    instead = answer.refusal is Refusal.FALSE_PREMISE
    name = "What the documents say: " if instead else "Nearest, not an answer: "
    place = f"{nearest.section}, page {nearest.page}"
    yield Text.assemble((name, "dim"), isolate(place, "en"))
    yield _indented(_isolated(nearest.quote), "dim")
    if words := beside(nearest):
        yield _indented(_isolated(words), "dim italic")


def _isolated(text: str) -> str:
    """Isolated as its own language asks: quotes and translations differ from the answer's."""
    from qa.words.language import detect

    return isolate(text, detect(text))


def _indented(text: str, style: str) -> "Text":
    from rich.text import Text

    return Text("\n".join(f"    {line}" for line in text.splitlines()), style=style)


def _footer(answer: "Answer") -> str:
    parts = [str(answer.status).replace("_", " ")]
    if answer.table is not None:
        parts.append(f"{answer.table.rows_matched} of {answer.table.rows_checked} rows")
    parts += [f"confidence {answer.confidence:.2f}", f"{answer.seconds * 1000:.0f} ms"]
    return " · ".join(parts)


def document_line(document: "Document") -> "Text":
    """One document: its id, then title, language, date and pages."""
    from rich.text import Text

    facts = (document.publisher, document.language, document.date)
    titles = [document.title, *(t for code, t in document.titles.items() if code == "en")]
    return Text.assemble(
        (document.id, "bold cyan"),
        f"\n    {isolate(' · '.join(titles), 'en')}\n    ",
        isolate(" · ".join(fact for fact in facts if fact), "en"),
    )
