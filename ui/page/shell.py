"""What surrounds the page: its head, colours, banner, and the words that its scripts say."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ui.examples import Example
from ui.render.icons import icon
from ui.render.labels import INTERFACES, label
from ui.render.markup import block, embedded

STATIC = Path(__file__).parent.parent / "static"
TITLE = "Isnad"
COOKIE = "isnad_language"
_SPOKEN = (
    "act.copied", "feedback.title", "feedback.reason", "feedback.note", "feedback.send",
    "feedback.thanks", "cancel", "close", "history.title", "history.note", "history.empty",
    "history.clear", "history.forget", "library.sure", "ask.editing", "ask.conversation",
    "ask.label", "ask.send", "ask.stop",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """Quiet colours; fonts that are shipped or the system's, since a web font asks a host."""
    base = gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="md",
        font=(gr.themes.Font("Isnad Sans"), gr.themes.Font("sans-serif")),
        font_mono=(gr.themes.Font("monospace"),),
    )
    # The theme's own greys for labels and placeholders are too faint to read.
    return base.set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        body_background_fill="*neutral_50",
        input_background_fill="white",
        input_background_fill_dark="*neutral_900",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
    )


def page_options() -> dict[str, Any]:
    """What `Blocks.launch` needs for the look of the page and for its own files."""
    styles = sorted((STATIC / "css").glob("*.css"))
    return {
        "theme": theme(),
        "css_paths": styles,
        "head": (STATIC / "head.html").read_text("utf8"),
        "favicon_path": str(STATIC / "favicon.svg"),
        "footer_links": [],
        # Scripts and fonts come from a folder of this program, under an address of the page's own.
        "app_kwargs": {"routes": [Mount("/isnad", StaticFiles(directory=STATIC), name="isnad")]},
    }


def banner(language: str) -> str:
    """The name, what it is for, and the choice of language and colours."""
    options = "".join(
        f'<option value="{code}" lang="{code}"{" selected" * (code == language)}>{name}</option>'
        for code, name in INTERFACES.items()
    )
    choose = escape(label("language", language))
    inside = (
        f"<h1>{escape(label('name', language))}</h1>"
        f'<p class="tagline">{escape(label("tagline", language))}</p>'
        '<div class="tools">'
        f'<button type="button" class="quiet history">'
        f"{escape(label('history.open', language))}</button>"
        f'<button type="button" class="quiet theme" aria-label="{escape(label("theme", language))}"'
        f' title="{escape(label("theme", language))}">{icon("theme")}</button>'
        f'<select id="language" aria-label="{choose}" title="{choose}">{options}</select></div>'
    )
    return block("header", "isnad banner", language, inside)


def words(language: str, *, greeted: bool = False) -> str:
    """What the page's scripts say, for them to read.

    `greeted` says that this is the language which the browser prefers, no longer a first guess.
    """
    said = {key: label(key, language) for key in _SPOKEN}
    return embedded({"language": language, "greeted": greeted, **said}, "words-of-page")


def empty_key(changeable: bool) -> str:
    """What is said of a library without documents: what to do, where something can be done."""
    return "ask.empty" if changeable else "library.none"


def welcome(examples: Sequence[Example], language: str, *, empty: str = "") -> str:
    """The chat before the first question: examples in the reader's language.

    With an empty library it says what `empty` is the key of.
    """
    if not examples:
        words = escape(label(empty or "tagline", language))
        return block("div", "isnad welcome empty", language, words)
    codes = dict.fromkeys(example.language for example in examples)
    # Who has none in their own language is offered all that there are.
    shown = [language] if language in codes else list(codes)
    title = f"<h2>{escape(label('ask.examples', language))}</h2>"
    columns = "".join(_column([e for e in examples if e.language == code]) for code in shown)
    return block("div", "isnad welcome", language, f'{title}<div class="columns">{columns}</div>')


def _column(examples: Sequence[Example]) -> str:
    buttons = "".join(
        f'<button type="button" class="example">{escape(example.question)}</button>'
        for example in examples
    )
    return block("div", "examples", examples[0].language, buttons)
