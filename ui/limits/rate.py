"""How often one client may ask.

A token bucket in memory, in a few lines: the libraries for it bring stores, decorators and three
packages for what one process on one machine needs, and a restart may well forget.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_REMEMBERED = 10_000
"""Clients; the one unheard of for longest is forgotten first, and its bucket is full by then."""


class RateLimit:
    """`per_minute` requests of each client, all at once or spread; safe with several threads.

    >>> limit = RateLimit(2, clock=lambda: 0.0)
    >>> [limit.take("a") for _ in range(3)]
    [0, 0, 30]
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Every client begins with a full bucket."""
        self.per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Count a request: 0 when it may pass, else the whole seconds until one may."""
        return self._wait(client, 1)

    def peek(self, client: str) -> int:
        """The same, without counting anything."""
        return self._wait(client, 0)

    def _wait(self, client: str, cost: int) -> int:
        rate = self.per_minute / 60
        with self._lock:
            now = self._clock()
            tokens, then = self._buckets.get(client, (float(self.per_minute), now))
            tokens = min(self.per_minute, tokens + (now - then) * rate)
            if tokens < 1:
                return max(1, math.ceil((1 - tokens) / rate))
            if cost:
                self._buckets[client] = (tokens - cost, now)
                self._buckets.move_to_end(client)
                if len(self._buckets) > _REMEMBERED:
                    self._buckets.popitem(last=False)
            return 0
