"""An answer as HTML for the chat: every piece of text escaped, every marker a button.

The chat shows this without sanitising it, so nothing reaches the page but through `escape`.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from qa.records import Answer, Citation, Claim, Nearest, Status, Support
from qa.words.language import detect
from ui.direction import direction
from ui.render.actions_html import actions_html
from ui.render.cite_html import cite_button
from ui.render.labels import beside, label, nearest_label
from ui.render.markup import bdi, block
from ui.render.rows_table import rows_table

_MARKER = re.compile(r"\s*\[(\d{1,4})\]")


def question_html(question: str) -> str:
    """What the user asked."""
    text = "<br>".join(escape(question).splitlines())
    return block("div", "isnad asked", detect(question), text)


def thinking_html(language: str) -> str:
    """Shown until the answer is there."""
    words = f'<span class="dots" aria-hidden="true"></span>{escape(label("thinking", language))}'
    slow = f'<span class="slow">{escape(label("slow", language))}</span>'
    return block("div", "isnad thinking", language, words + slow)


def problem_html(message: str) -> str:
    """What is wrong with a request, and what to do."""
    inside = block("div", "words", detect(message), escape(message))
    return f'<div class="isnad problem" role="alert">{inside}</div>'


def answer_html(answer: Answer, position: int, language: str) -> str:
    """The answer and what can be done with it.

    Args:
        answer: to show, in its own language.
        position: its place in the conversation, which its buttons carry.
        language: of the page, for the buttons.
    """
    lines = _lines(answer.answer, answer.claims, answer, position)
    body = _resolved(answer) + "".join(_grouped(lines))
    name = "isnad answer"
    if answer.status is Status.NOT_FOUND:
        name += " not-found"
    parts = [block("div", name, answer.language, body + _facts(answer))]
    if answer.related:
        lines = _lines(answer.related.answer, answer.related.claims, answer, position)
        parts.append(block("div", "isnad related", answer.language, "".join(_grouped(lines))))
    if answer.nearest:
        parts.append(_nearest(answer))
    parts.append(rows_table(answer, position, language))
    parts.append(actions_html(position, language, answer.question))
    # One line: to Markdown, a blank line would end the HTML and begin a paragraph of its own.
    return "".join(parts).replace("\n", " ")


_STEPS = 8
"""How often an answer grows at most while it is sent."""


def growing_html(answer: Answer, position: int) -> Iterator[str]:
    """The answer up to its first claims, then up to more of them; never the whole of it.

    Every claim has been verified before any is sent. What comes when all is there (actions, the
    table, related rows) is left out.
    """
    ends = [claim.start for claim in sorted(answer.claims, key=lambda claim: claim.start)][1:]
    for end in ends[:: max(1, -(-len(ends) // _STEPS))]:
        told = [claim for claim in answer.claims if claim.end <= end]
        lines = _lines(answer.answer[:end].rstrip(" \n-"), told, answer, position)
        body = _resolved(answer) + "".join(_grouped(lines))
        yield block("div", "isnad answer growing", answer.language, body).replace("\n", " ")


def _resolved(answer: Answer) -> str:
    """How a follow-up was understood."""
    if not answer.resolved:
        return ""
    words = label("resolved", answer.language)
    asked = bdi(answer.resolved, detect(answer.resolved))
    return f'<p class="resolved">{escape(words)} {asked}</p>'


def _lines(text: str, claims: Sequence[Claim], answer: Answer, position: int) -> list[str]:
    """Lines of `text` as HTML: claims in elements of their own, markers as buttons."""
    citations = {citation.number: citation for citation in answer.all_citations}
    lines = [""]
    done = 0
    last: Claim | None = None
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start < done:
            continue  # inside the claim before it: that shows these words already
        _add(lines, text[done : claim.start], citations, position, answer.language, last)
        lines[-1] += _claim(claim, answer.language)
        done, last = claim.end, claim
    _add(lines, text[done:], citations, position, answer.language, last)
    return lines


def _add(
    lines: list[str], text: str, citations: dict[int, Citation], position: int,
    language: str, claim: Claim | None,
) -> None:  # fmt: skip
    """Add connecting text. Only here are `[n]` markers; in a claim they are the source's words.

    `claim` is the one before it, which its markers prove.
    """
    for index, line in enumerate(text.split("\n")):
        if index:
            lines.append("")
        done = 0
        for match in _MARKER.finditer(line):
            citation = citations.get(int(match.group(1)))
            if citation is None:
                continue
            lines[-1] += escape(line[done : match.start()])
            lines[-1] += cite_button(citation, claim, position, language)
            done = match.end()
        lines[-1] += escape(line[done:])


def _claim(claim: Claim, language: str) -> str:
    text = "<br>".join(escape(claim.text).splitlines())
    own = detect(claim.text)
    # Without a translation into the reader's language, the words are those of the source.
    if direction(own) != direction(language):
        text = f'<bdi lang="{own}" dir="{direction(own)}">{text}</bdi>'  # escaped above
    if claim.support is Support.UNSUPPORTED:
        mark = escape(label("unsupported", language))
        text = f'<span class="unsupported">{text} <em class="warning">({mark})</em></span>'
    return text


def _grouped(lines: list[str]) -> Iterator[str]:
    """Paragraphs, and lists of the lines that begin with a dash."""
    items: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("- "):
            items.append(f"<li>{line[2:]}</li>")
            continue
        if items:
            yield f"<ul>{''.join(items)}</ul>"
            items = []
        if line.strip():
            yield f"<p>{line}</p>"


def _facts(answer: Answer) -> str:
    facts = []
    if answer.table is not None:
        use = answer.table
        facts.append(
            label("rows", answer.language, matched=use.rows_matched, checked=use.rows_checked)
        )
    if answer.status is not Status.NOT_FOUND:
        percent = round(100 * answer.confidence)
        facts.append(label("confidence", answer.language, percent=percent))
    chips = "".join(f'<span class="chip">{escape(fact)}</span>' for fact in facts)
    return f'<div class="facts">{chips}</div>' if chips else ""


def _nearest(answer: Answer) -> str:
    title = escape(nearest_label(answer))
    items = "".join(_near(nearest, answer.language) for nearest in answer.nearest)
    return block("div", "isnad nearest", answer.language, f"<h3>{title}</h3>{items}")


def _near(nearest: Nearest, language: str) -> str:
    page = escape(label("page", language, page=nearest.page))
    section = bdi(nearest.section, detect(nearest.section))
    place = f'<p class="place">{section} · {page}</p>'
    quote = block("blockquote", "quote", detect(nearest.quote), escape(nearest.quote))
    translation = ""
    if words := beside(nearest):
        translation = block("p", "translation", detect(words), escape(words))
    span = nearest.spans[0]
    button = (
        f'<button type="button" class="quiet to-source" data-start="{span.start}" '
        f'data-end="{span.end}" data-document="{escape(nearest.document_id)}">'
        f"{escape(label('check.open', language))}</button>"
    )
    return f"<article>{place}{quote}{translation}{button}</article>"
