"""Log-in attempts are slowed down, never locked out: a lock would be a weapon against its owner.

Failures are counted for each log-in name and for each address and forgotten after a while. The
more there are, the longer the next attempt waits; who waits is bounded, too.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

KEYS_MAX = 10_000
FORGOTTEN_S = 900.0
WAITING_MAX = 16
WAITING_EACH_MAX = 3
FIRST_S = 0.5
# Free failures and the longest wait. An address may be that of a whole office.
LOGIN = (3, 5.0)
ADDRESS = (10, 10.0)


class TooMany(Exception):
    """More attempts wait than are let to."""


@dataclass(slots=True)
class _Count:
    failures: int = 0
    waiting: int = 0
    last: float = 0.0


@dataclass(slots=True)
class Throttle:
    """One for each web process; `clock` counts seconds, `sleep` lets them pass."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _counts: "OrderedDict[tuple[str, str], _Count]" = field(default_factory=OrderedDict)
    _waiting: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def delay(self, login: str, address: str) -> float:
        """How long an attempt has to wait now, in seconds."""
        with self._lock:
            return max(
                _delay(self._count(("login", login)), LOGIN),
                _delay(self._count(("address", address)), ADDRESS),
            )

    def wait(self, login: str, address: str) -> None:
        """Waits as long as it takes until the next attempt; raises `TooMany`."""
        seconds = self.delay(login, address)
        if not seconds:
            return
        with self._lock:
            count = self._count(("address", address))
            if self._waiting >= WAITING_MAX or count.waiting >= WAITING_EACH_MAX:
                raise TooMany("Too many attempts; wait some seconds.")
            self._waiting += 1
            count.waiting += 1
        try:
            self.sleep(seconds)
        finally:
            with self._lock:
                self._waiting -= 1
                count.waiting -= 1

    def failed(self, login: str, address: str) -> None:
        """A wrong password, or no such account."""
        with self._lock:
            for key in (("login", login), ("address", address)):
                count = self._count(key)
                count.failures += 1
                count.last = self.clock()

    def succeeded(self, login: str) -> None:
        """The right password: earlier slips of this log-in are forgiven, the address's aren't."""
        with self._lock:
            self._count(("login", login)).failures = 0

    def _count(self, key: tuple[str, str]) -> _Count:
        count = self._counts.setdefault(key, _Count())
        self._counts.move_to_end(key)
        if count.failures and self.clock() - count.last > FORGOTTEN_S:
            count.failures = 0
        while len(self._counts) > KEYS_MAX:
            self._counts.popitem(last=False)
        return count


def _delay(count: _Count, rule: tuple[int, float]) -> float:
    free, longest = rule
    beyond = count.failures - free
    return 0.0 if beyond < 0 else min(longest, FIRST_S * 2.0 ** min(beyond, 10))
