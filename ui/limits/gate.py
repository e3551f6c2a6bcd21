"""How many answers are worked on at the same time, for page, API and MCP together.

More threads than cores make every answer slower and none faster, so a few work and the others wait
in line. The line is bounded: who would be too far back is told so at once.
"""

import asyncio
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import TypeVar

from corpus.errors import IsnadError
from index.store import Hit, Mode
from qa.engine import Engine
from qa.records import Answer, Turn

T = TypeVar("T")
_STOPPING = "the server is being stopped: ask again when it is back"


class BusyError(IsnadError):
    """Too many questions at the same time; `retry_after` is in seconds."""

    retry_after = 2


class Gate:
    """At most `running` pieces of work at once, at most `waiting` more in line, first come first.

    Usage: `Gate(2, 100, 30.0).run(lambda: engine.answer("Where?"))`.
    """

    def __init__(self, running: int, waiting: int, patience: float) -> None:
        """Start no thread yet; `patience` is how long, in seconds, work may wait for its turn."""
        self._pool = ThreadPoolExecutor(running, thread_name_prefix="answer")
        self._running, self._places, self._patience = running, running + waiting, patience
        self._lock = threading.Lock()
        self._taken = 0

    def run(self, work: Callable[[], T]) -> T:
        """Do the work and return its result; waits as long as that takes.

        Raises:
            BusyError: the line is full, or the turn didn't come in time.
        """
        future, begun = self._enter(work)
        if not begun.wait(self._patience) and future.cancel():
            raise self._busy()
        try:
            return future.result()
        except CancelledError as error:
            raise BusyError(_STOPPING) from error

    async def run_async(self, work: Callable[[], T]) -> T:
        """The same from an event loop, which goes on meanwhile.

        Raises:
            BusyError: the line is full, or the turn didn't come in time.
        """
        future, _ = self._enter(work)
        waiting = asyncio.wrap_future(future)
        done, _pending = await asyncio.wait({waiting}, timeout=self._patience)
        # Work that has begun can't be cancelled, and is worth waiting for.
        if not done and future.cancel():
            raise self._busy()
        return await waiting

    def start(self, work: Callable[[], T]) -> "Future[T]":
        """Begin work and don't wait for it.

        Raises:
            BusyError: the line is full.
        """
        return self._enter(work)[0]

    @property
    def crowded(self) -> bool:
        """Whether work waits for its turn: what nobody asked for should not be begun now."""
        return self._taken > self._running

    def close(self) -> None:
        """Let no more work begin."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _enter(self, work: Callable[[], T]) -> tuple["Future[T]", threading.Event]:
        with self._lock:
            if self._taken >= self._places:
                raise self._busy()
            self._taken += 1
        begun = threading.Event()

        def begin() -> T:
            begun.set()
            return work()

        try:
            future = self._pool.submit(begin)
        except RuntimeError as error:  # closed
            self._leave(None)
            raise BusyError(_STOPPING) from error
        future.add_done_callback(self._leave)
        future.add_done_callback(lambda _: begun.set())  # cancelled: nobody waits for it either
        return future, begun

    def _leave(self, _: object) -> None:
        with self._lock:
            self._taken -= 1

    def _busy(self) -> BusyError:
        return BusyError(
            f"too many questions at the same time ({self._places} are in line):"
            f" ask again in {BusyError.retry_after} seconds"
        )


class GatedEngine(Engine):
    """An engine whose answers and searches pass a gate; everything else is the engine's own."""

    def __init__(self, engine: Engine, gate: Gate) -> None:
        """Share all of `engine`: nothing is loaded or prepared twice."""
        vars(self).update(vars(engine))
        self._engine, self._gate = engine, gate

    @property
    def inner(self) -> Engine:
        """The engine itself, for who changes its library."""
        return self._engine

    @property
    def crowded(self) -> bool:
        """Whether questions wait for their turn."""
        return self._gate.crowded

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        documents: Collection[str] | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """As `Engine.answer`.

        Raises:
            BusyError: too many are in line.
        """
        return self._gate.run(
            lambda: self._engine.answer(
                question, language=language, documents=documents, history=history
            )
        )

    def search(
        self,
        query: str,
        k: int = 10,
        documents: Collection[str] | None = None,
        mode: Mode = "fused",
        language: str | None = None,
    ) -> list[Hit]:
        """As `Engine.search`.

        Raises:
            BusyError: too many are in line.
        """
        return self._gate.run(lambda: self._engine.search(query, k, documents, mode, language))
