"""The load test itself: it must see errors and mix-ups, and keep within its bounds."""

import pytest

import eval.load as load_module
from eval.load import Asked, measure, summary
from eval.load_people import Visitor
from eval.load_questions import conversation
from qa.engine import Engine
from qa.records import Turn
from ui.page.conversation import Conversation
from ui.server import start


@pytest.fixture(scope="module")
def url(engine, settings):
    running, url = start(engine, settings.model_copy(update={"port": 0}))
    yield url
    running.close()


def test_people_at_once_get_their_own_answers(url, engine):
    load = measure(url, engine, people=8, questions=3)
    assert (load.answered, load.errors, load.mixed_up) == (24, 0, 0), load.first_error
    assert 0 < load.median <= load.p95 <= load.slowest <= load.wall


def test_visitors_of_the_page_at_once_are_shown_their_own_chats(url, engine):
    load = measure(url, engine, people=8, questions=3, through="page")
    assert (load.answered, load.errors, load.mixed_up) == (24, 0, 0), load.first_error
    assert load.through == "page"


def test_a_page_that_mixes_sessions_up_is_caught(url, engine, monkeypatch):
    kept = []

    def leaky(self, *arguments):
        """Goes on from whatever conversation was asked last."""
        conversation = kept[-1] if kept and self.answers else self
        kept.append(real(conversation, *arguments))
        return kept[-1]

    real = Conversation.ask
    alone = load_module._alone

    def alone_then_leak(*arguments):
        right = alone(*arguments)
        monkeypatch.setattr(Conversation, "ask", leaky)
        return right

    monkeypatch.setattr(load_module, "_alone", alone_then_leak)
    load = measure(url, engine, people=6, questions=2, through="page")
    assert load.errors == 0
    assert load.mixed_up > 0


def test_what_the_page_says_of_a_problem_is_no_answer(engine, settings):
    running, url = start(engine, settings.model_copy(update={"port": 0, "question_limit": 50}))
    visitor = Visitor(url)
    try:
        assert "44 countries" in visitor.ask("How many countries take part in the Bali Process?")
        with pytest.raises(ValueError, match="shorten it to 50"):
            visitor.ask("How many countries take part? " * 3)
    finally:
        visitor.close()
        running.close()


def test_a_server_that_mixes_conversations_up_is_caught(engine, settings):
    class Leaky(Engine):
        """Completes every follow-up from whatever conversation was asked last."""

        def __init__(self):
            vars(self).update(vars(engine))
            self.last = ()

        def answer(self, question, *, history=(), **options):
            if history:
                history = self.last
            else:
                self.last = (Turn(question),)
            return engine.answer(question, history=history, **options)

    running, url = start(Leaky(), settings.model_copy(update={"port": 0}))
    try:
        load = measure(url, engine, people=6, questions=2)
    finally:
        running.close()
    assert load.errors == 0
    assert load.mixed_up > 0


def test_refused_requests_are_errors(engine, settings):
    changes = {"port": 0, "requests_per_minute": 3}
    running, url = start(engine, settings.model_copy(update=changes))
    try:
        load = measure(url, engine, people=3, questions=2)
    finally:
        running.close()
    assert load.errors == 3
    assert "429" in load.first_error


def test_only_this_machine_is_loaded_and_only_so_much(url, engine):
    for address in ("http://198.51.100.7:7860", "http://127.0.0.1.evil.example", "https://x"):
        with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
            measure(address, engine, 1, 1)
    for people, questions in ((0, 1), (201, 1), (1, 51)):
        with pytest.raises(ValueError, match="at most"):
            measure(url, engine, people, questions)


def test_the_95th_percentile_is_a_time_that_was_measured():
    results = [[Asked(n / 100) for n in range(1, 101)]]
    load = summary(results, people=1, questions=101, wall=1.0)
    assert (load.p95, load.errors) == (0.95, 1)


def test_neighbours_talk_about_different_rows():
    openings = {conversation(person, 5)[0] for person in range(6)}
    assert len(openings) == 6
    assert conversation(0, 5)[3] == conversation(1, 1)[0]
