"""A library without documents says so, instead of searching nothing."""

import pytest

from corpus.errors import UsageError
from qa.engine import Engine
from ui.page.ask import AskHandlers
from ui.page.conversation import Conversation


@pytest.fixture
def nothing(engine):
    return Engine({}, engine.index)


def test_the_page_says_what_to_do(nothing, settings):
    handlers = AskHandlers(nothing, settings)
    *_, last = handlers.ask("ما العمليات؟", Conversation(language="ar"), None)
    chat = last[1]
    assert "المكتبة فارغة" in chat[-1]["content"]
    assert "problem" in chat[-1]["content"]


def test_programs_are_told_as_well(nothing):
    with pytest.raises(UsageError, match="library is empty"):
        nothing.answer("Which RCPs address labour migration?")
