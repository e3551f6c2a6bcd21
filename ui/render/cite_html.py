"""The button that stands for a citation, with all that the source pane shows of it.

Everything travels with the button, so that a click needs no answer from the server.
"""

import json
from collections.abc import Mapping
from html import escape

from corpus.records import Document, Span
from qa.records import Citation, Claim, Support
from qa.words.language import detect
from qa.writing.compose import cite, section_label
from ui.render.labels import label


def cite_data(
    citation: Citation, claim: str, support: Support, language: str, source_language: str = ""
) -> dict[str, object]:
    """A citation as the page's scripts read it.

    Args:
        citation: the place in the document.
        claim: the statement that rests on it.
        support: how it does.
        language: of the page, for labels.
        source_language: of the quote; found out when it is not given.
    """
    title = citation.document_title
    # A section path often begins with the title: once is enough.
    section = citation.section.removeprefix(title).removeprefix(" › ")
    return {
        "n": citation.number,
        "document": citation.document_id,
        "title": title,
        "section": section,
        "page": label("page", language, page=citation.page),
        "place": label("place", language, start=citation.start, end=citation.end),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "quoteLanguage": source_language or detect(citation.quote),
        "translation": citation.translation,
        "translationLanguage": detect(citation.translation) if citation.translation else "",
        "sha256": citation.sha256,
        "exact": citation.exact,
        "support": str(support),
        "claim": claim,
    }


def place_data(
    document: Document, place: Mapping[str, object], language: str
) -> dict[str, object] | None:
    """A citation of the place that an address names; None when it names none in the document."""
    try:
        span = Span(int(str(place["start"])), int(str(place["end"])))
    except (KeyError, ValueError):
        return None
    if not span.start < span.end <= len(document.text):
        return None
    section = next((b.section for b in document.blocks if b.span.overlaps(span)), ())
    found = cite(document, span, section_label(document, section, language), language, 0)
    data = cite_data(found, "", Support.QUOTED, language, document.language)
    return {**data, "n": "", "support": ""}  # no answer counts it, and no claim rests on it


def cite_button(
    citation: Citation, claim: Claim | None, position: int, language: str, words: str = ""
) -> str:
    """A button that shows the citation; `position` is its answer's place in the conversation.

    `words` stand on it instead of its number.
    """
    text = claim.text if claim is not None else ""
    support = claim.support if claim is not None else Support.QUOTED
    data = json.dumps(cite_data(citation, text, support, language), ensure_ascii=False)
    name = f"[{citation.number}] {citation.document_title}, {citation.page}"
    return (
        f'<button type="button" class="cite" data-answer="{position}" data-n="{citation.number}" '
        f'data-cite="{escape(data)}" aria-label="{escape(name)}" aria-pressed="false">'
        f"{escape(words) or citation.number}</button>"
    )
