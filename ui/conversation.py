"""One user's conversation: what was asked and answered, in order. Kept per browser session."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from qa.records import Answer, Turn
from ui.requests import check_question
from ui.source_html import HINT, source_html

if TYPE_CHECKING:
    from qa.engine import Engine

_REMEMBERED = 6
"""Earlier turns handed to the engine."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The answers so far; a new one makes a new conversation, so sessions share nothing."""

    answers: tuple[Answer, ...] = ()

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
        return Conversation((*self.answers, answer))

    def source(self, engine: "Engine", position: int, number: int) -> str:
        """The pane for citation `number` of the answer at `position`.

        Raises:
            UsageError: there is no such citation, as after the conversation was cleared.
        """
        if not 0 <= position < len(self.answers):
            raise UsageError("that answer is no longer in the conversation: ask again")
        answer = self.answers[position]
        citation = next((c for c in answer.all_citations if c.number == number), None)
        if citation is None:
            raise UsageError(f"the answer has no citation {number}")
        try:
            passage = engine.passage_of(citation)
        except KeyError:  # headings are cited, and belong to no passage
            passage = None
        document = engine.documents[citation.document_id]
        return source_html(citation, document, passage, answer.language, position)

    def first_source(self, engine: "Engine") -> str:
        """The pane after an answer: its first citation, or the hint when it cites nothing."""
        last = len(self.answers) - 1
        if last < 0 or not self.answers[last].citations:
            return HINT
        return self.source(engine, last, self.answers[last].citations[0].number)
