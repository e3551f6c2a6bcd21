"""The parts of the limits that need no server."""

import asyncio
import threading
import time

import httpx
import pytest

from corpus.errors import UsageError
from eval.load_people import Visitor
from qa.engine import Engine
from ui.limits.access import Accounts, read_accounts
from ui.limits.gate import BusyError, Gate, GatedEngine
from ui.limits.hosts import KnownHosts
from ui.limits.rate import RateLimit
from ui.page.ask import AskHandlers
from ui.page.check import CheckHandlers
from ui.page.conversation import Conversation
from ui.page.suggest import follow_ups


def test_a_rate_fills_up_again_and_clients_do_not_share_it():
    now = [0.0]
    limit = RateLimit(60, clock=lambda: now[0])
    assert [limit.take("a") for _ in range(61)] == [0] * 60 + [1]
    assert limit.take("b") == 0
    now[0] = 2.0
    assert [limit.take("a") for _ in range(3)] == [0, 0, 1]


def test_a_rate_forgets_clients_before_memory_runs_out():
    limit = RateLimit(60)
    for number in range(10_050):
        limit.take(str(number))
    assert len(limit._buckets) == 10_000


def test_a_gate_lets_few_work_others_wait_and_the_rest_go():
    gate, go, most, now = Gate(2, 3, 30.0), threading.Event(), [0], [0]
    lock = threading.Lock()

    def work():
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        go.wait(10)
        with lock:
            now[0] -= 1
        return "done"

    results = []
    threads = [threading.Thread(target=lambda: results.append(gate.run(work))) for _ in range(5)]
    for thread in threads:
        thread.start()
    while now[0] < 2 or gate._taken < 5:
        time.sleep(0.005)
    with pytest.raises(BusyError, match="ask again in 2 seconds"):
        gate.run(work)
    go.set()
    for thread in threads:
        thread.join()
    assert results == ["done"] * 5
    assert most[0] == 2
    assert gate.run(lambda: 7) == 7
    gate.close()


def test_who_waits_too_long_is_let_go_and_leaves_no_place_taken():
    gate, go = Gate(1, 5, 0.05), threading.Event()
    running = gate.start(lambda: go.wait(10))
    with pytest.raises(BusyError):
        gate.run(lambda: 1)
    with pytest.raises(BusyError):
        asyncio.run(gate.run_async(lambda: 1))
    go.set()
    assert running.result()
    assert gate.run(lambda: 2) == 2
    assert gate._taken == 0
    gate.close()


def test_a_slow_answer_is_waited_for_longer_than_a_turn():
    gate = Gate(1, 1, 0.05)
    assert gate.run(lambda: time.sleep(0.2) or "late") == "late"
    assert asyncio.run(gate.run_async(lambda: time.sleep(0.2) or "late")) == "late"
    gate.close()


def test_a_full_server_says_so_and_answers_again_afterwards(serve, engine):
    go, begun = threading.Event(), threading.Event()

    class Slow(Engine):
        def __init__(self):
            vars(self).update(vars(engine))

        def answer(self, question, **options):
            if question == "slow":
                begun.set()
                go.wait(30)
            return engine.answer(question, **options)

    with serve(Slow(), answers_at_once=1, answers_waiting=0) as url:
        ask = f"{url}/api/v1/ask"
        first = threading.Thread(
            target=lambda: httpx.post(ask, json={"question": "slow"}, timeout=60)
        )
        first.start()
        assert begun.wait(10)
        refused = httpx.post(ask, json={"question": "Where?"})
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "2"
        assert refused.json()["error"] == "busy"
        assert httpx.get(f"{url}/api/v1/health").status_code == 200
        go.set()
        first.join()
        assert httpx.post(ask, json={"question": "Where?"}, timeout=60).status_code == 200


def test_questions_do_not_wait_behind_a_long_check(serve, monkeypatch):
    go, begun = threading.Event(), threading.Event()

    def slow(engine, text):
        begun.set()
        go.wait(30)
        return []

    monkeypatch.setattr("ui.service.check_text", slow)
    with serve(answers_at_once=1) as url:
        sent = {"json": {"text": "A long text."}, "timeout": 60}
        first = threading.Thread(target=lambda: httpx.post(f"{url}/api/v1/check", **sent))
        first.start()
        assert begun.wait(10)
        asked = httpx.post(f"{url}/api/v1/ask", json={"question": "Where?"}, timeout=20)
        assert asked.status_code == 200
        go.set()
        first.join()


def test_checks_of_the_page_stand_in_the_line_of_the_programs_checks(engine, monkeypatch):
    line, go, begun = Gate(1, 0, 30.0), threading.Event(), threading.Event()
    handlers = CheckHandlers(engine, line, 100)
    running = line.start(lambda: begun.set() or go.wait(10))  # a program's
    assert begun.wait(10)
    text = "The Bali Process has 44 participating countries."
    for language, words in (("en", "Too many people"), ("ar", "أعد المحاولة")):
        *_, (html, checked) = handlers.check(text, Conversation(language=language))
        assert words in html
        assert checked.text == ""
    go.set()
    running.result()
    *_, (html, checked) = handlers.check(text, Conversation())
    assert "verdict supported" in html
    line.close()


def test_many_pasted_texts_keep_nobody_from_asking(serve, engine, monkeypatch):
    go, begun = threading.Event(), threading.Event()
    most, now = [0], [0]
    lock = threading.Lock()

    def slow(engine, text):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        begun.set()
        go.wait(30)
        with lock:
            now[0] -= 1
        return []

    monkeypatch.setattr("ui.page.check.check_text", slow)
    with serve(answers_at_once=1) as url:
        checks = [Visitor(url) for _ in range(6)]
        for visitor in checks:
            visitor.start("run", "click", ["A long text.", None])
        assert begun.wait(10)
        asking = Visitor(url)
        assert "44 countries" in asking.ask("How many countries take part in the Bali Process?")
        assert httpx.post(f"{url}/api/v1/ask", json={"question": "Where?"}).status_code == 200
        assert most[0] == 1  # of six that want to
        go.set()
        for visitor in (*checks, asking):
            visitor.close()


def test_a_text_that_is_too_long_to_check_is_told_how_long_it_may_be(engine):
    handlers = CheckHandlers(engine, Gate(1, 0, 30.0), 20)
    ((html, _),) = handlers.check("x" * 21, Conversation(language="fr"))
    assert "21 caractères : ramenez-le à 20" in html
    *_, (html, _) = handlers.check("x" * 20, Conversation())
    assert "problem" not in html


def test_suggestions_are_not_looked_for_while_people_wait(engine):
    gate, go = Gate(1, 5, 30.0), threading.Event()
    gated = GatedEngine(engine, gate)
    answers = [engine.answer("Which RCPs address labour migration?")]
    assert follow_ups(gated, answers, [])
    running = gate.start(lambda: go.wait(10))
    waiting = gate.start(lambda: None)
    assert follow_ups(gated, answers, []) == []
    go.set()
    running.result()
    waiting.result()
    gate.close()


def test_a_full_line_is_said_in_the_readers_language(engine, settings):
    gate, go = Gate(1, 0, 30.0), threading.Event()
    running = gate.start(lambda: go.wait(10))
    handlers = AskHandlers(GatedEngine(engine, gate), settings)
    *_, step = handlers.ask("متى عُقد اجتماع ليما؟", Conversation(language="ar"), None)
    assert "كثيرون يسألون" in step[1][-1]["content"]
    go.set()
    running.result()
    gate.close()


def test_the_page_stands_in_the_same_line(engine):
    gate, go = Gate(1, 0, 30.0), threading.Event()
    gated = GatedEngine(engine, gate)
    assert gated.documents is engine.documents
    assert gated.answer("Where?").question == "Where?"
    assert len(gated.search("labour migration", 3)) == 3
    running = gate.start(lambda: go.wait(10))
    for ask in (lambda: gated.answer("Where?"), lambda: gated.search("labour", 3)):
        with pytest.raises(BusyError):
            ask()
    go.set()
    running.result()
    gate.close()
    with pytest.raises(BusyError, match="being stopped"):
        gated.answer("Where?")


def test_hosts_that_can_be_rebound_must_be_known():
    hosts = KnownHosts("Docs.Example, other.example", "isnad.local")
    for known in (
        "127.0.0.1:7860",
        "localhost",
        "[::1]:80",
        "docs.example.",
        "isnad.local",
        "10.0.0.5",
    ):
        assert hosts.knows(known), known
    for unknown in (
        "evil.example",
        "",
        "docs.example.evil.example",
        "127.0.0.1.evil.example",
        "[",
        "a@b",
    ):
        assert not hosts.knows(unknown), unknown
    assert KnownHosts("*").knows("evil.example")


def test_accounts_take_colons_and_every_script_and_refuse_the_rest():
    import base64

    def basic(text):
        return "Basic " + base64.b64encode(text.encode()).decode()

    accounts = Accounts(["amal:pa:ss", "# not: one", "", "أمل:كلمة"])
    assert accounts.user_of(basic("amal:pa:ss")) == "amal"
    assert accounts.user_of(basic("أمل:كلمة")) == "أمل"
    for wrong in (basic("amal:pa"), basic("other:pa:ss"), basic(""), "", "Bearer x", "Basic ***"):
        assert accounts.user_of(wrong) is None, wrong
    assert "pa:ss" not in repr(vars(accounts))


def test_an_account_that_is_none_is_refused_without_repeating_it(settings, tmp_path):
    with pytest.raises(UsageError, match="account 2") as caught:
        Accounts(["a:b", "secretwithoutcolon"])
    assert "secretwithoutcolon" not in str(caught.value)
    empty = tmp_path / "accounts"
    empty.write_text("# nobody\n")
    with pytest.raises(UsageError, match="names no account"):
        read_accounts(settings.model_copy(update={"auth_file": empty}))
    with pytest.raises(UsageError, match="can't read auth_file"):
        read_accounts(settings.model_copy(update={"auth_file": tmp_path / "nosuch"}))
