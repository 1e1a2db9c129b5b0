"""Slows log-in attempts down but never locks an account: anyone could lock it against its owner.

Failures are counted for each log-in, for each address and in all, and forgotten after a while. The
more there are, the longer the next attempt waits; the number of waiting attempts is limited. A
browser where this person has logged in before is counted alone: others' failures don't slow it
down, and it has waiting places of its own.
"""

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

KEYS_MAX = 10_000
FORGOTTEN_S = 900.0
WAITING_MAX = 8
"""For each pool: known browsers, addresses that have never failed, and the others."""
WAITING_EACH_MAX = 3
FIRST_S = 0.5
# Failures without a wait, and the longest wait in seconds. A whole office may share an address.
LOGIN = (3, 5.0)
ADDRESS = (10, 10.0)
ALL = (100, 5.0)
V6_NETWORK = 64
Key = tuple[str, str]


class TooMany(Exception):
    """More attempts are waiting than allowed."""


@dataclass(slots=True)
class _Count:
    failures: int = 0
    waiting: int = 0
    last: float = 0.0


@dataclass(slots=True)
class Throttle:
    """One for each web process; `clock` returns seconds, `sleep` waits."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _counts: "OrderedDict[Key, _Count]" = field(default_factory=OrderedDict)
    _waiting: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def delay(self, login: str, address: str, browser: str = "") -> float:
        """How many seconds an attempt must wait now; `browser` is a known browser's name."""
        with self._lock:
            rules = _rules(login, address, browser)
            return max(_delay(self._count(key), rule) for key, rule in rules.items())

    def wait(self, login: str, address: str, browser: str = "") -> None:
        """Waits until the next attempt is allowed; raises `TooMany`."""
        seconds = self.delay(login, address, browser)
        if not seconds:
            return
        with self._lock:
            count = self._count(_place(address, browser))
            pool = "known" if browser else "others" if count.failures else "fresh"
            if self._waiting[pool] >= WAITING_MAX or count.waiting >= WAITING_EACH_MAX:
                raise TooMany("Too many attempts; wait some seconds.")
            self._waiting[pool] += 1
            count.waiting += 1
        try:
            self.sleep(seconds)
        finally:
            with self._lock:
                self._waiting[pool] -= 1
                count.waiting -= 1

    def failed(self, login: str, address: str, browser: str = "") -> None:
        """Counts a failure: a wrong password, or no such account."""
        with self._lock:
            for key in _rules(login, address, browser):
                count = self._count(key)
                count.failures += 1
                count.last = self.clock()

    def succeeded(self, login: str, browser: str = "") -> None:
        """Resets the log-in's failures after the right password, but not those of the address.

        At a known browser it resets only that browser's: others' use of the log-in stays counted.
        """
        with self._lock:
            self._count(("browser", browser) if browser else ("login", login)).failures = 0

    def _count(self, key: Key) -> _Count:
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


def _rules(login: str, address: str, browser: str) -> dict[Key, tuple[int, float]]:
    if browser:
        return {("browser", browser): LOGIN}
    return {("login", login): LOGIN, _place(address, browser): ADDRESS, ("all", ""): ALL}


def _place(address: str, browser: str) -> Key:
    return ("browser", browser) if browser else ("address", network(address))


def network(address: str) -> str:
    """What counts as one address: for IPv6 the 64-bit network, which one customer has alone."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> V6_NETWORK << V6_NETWORK)}/{V6_NETWORK}"
