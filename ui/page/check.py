"""What happens when a pasted text is checked."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.errors import IsnadError
from qa.checking.check import CheckedClaim, check_text
from ui.limits.gate import BusyError, Gate
from ui.page.conversation import Conversation
from ui.render.answer_html import problem_html
from ui.render.check_html import check_html, working_html
from ui.render.labels import label

if TYPE_CHECKING:
    from qa.engine import Engine


@dataclass(frozen=True, slots=True)
class Checked:
    """A text and what was found, kept to be shown again in another language."""

    text: str = ""
    claims: tuple[CheckedClaim, ...] = ()

    def html(self, language: str) -> str:
        """What was found; "" when nothing was checked."""
        return check_html(self.text, self.claims, language) if self.text else ""


class CheckHandlers:
    """Bound to the engine, which all sessions share."""

    def __init__(self, engine: "Engine", line: Gate, limit: int) -> None:
        """Keep what all sessions use.

        Args:
            engine: holds the documents; a check doesn't take the turns of questions.
            line: that checks stand in, the programs' too.
            limit: the longest text, in characters.
        """
        self._engine, self._line, self._limit = engine, line, limit

    def check(self, text: str, conversation: Conversation) -> Iterator[tuple[str, Checked]]:
        """Check every sentence, in the language of the page.

        The conversation is only read: it may go on while a long text is checked.
        """
        language = conversation.language
        problem = _problem(text, self._limit, language)
        if problem:
            yield problem_html(problem), Checked()
            return
        yield working_html(language), Checked()
        try:
            engine = getattr(self._engine, "inner", self._engine)
            claims = tuple(self._line.run(lambda: check_text(engine, text)))
        except BusyError:
            yield problem_html(label("busy", language)), Checked()
            return
        except IsnadError as error:
            yield problem_html(str(error)), Checked()
            return
        except Exception:
            logging.getLogger(__name__).exception("a text could not be checked")
            yield problem_html(label("problem", language)), Checked()
            return
        # Each finding is told apart by its number, where an answer counts its citations.
        numbered = tuple(
            replace(c, evidence=replace(c.evidence, number=n)) if c.evidence else c
            for n, c in enumerate(claims, 1)
        )
        checked = Checked(text, numbered)
        yield checked.html(language), checked


def _problem(text: str, limit: int, language: str) -> str:
    if not text.strip():
        return label("check.empty", language)
    if len(text) > limit:
        return label("check.long", language, size=len(text), limit=limit)
    return ""
