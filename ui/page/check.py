"""What happens when a pasted text is checked."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.errors import IsnadError
from qa.check import CheckedClaim, check_text
from ui.page.conversation import Conversation
from ui.render.answer_html import problem_html
from ui.render.check_html import check_html, working_html
from ui.render.labels import label

if TYPE_CHECKING:
    from qa.engine import Engine

LONGEST = 20_000
"""Characters: some two hundred sentences, each of which is searched for."""


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

    def __init__(self, engine: "Engine") -> None:
        """Keep the engine."""
        self._engine = engine

    def check(self, text: str, conversation: Conversation) -> Iterator[tuple[str, Checked]]:
        """Check every sentence, in the language of the page.

        The conversation is only read: it may go on while a long text is checked.
        """
        language = conversation.language
        problem = _problem(text, language)
        if problem:
            yield problem_html(problem), Checked()
            return
        yield working_html(language), Checked()
        try:
            claims = tuple(check_text(self._engine, text))
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


def _problem(text: str, language: str) -> str:
    if not text.strip():
        return label("check.empty", language)
    if len(text) > LONGEST:
        return label("check.long", language, size=len(text), limit=LONGEST)
    return ""
