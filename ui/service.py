"""What programs may ask for, with the limits on it: the API and the MCP tools are two doors to it.

Every function checks its request before it stands in line, and returns the JSON-ready values that
`isnad ... --json` writes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError
from index.store import Mode
from qa.checking.check import check_text
from qa.records import Turn
from ui.limits.gate import Gate
from ui.requests import check_documents, check_language, check_question
from ui.serialize import claim_dict, document_dict, hit_dict

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings

REMEMBERED = 6
"""The turns of a history that are read, the newest; the chat remembers as many."""


class Service:
    """Ask, search, check and list, for programs.

    Usage: `await Service(engine, settings, gate).ask("Where will the fifth meeting be held?")`.
    """

    def __init__(self, engine: "Engine", settings: "Settings", gate: Gate) -> None:
        """Work with `engine` directly, in turns that `gate` gives."""
        self.engine, self.settings, self._gate = engine, settings, gate
        # A long text takes as long as hundreds of questions: checks have a line of their own, so
        # that no question waits behind one. The page's checks stand in the same line.
        self.checks = Gate(1, settings.answers_waiting, settings.answer_patience)

    def close(self) -> None:
        """Let no more checks begin."""
        self.checks.close()

    async def ask(
        self,
        question: str,
        language: str | None = None,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """The answer's published JSON.

        Raises:
            UsageError: the request can't be carried out as it is.
            BusyError: too many are in line.
        """
        text = check_question(question, self.settings.question_limit)
        check_language(language)
        turns = [
            Turn(check_question(turn.question, self.settings.question_limit), turn.answer)
            for turn in history[-REMEMBERED:]
        ]
        wanted = check_documents(documents, self.engine.documents)
        answer = await self._gate.run_async(
            lambda: self.engine.answer(text, language=language, documents=wanted, history=turns)
        )
        return answer.to_dict()

    async def search(
        self,
        query: str,
        k: int = 10,
        documents: Sequence[str] | None = None,
        mode: Mode = "fused",
    ) -> dict[str, Any]:
        """`{"query", "mode", "hits"}`, best first.

        Raises:
            UsageError: the request can't be carried out as it is.
            BusyError: too many are in line.
        """
        text = check_question(query, self.settings.question_limit)
        wanted = check_documents(documents, self.engine.documents)
        hits = await self._gate.run_async(
            lambda: self.engine.search(text, k, documents=wanted, mode=mode)
        )
        return {"query": text, "mode": mode, "hits": [hit_dict(self.engine, hit) for hit in hits]}

    async def check(self, text: str) -> dict[str, Any]:
        """`{"claims"}`: a verdict on every sentence of a text.

        Raises:
            UsageError: the text is empty or too long.
            BusyError: too many are in line.
        """
        if not text.strip():
            raise UsageError("the text is empty: send the sentences to check")
        if len(text) > (limit := self.settings.check_limit):
            raise UsageError(
                f"the text has {len(text)} characters: send {limit} at once or set check_limit"
            )
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise UsageError("the text is not Unicode: it holds half of a surrogate pair")
        claims = await self.checks.run_async(lambda: check_text(self.engine, text))
        return {"claims": [claim_dict(claim) for claim in claims]}

    async def documents(self) -> dict[str, Any]:
        """`{"documents"}`: the library."""
        return {"documents": [document_dict(d) for d in self.engine.documents.values()]}
