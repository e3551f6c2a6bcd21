"""The chat: questions and answers on one side, the cited source beside them.

Gradio carries messages and events; all text of the page is made by `answer_html` and
`source_html`. Answers live in the session's state, never in a global, so users share nothing.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported

import gradio as gr

from corpus.errors import IsnadError
from qa.language import detect
from ui.answer_html import answer_html, block, problem_html, question_html, thinking_html
from ui.conversation import Conversation
from ui.examples import Example, read_examples
from ui.source_html import HINT

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings

STATIC = Path(__file__).parent / "static"
TITLE = "Isnad"
_TAGLINE = {
    "en": "Ask the documents in your language. Every statement shows its exact source.",
    "ar": "اسأل الوثائق بلغتك. لكل قول مصدره بالضبط.",
}
_INTERNAL = "Something went wrong inside the program; its log says what. Ask again, or differently."

Message = dict[str, Any]
Step = tuple[str, list[Message], Conversation, Any]
"""What the question box, the chat, the session's state and the source pane become."""


def theme() -> gr.themes.Base:
    """Quiet colours; fonts of the system only, since a web font would be a request to a host."""
    font = (gr.themes.Font("Noto Sans"), gr.themes.Font("Noto Sans Arabic"))
    base = gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="md",
        font=(*font, gr.themes.Font("sans-serif")),
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
    )


def page_options() -> dict[str, Any]:
    """What `Blocks.launch` needs for the look of the page."""
    return {"theme": theme(), "css_paths": [STATIC / "style.css"], "footer_links": []}


def build_app(engine: "Engine", settings: "Settings") -> gr.Blocks:
    """The page. It holds no state of its own; `engine` is shared by all sessions."""
    from qa.engine import folders

    script = (STATIC / "app.js").read_text("utf8")
    welcome = _welcome(read_examples(folders(settings)))
    names = [(document.title, key) for key, document in engine.documents.items()]
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True) as app:
        state = gr.State(Conversation())
        gr.HTML(_banner(), elem_id="banner")
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                chat = gr.Chatbot(
                    placeholder=welcome,
                    show_label=False,
                    sanitize_html=False,  # all of it is made and escaped in answer_html
                    latex_delimiters=[],
                    buttons=[],
                    layout="panel",
                    feedback_options=None,
                    autoscroll=False,  # app.js shows the question and the start of its answer
                    elem_id="chat",
                )
                scope = gr.Dropdown(
                    names,
                    multiselect=True,
                    label="Only in these documents",
                    visible=len(names) > 1,
                    elem_id="scope",
                )
                box = gr.Textbox(
                    placeholder="Ask a question · اطرح سؤالاً",
                    label="Question",
                    show_label=False,
                    lines=1,
                    max_lines=6,
                    submit_btn=True,
                    autofocus=True,
                    elem_id="question",
                )
                clear = gr.Button("New conversation", size="sm", variant="secondary", elem_id="new")
            with gr.Column(scale=2, min_width=300, elem_id="side"):
                pane = gr.HTML(HINT, js_on_load=script, elem_id="source")
        handlers = _Handlers(engine, settings.question_limit)
        quick = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        slow = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "once"}
        outputs = [chat, state, pane]
        session = [chat, state, scope]
        box.submit(handlers.ask, [box, *session], [box, *outputs], **slow)
        pane.select(handlers.ask_example, session, [box, *outputs], **slow)
        pane.click(handlers.show, [state], [pane], **quick)
        clear.click(lambda: ([], Conversation(), HINT), None, outputs, **quick)
        chat.clear(lambda: ([], Conversation(), HINT), None, outputs, **quick)
    app.queue(default_concurrency_limit=4)
    return app


class _Handlers:
    """What the page does. Bound to the engine; everything of a session comes and goes as values."""

    def __init__(self, engine: "Engine", limit: int) -> None:
        self._engine, self._limit = engine, limit

    def ask(
        self,
        question: str,
        chat: list[Message],
        conversation: Conversation,
        documents: list[str] | None,
    ) -> Iterator[Step]:
        """Show the question at once with a sign that it is worked on, then the answer."""
        if not question.strip():
            yield "", chat, conversation, gr.skip()
            return
        too_long = len(question) > self._limit
        shown = question[: self._limit] + " …" if too_long else question
        # What is too long to ask stays in the box, to be shortened there.
        box = question if too_long else ""
        chat = [*chat, _message("user", question_html(shown.strip()))]
        waiting = _message("assistant", thinking_html(detect(question)))
        yield box, [*chat, waiting], conversation, gr.skip()
        html, conversation, pane = self._answer(question, conversation, documents)
        yield box, [*chat, _message("assistant", html)], conversation, pane

    def ask_example(
        self,
        chat: list[Message],
        conversation: Conversation,
        documents: list[str] | None,
        event: gr.EventData,
    ) -> Iterator[Step]:
        """Do the same for an example question that was clicked."""
        question = str(event._data.get("question", ""))
        yield from self.ask(question, chat, conversation, documents)

    def _answer(
        self, question: str, conversation: Conversation, documents: list[str] | None
    ) -> tuple[str, Conversation, Any]:
        """The answer, or what is wrong; the conversation after it, and its source."""
        try:
            longer = conversation.ask(self._engine, question, self._limit, documents)
            html = answer_html(longer.answers[-1], len(longer.answers) - 1)
            return html, longer, longer.first_source(self._engine)
        except IsnadError as error:
            return problem_html(str(error)), conversation, gr.skip()
        except Exception:
            logging.getLogger(__name__).exception("a question could not be answered")
            return problem_html(_INTERNAL), conversation, gr.skip()

    def show(self, conversation: Conversation, event: gr.EventData) -> str:
        """The source that a number in an answer stands for."""
        try:
            position, number = int(event._data["answer"]), int(event._data["n"])
            return conversation.source(self._engine, position, number)
        except IsnadError as error:
            return problem_html(str(error))
        except (KeyError, TypeError, ValueError):
            return HINT  # not a click on a number


def _message(role: str, html: str) -> Message:
    return {"role": role, "content": html}


def _banner() -> str:
    lines = "".join(block("p", "tagline", code, escape(text)) for code, text in _TAGLINE.items())
    return f'<header class="isnad banner"><h1>{TITLE}</h1><div>{lines}</div></header>'


def _welcome(examples: Sequence[Example]) -> str:
    """The empty chat: example questions, a column for each language that has some."""
    return f'<div class="isnad welcome">{"".join(_columns(examples))}</div>'


def _columns(examples: Sequence[Example]) -> Iterator[str]:
    for language in dict.fromkeys(example.language for example in examples):
        buttons = "".join(
            f'<button type="button" class="example">{escape(example.question)}</button>'
            for example in examples
            if example.language == language
        )
        yield block("div", "examples", language, buttons)
