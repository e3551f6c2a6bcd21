"""What happens in the chat. Everything of a session comes and goes as values."""

import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import IsnadError, UsageError
from corpus.records import Span
from qa.engine import folders
from qa.words.language import detect
from qa.writing.compose import is_exact
from ui import keep
from ui.examples import Example, read_examples
from ui.limits.gate import BusyError
from ui.page.conversation import Conversation, message
from ui.page.shell import empty_key
from ui.page.suggest import follow_ups, suggestions_html
from ui.render.answer_html import growing_html, problem_html, question_html, thinking_html
from ui.render.cite_html import place_data
from ui.render.labels import label
from ui.render.markup import embedded

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings

Step = tuple[Any, Any, Conversation, Any, Any]
"""What the question box, the chat, the session's state, the carrier of documents and the
suggestions become."""


class AskHandlers:
    """Questions and what is done with their answers; bound to the engine, which all share."""

    def __init__(self, engine: "Engine", settings: "Settings", *, changeable: bool = True) -> None:
        """Keep what all sessions use; `changeable` is whether documents can be added."""
        self._engine, self._settings = engine, settings
        self._empty = empty_key(changeable)

    def examples(self) -> list[Example]:
        """Example questions of all documents in the library."""
        return read_examples(folders(self._settings))

    def ask(
        self, question: str, conversation: Conversation, documents: list[str] | None
    ) -> Iterator[Step]:
        """Show the question at once with a sign of work, then the answer claim by claim."""
        if not question.strip():
            yield _box(), gr.skip(), conversation, gr.skip(), gr.skip()
            return
        if conversation.editing is not None:
            conversation = conversation.until(conversation.editing)
        limit = self._settings.question_limit
        too_long = len(question) > limit
        shown = question[:limit] + " …" if too_long else question
        chat = [*conversation.messages(), message("user", question_html(shown.strip()))]
        waiting = message("assistant", thinking_html(detect(question)))
        conversation = replace(conversation, pending=question)
        yield _box("", conversation, busy=True), [*chat, waiting], conversation, gr.skip(), ""
        try:
            if not self._engine.documents:
                raise UsageError(label(self._empty, conversation.language))
            conversation = conversation.ask(self._engine, question, limit, documents)
        except BusyError:
            problem = label("busy", conversation.language)
        except IsnadError as error:
            problem = str(error)
        except Exception:
            logging.getLogger(__name__).exception("a question could not be answered")
            problem = label("problem", conversation.language)
        else:
            answer, position = conversation.answers[-1], len(conversation.answers) - 1
            for part in growing_html(answer, position):
                grown = [*chat, message("assistant", part)]
                yield gr.skip(), grown, gr.skip(), gr.skip(), gr.skip()
            conversation, pages = conversation.bring(self._engine, conversation.cited())
            chat = conversation.messages()
            yield _box(None, conversation), chat, conversation, pages or gr.skip(), ""
            return
        conversation = replace(conversation, pending="")
        chat.append(message("assistant", problem_html(problem)))
        # What is too long to ask stays in the box, to be shortened there.
        kept = question if too_long else None
        yield _box(kept, conversation), chat, conversation, gr.skip(), ""

    def follow(self, conversation: Conversation) -> str:
        """Questions to ask next, looked for when the answer is on the page already."""
        following = follow_ups(self._engine, conversation.answers, self.examples())
        return suggestions_html(following, conversation.language)

    def ask_example(
        self, conversation: Conversation, documents: list[str] | None, event: gr.EventData
    ) -> Iterator[Step]:
        """Ask a question that was clicked: an example, a suggestion, one from the history."""
        yield from self.ask(str(event._data.get("question", "")), conversation, documents)

    def retry(
        self, conversation: Conversation, documents: list[str] | None, event: gr.EventData
    ) -> Iterator[Step]:
        """Ask the question of an answer again; what came after it goes."""
        position = _position(event)
        question = conversation.answer_at(position).question
        yield from self.ask(question, conversation.until(position), documents)

    def undo(self, conversation: Conversation, event: gr.EventData) -> Step:
        """Take a question and its answer away; the question goes back into the box."""
        position = _position(event)
        question = conversation.answer_at(position).question
        conversation = conversation.until(position)
        return _box(question, conversation), conversation.messages(), conversation, gr.skip(), ""

    def edit(self, conversation: Conversation, event: gr.EventData) -> Step:
        """Put a question back into the box; asking it then replaces the old one."""
        if event._data.get("cancel"):
            question, position = "", None
        else:
            position = _position(event)
            question = conversation.answer_at(position).question
        # A question that was being answered is not any more: see `web.wire`.
        chat = conversation.messages() if conversation.pending else gr.skip()
        conversation = replace(conversation, editing=position, pending="")
        return _box(question, conversation), chat, conversation, gr.skip(), gr.skip()

    def stop(self, conversation: Conversation) -> Step:
        """What the page shows when a question was stopped: it stays in the box."""
        question = conversation.pending
        conversation = replace(conversation, pending="")
        chat = conversation.messages()
        if question:
            words = problem_html(label("ask.stopped", conversation.language))
            chat += [message("user", question_html(question)), message("assistant", words)]
        return _box(question, conversation), chat, conversation, gr.skip(), ""

    def clear(self, conversation: Conversation) -> Step:
        """A new conversation."""
        return _box("", conversation), [], conversation.cleared(), gr.skip(), ""

    def bring(self, conversation: Conversation, event: gr.EventData) -> tuple[str, Conversation]:
        """A document that the browser asks for, and a place in it when an address names one."""
        name = str(event._data.get("document", ""))
        again = replace(conversation, sent=conversation.sent - {(name, conversation.language)})
        conversation, pages = again.bring(self._engine, (name,), _offset(event))
        if not pages:
            return embedded({"gone": name}, "message"), conversation
        place = place_data(self._engine.documents[name], event._data, conversation.language)
        return pages + (embedded({"cite": place}, "message") if place else ""), conversation

    def verify(self, event: gr.EventData) -> str:
        """Whether a quote stands in its document, for browsers that can't hash by themselves."""
        data = event._data
        document = self._engine.documents.get(str(data.get("document", "")))
        try:
            span = Span(int(data["start"]), int(data["end"]))
        except (KeyError, TypeError, ValueError):
            document = None
        exact = document is not None and is_exact(document, span, str(data.get("quote", "")))
        return embedded({"verified": str(data.get("key", "")), "exact": exact}, "message")

    def export(self, conversation: Conversation, event: gr.EventData) -> str:
        """The conversation as a file, for the browser to save."""
        turns = [(answer.question, answer) for answer in conversation.answers]
        name, kind, data = keep.export(turns, str(event._data.get("format", "")))
        href = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        return f'<a class="download" download="{escape(name)}" href="{href}" tabindex="-1"></a>'

    def judge(self, conversation: Conversation, event: gr.EventData) -> None:
        """Keep what a reader thinks of an answer."""
        answer = conversation.answer_at(_position(event))
        good = event._data.get("vote") == 1
        reason = str(event._data.get("reason", ""))
        keep.judge(self._settings.data_dir, answer, good=good, reason=reason)


def _offset(event: gr.EventData) -> int:
    """The place in a document that the browser wants to show."""
    try:
        return max(0, int(event._data["start"]))
    except (KeyError, TypeError, ValueError):
        return 0


def _position(event: gr.EventData) -> int:
    try:
        return int(event._data["answer"])
    except (KeyError, TypeError, ValueError):
        return -1


def _box(
    value: str | None = None, conversation: Conversation | None = None, *, busy: bool = False
) -> Any:  # noqa: ANN401  (an update: Gradio gives it no type)
    """The question box, with a button that asks, or stops while an answer is made.

    Without a value it keeps what stands in it: the next question may be half written.
    """
    if conversation is None:
        return gr.skip()
    send, stop = (label(f"ask.{name}", conversation.language) for name in ("send", "stop"))
    buttons = (
        {"submit_btn": False, "stop_btn": stop} if busy else {"submit_btn": send, "stop_btn": False}
    )
    return gr.update(**buttons) if value is None else gr.update(value=value, **buttons)
