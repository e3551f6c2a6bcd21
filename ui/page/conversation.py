"""One user's conversation: what was asked and answered, in order. Kept per browser session."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError
from qa.records import Answer, Turn
from ui.render.answer_html import answer_html, question_html
from ui.render.document_html import document_html
from ui.requests import check_question

if TYPE_CHECKING:
    from qa.engine import Engine

_REMEMBERED = 6
"""Earlier turns handed to the engine."""
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answers so far; a new one makes a new conversation, so sessions share nothing.

    `language` is that of the page, `pending` a question that is being answered, `editing` the
    position of one that is being asked anew, and `sent` the documents (with the language of their
    labels) which the browser has already.
    """

    answers: tuple[Answer, ...] = ()
    language: str = "en"
    pending: str = ""
    editing: int | None = None
    sent: frozenset[tuple[str, str]] = frozenset()

    def ask(
        self, engine: "Engine", question: str, limit: int, documents: list[str] | None = None
    ) -> "Conversation":
        """The conversation with the answer to one more question.

        Raises:
            IsnadError: the question is empty or too long, or can't be answered.
        """
        text = check_question(question, limit)
        turns = tuple(Turn(a.question, a.answer) for a in self.answers[-_REMEMBERED:])
        answer = engine.answer(text, documents=documents or None, history=turns)
        return replace(self, answers=(*self.answers, answer), pending="", editing=None)

    def until(self, position: int) -> "Conversation":
        """The conversation before the question at `position`, which can then be asked anew."""
        return replace(self, answers=self.answers[: max(0, position)], pending="", editing=None)

    def cleared(self) -> "Conversation":
        """A new conversation on the same page."""
        return self.until(0)

    def answer_at(self, position: int) -> Answer:
        """The answer at `position`.

        Raises:
            UsageError: there is none, as after the conversation was cleared.
        """
        if not 0 <= position < len(self.answers):
            raise UsageError("that answer is no longer in the conversation: ask again")
        return self.answers[position]

    def messages(self) -> list[Message]:
        """All questions and answers, as the chat shows them."""
        return list(self._messages())

    def _messages(self) -> Iterator[Message]:
        for position, answer in enumerate(self.answers):
            yield message("user", question_html(answer.question))
            yield message("assistant", answer_html(answer, position, self.language))

    def cited(self) -> tuple[str, ...]:
        """Ids of the documents that the last answer cites, or comes near to."""
        if not self.answers:
            return ()
        last = self.answers[-1]
        return tuple(dict.fromkeys(c.document_id for c in last.all_citations))

    def bring(
        self, engine: "Engine", wanted: tuple[str, ...], near: int = 0
    ) -> "tuple[Conversation, str]":
        """The documents among `wanted` that the browser lacks, as pages; "" when it has all.

        Of a document that is too long to be sent whole, what is around `near`.
        """
        lacking = [
            identifier
            for identifier in wanted
            if identifier in engine.documents and (identifier, self.language) not in self.sent
        ]
        pages = [document_html(engine.documents[name], self.language, near) for name in lacking]
        sent = self.sent | {(name, self.language) for name in lacking}
        return replace(self, sent=sent), "".join(pages)


def message(role: str, html: str) -> Message:
    """A message of the chat."""
    return {"role": role, "content": html}
