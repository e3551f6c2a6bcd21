"""The frame of the source pane. The page's scripts fill it with a citation and its document."""

from html import escape

from qa.records import Support
from ui.render.icons import icon
from ui.render.labels import label
from ui.render.markup import block, embedded

_WORDS = ("act.copied", "page", "place", "source.gone", "reference")


def pane_html(language: str) -> str:
    """The empty pane, in the language of the page."""
    parts = [_head(language), _card(language), _hint(language), _pages(language)]
    words = embedded({key: label(key, language) for key in _WORDS}, "words-of-pane")
    return block("section", "isnad pane", language, words + "".join(parts))


def _head(language: str) -> str:
    def step(name: str) -> str:
        words = escape(label(name, language))
        return (
            f'<button type="button" class="step {name}" aria-label="{words}" title="{words}" '
            f"disabled>{icon(name)}</button>"
        )

    return (
        '<header class="pane-head">'
        f'<button type="button" class="quiet back">{escape(label("back", language))}</button>'
        f"<h2>{escape(label('source', language))}</h2>"
        f'<div class="steps">{step("previous")}<span class="count"></span>{step("next")}</div>'
        '<label class="switch"><input type="checkbox" class="translate" checked>'
        f"<span>{escape(label('translation.show', language))}</span></label></header>"
    )


def _card(language: str) -> str:
    # Two marks, since they are two things: that the words stand there, and that they say so.
    seals = [
        _seal("checking", "…", label("checking", language)),
        _seal("exact", "✓", label("exact", language)),
        _seal("inexact", "✗", label("inexact", language)),
    ]
    for support in Support:
        sign = "✗" if support is Support.UNSUPPORTED else "✓"
        words = label(f"support.{support}", language)
        seals.append(_seal(f"support {support}", sign, words))
    buttons = "".join(
        f'<button type="button" class="quiet {name}">{escape(label(key, language))}</button>'
        for name, key in (("reference", "reference"), ("link", "citation.link"))
    )
    title = escape(label("translation", language))
    return (
        '<div class="card" hidden><h3><span class="number"></span><bdi class="title"></bdi></h3>'
        f'<p class="place"></p><p class="seals" role="status">{"".join(seals)}</p>'
        f'<div class="translation"><h4>{title}</h4><p class="words"></p></div>'
        f'<div class="foot">{buttons}<span class="offsets"></span></div></div>'
    )


def _seal(name: str, sign: str, words: str) -> str:
    return (
        f'<span class="seal {name}" hidden><span aria-hidden="true">{sign}</span> '
        f"{escape(words)}</span>"
    )


def _hint(language: str) -> str:
    return f'<p class="hint">{escape(label("source.hint", language))}</p>'


def _pages(language: str) -> str:
    name = escape(label("source", language))
    return f'<div class="pages" tabindex="0" role="region" aria-label="{name}" hidden></div>'
