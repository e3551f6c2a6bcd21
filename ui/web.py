"""The page: ask, check a text, look after the documents, with the cited source beside them.

Gradio carries messages and events; what is shown is made in `ui.page`, and what happens without
the server in `ui/static/js`. Answers live in the session's state, never in a global, so users
share nothing.
"""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported

import gradio as gr

from ingest.library import SUFFIXES
from ui.direction import direction
from ui.page.ask import AskHandlers
from ui.page.check import Checked, CheckHandlers
from ui.page.conversation import Conversation
from ui.page.library import LibraryHandlers
from ui.page.shell import COOKIE, TITLE, banner, empty_key, page_options, welcome, words
from ui.render.labels import choose, label
from ui.render.source_html import pane_html

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings
    from ui.limits.gate import Gate

__all__ = ["build_app", "page_options"]

_BRIDGE = """
window.isnadSend = (name, data) => trigger(name, data);
window.dispatchEvent(new Event("isnad-bridge"));
"""
_FIRST = "en"
"""The language of the page until the browser has said which one it prefers."""
_QUICK = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
_SLOW = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "once"}


def build_app(
    engine: "Engine", settings: "Settings", checks: "Gate", *, changeable: bool
) -> gr.Blocks:
    """The page. It holds no state of its own; `engine` is shared by all sessions.

    Args:
        engine: answers, in turns with everybody else.
        settings: limits, and where documents and judgements are kept.
        checks: the line that texts to check stand in.
        changeable: whether documents can be added and removed.
    """
    page = _Page(engine, settings, checks, changeable)
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True) as app:
        page.lay_out()
        page.wire(app)
    app.queue(default_concurrency_limit=4)
    return app


class _Page:
    """The parts of the page, and what each event does to them."""

    def __init__(
        self, engine: "Engine", settings: "Settings", checks: "Gate", changeable: bool
    ) -> None:
        self._engine, self._changeable = engine, changeable
        self._ask = AskHandlers(engine, settings, changeable=changeable)
        self._check = CheckHandlers(engine, checks, settings.check_limit)
        self._library = LibraryHandlers(engine, settings, changeable=changeable)

    def lay_out(self) -> None:
        """Make every part, in the language that is shown first."""
        self.state, self.checked = gr.State(Conversation()), gr.State(Checked())
        self.banner = gr.HTML(banner(_FIRST), elem_id="banner")
        with gr.Row(elem_id="columns", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                with gr.Tabs(elem_id="tabs"):
                    with gr.Tab(label("tab.ask", _FIRST), id="ask") as self.ask_tab:
                        self._lay_out_ask()
                    with gr.Tab(label("tab.check", _FIRST), id="check") as self.check_tab:
                        self._lay_out_check()
                    with gr.Tab(label("tab.documents", _FIRST), id="docs") as self.docs_tab:
                        self._lay_out_library()
            with gr.Column(scale=2, min_width=300, elem_id="side"):
                self.pane = gr.HTML(pane_html(_FIRST), elem_id="source")
        # What the scripts read, and how they reach the handlers.
        self.words = gr.HTML(words(_FIRST), elem_id="words")
        self.carrier = gr.HTML("", elem_id="carrier")
        self.outbox = gr.HTML("", elem_id="outbox")
        self.bridge = gr.HTML("", js_on_load=_BRIDGE, elem_id="bridge")

    def _lay_out_ask(self) -> None:
        self.chat = gr.Chatbot(
            placeholder=self._welcome(_FIRST),
            show_label=False,
            sanitize_html=False,  # all of it is made and escaped in ui.page
            latex_delimiters=[],
            buttons=[],
            layout="panel",
            feedback_options=None,
            autoscroll=False,  # the scripts show the question and the start of its answer
            elem_id="chat",
        )
        self.follow = gr.HTML("", elem_id="follow")
        choices = self._library.choices(_FIRST)
        self.scope = gr.Dropdown(
            choices, multiselect=True, label=label("ask.scope", _FIRST),
            visible=len(choices) > 1, elem_id="scope",
        )  # fmt: skip
        self.box = gr.Textbox(
            placeholder=label("ask.placeholder", _FIRST), label=label("ask.label", _FIRST),
            show_label=False, lines=1, max_lines=6, submit_btn=label("ask.send", _FIRST),
            autofocus=True, elem_id="question",
        )  # fmt: skip
        self.new = gr.Button(label("ask.new", _FIRST), size="sm", elem_id="new")

    def _lay_out_check(self) -> None:
        self.text = gr.Textbox(
            label=label("check.label", _FIRST), placeholder=label("check.placeholder", _FIRST),
            lines=6, max_lines=16, elem_id="text",
        )  # fmt: skip
        self.run = gr.Button(label("check.run", _FIRST), variant="primary", elem_id="run")
        self.findings = gr.HTML("", elem_id="findings")

    def _lay_out_library(self) -> None:
        self.documents = gr.HTML(self._library.shown(_FIRST), elem_id="documents")
        self.add = gr.UploadButton(
            label("library.add", _FIRST), file_count="multiple", file_types=list(SUFFIXES),
            variant="primary", size="md", visible=self._changeable, elem_id="add",
        )  # fmt: skip
        self.progress = gr.HTML("", elem_id="progress")
        self.details = gr.HTML("", elem_id="details")

    def wire(self, app: gr.Blocks) -> None:
        """Say what each event does."""
        ask, library = self._ask, self._library
        steps = [self.box, self.chat, self.state, self.carrier, self.follow]
        session = [self.state, self.scope]
        running = [
            self.box.submit(ask.ask, [self.box, *session], steps, **_SLOW),
            self.bridge.select(ask.ask_example, session, steps, **_SLOW),
            self.bridge.retry(ask.retry, session, steps, **_SLOW),
        ]
        for event in running:
            # Apart from the answer, which must not wait for them.
            event.then(ask.follow, [self.state], [self.follow], **_QUICK)
        for position, asks in enumerate((self.box.submit, self.bridge.select, self.bridge.retry)):
            others = [*running[:position], *running[position + 1 :]]
            asks(None, cancels=others, **_QUICK)  # of two at once, the answer to one is lost
        self.box.stop(ask.stop, [self.state], steps, cancels=running, **_QUICK)
        # What changes the conversation ends an answer in the making, which would undo the change.
        self.bridge.undo(ask.undo, [self.state], steps, cancels=running, **_QUICK)
        self.bridge.edit(ask.edit, [self.state], steps, cancels=running, **_QUICK)
        self.new.click(ask.clear, [self.state], steps, cancels=running, **_QUICK)
        self.bridge.input(ask.bring, [self.state], [self.carrier, self.state], **_QUICK)
        self.bridge.focus(ask.verify, None, [self.carrier], **_QUICK)
        self.bridge.download(ask.export, [self.state], [self.outbox], **_QUICK)
        self.bridge.like(ask.judge, [self.state], None, **_QUICK)
        self.run.click(
            self._check.check, [self.text, self.state],
            [self.findings, self.checked], **_SLOW,
        )  # fmt: skip
        changes = [self.documents, self.progress, self.scope]
        self.add.upload(library.add, [self.add, self.state], changes, **_SLOW)
        self.bridge.delete(library.remove, [self.state], changes, **_SLOW)
        self.bridge.expand(library.details, [self.state], [self.details], **_QUICK)
        spoken = [self.state, *self._spoken()]
        both = [self.state, self.checked]
        app.load(self._greet, both, spoken, **_QUICK)
        self.bridge.change(self._speak, both, spoken, **_QUICK)

    def _welcome(self, language: str) -> str:
        empty = "" if self._engine.documents else empty_key(self._changeable)
        return welcome(self._ask.examples(), language, empty=empty)

    def _spoken(self) -> list[Any]:
        """The parts that hold words of the page, in the order in which `_say` gives them."""
        return [
            self.banner, self.words, self.pane, self.ask_tab, self.check_tab, self.docs_tab,
            self.chat, self.scope, self.box, self.new, self.follow, self.text, self.run,
            self.findings, self.documents, self.add, self.progress, self.details,
        ]  # fmt: skip

    def _greet(
        self, conversation: Conversation, checked: Checked, request: gr.Request
    ) -> list[Any]:
        """The page in the language that was chosen before, or that the browser prefers."""
        accepted = str(request.headers.get("accept-language", ""))
        language = choose(str(request.cookies.get(COOKIE, "")), accepted)
        return self._say(conversation, checked, language)

    def _speak(
        self, conversation: Conversation, checked: Checked, event: gr.EventData
    ) -> list[Any]:
        """The page in the language that was just chosen."""
        language = choose(str(event._data.get("language", "")), "")
        return self._say(conversation, checked, language)

    def _say(self, conversation: Conversation, checked: Checked, language: str) -> list[Any]:
        def said(key: str) -> str:
            return label(key, language)

        conversation = replace(conversation, language=language)
        choices = self._library.choices(language)
        rtl = direction(language) == "rtl"
        start = self._welcome(language)
        return [
            conversation, banner(language), words(language, greeted=True), pane_html(language),
            gr.update(label=said("tab.ask")), gr.update(label=said("tab.check")),
            gr.update(label=said("tab.documents")),
            gr.update(value=conversation.messages(), placeholder=start, rtl=rtl),
            gr.update(label=said("ask.scope"), choices=choices, visible=len(choices) > 1),
            gr.update(
                label=said("ask.label"), placeholder=said("ask.placeholder"),
                submit_btn=said("ask.send"), rtl=rtl,
            ),
            said("ask.new"), "",
            gr.update(
                label=said("check.label"), placeholder=said("check.placeholder"), rtl=rtl,
            ),
            said("check.run"), checked.html(language), self._library.shown(language),
            gr.update(label=said("library.add")), "", "",
        ]  # fmt: skip
