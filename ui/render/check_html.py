"""A checked text: every sentence in place, coloured and named by its verdict, then one by one."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from qa.checking.check import CheckedClaim, Verdict
from qa.records import Claim, Support
from qa.words.language import detect
from ui.render.cite_html import cite_button
from ui.render.labels import label
from ui.render.markup import bdi, block

_SIGNS = {
    Verdict.EXACT_QUOTE: "❝",
    Verdict.SUPPORTED: "✓",
    Verdict.ALTERED: "!",
    Verdict.WRONG_PASSAGE: "↷",
    Verdict.UNSUPPORTED: "✗",
}
_NAMED = {"negation", "month"}
"""Differences that `qa.checking.check` gives as a word of its own, not of the text."""


def check_html(text: str, claims: Sequence[CheckedClaim], language: str) -> str:
    """What a check found, in the language of the page.

    Args:
        text: that was checked.
        claims: its sentences in order.
        language: of the page.
    """
    if not claims:
        words = escape(label("check.none", language))
        return block("div", "isnad checked", language, f'<p class="hint">{words}</p>')
    whole = block("div", "checked-text", detect(text), _coloured(text, claims))
    findings = "".join(_finding(i, claim, language) for i, claim in enumerate(claims))
    inside = (
        f'<p class="facts" role="status">{_counts(claims, language)}</p>'
        f"<h2>{escape(label('check.text', language))}</h2>{whole}"
        f"<h2>{escape(label('check.sentences', language))}</h2><ol>{findings}</ol>"
    )
    return block("div", "isnad checked", language, inside)


def working_html(language: str) -> str:
    """Shown until the check is done."""
    dots = '<span class="dots" aria-hidden="true"></span>'
    words = escape(label("check.working", language))
    return block("div", "isnad thinking", language, dots + words)


def _counts(claims: Sequence[CheckedClaim], language: str) -> str:
    counts = Counter(claim.verdict for claim in claims)
    return "".join(
        f'<span class="chip verdict {verdict}">{_name(verdict, language)}: {counts[verdict]}</span>'
        for verdict in Verdict
        if counts[verdict]
    )


def _name(verdict: Verdict, language: str) -> str:
    words = escape(label(f"verdict.{verdict}", language))
    return f'<span aria-hidden="true">{_SIGNS[verdict]}</span> {words}'


def _coloured(text: str, claims: Sequence[CheckedClaim]) -> str:
    """The text as it was pasted, each sentence a link to what was found about it."""
    parts, done = [], 0
    for index, claim in enumerate(claims):
        if claim.start < done:
            continue
        parts.append(escape(text[done : claim.start]))
        words = escape(text[claim.start : claim.end])
        sign = _SIGNS[claim.verdict]
        parts.append(
            f'<a class="verdict {claim.verdict}" href="#finding-{index}">'
            f'<span class="sign" aria-hidden="true">{sign}</span>{words}</a>'
        )
        done = claim.end
    parts.append(escape(text[done:]))
    return "".join(parts)


def _finding(index: int, claim: CheckedClaim, language: str) -> str:
    own = detect(claim.text)
    parts = [
        f'<p class="verdict {claim.verdict}">{_name(claim.verdict, language)}</p>',
        block("p", "statement", own, escape(claim.text)),
    ]
    if claim.differs:
        different = "".join(
            f"<li>{_difference(word, own, language)}</li>" for word in claim.differs
        )
        words = escape(label("check.differs", language))
        parts.append(f'<div class="differs"><span>{words}</span><ul>{different}</ul></div>')
    # What is nearest to an unsupported sentence proves nothing, so it isn't shown as evidence.
    if claim.evidence is not None and claim.verdict is not Verdict.UNSUPPORTED:
        parts.append(_evidence(claim, language))
    return f'<li id="finding-{index}" class="finding" tabindex="-1">{"".join(parts)}</li>'


def _difference(word: str, own: str, language: str) -> str:
    if word in _NAMED:
        return escape(label(f"check.{word}", language))
    return bdi(word, own)


def _evidence(claim: CheckedClaim, language: str) -> str:
    found = claim.evidence
    if found is None:
        return ""
    wrong = claim.verdict in (Verdict.WRONG_PASSAGE, Verdict.ALTERED)
    title = escape(label("check.right" if wrong else "check.passage", language))
    page = escape(label("page", language, page=found.page))
    section = bdi(found.section, detect(found.section)) + " · " if found.section else ""
    quote = block("blockquote", "quote", detect(found.quote), escape(found.quote))
    said = ""
    if found.translation and detect(found.quote) != language:
        said = block("p", "translation", detect(found.translation), escape(found.translation))
    support = Support.QUOTED if claim.verdict is Verdict.EXACT_QUOTE else Support.TRANSLATED
    if claim.verdict is Verdict.ALTERED:
        support = Support.UNSUPPORTED
    # The pane goes from one citation of an answer to the next; here each sentence has its own.
    shown = Claim(claim.text, claim.start, claim.end, (found.number,), support)
    button = cite_button(found, shown, -1 - claim.start, language, label("check.open", language))
    return f"<h3>{title}</h3><p class='place'>{section}{page}</p>{quote}{said}<p>{button}</p>"
