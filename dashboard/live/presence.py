"""Presence: who is looking at a case, and who is editing it. It informs and never locks.

Browsers say every few seconds what they look at; a browser silent for ten seconds is gone.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from dashboard.domain.roles import Person
from dashboard.live.peers import EXPIRY_S, Peers
from dashboard.streams import presence
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System

EVERY_S = 1.0
PAUSE_S = 0.1
SHOWN_MAX = 5
Mode = Literal["view", "edit"]


class Look(msgspec.Struct, frozen=True):
    """What one socket looks at; `since` in ms since 1970."""

    case: str
    login: str
    name: str
    mode: Mode
    since: int
    beat: int = 0


@dataclass(slots=True)
class OwnLook:
    """A look of one of our sockets, and when it was last confirmed, by our own monotonic clock."""

    look: Look
    at: float


Looks = dict[str, list[dict[str, Any]]]


class Presence:
    """The looks of our own sockets and, from Redis, those of other processes."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._mine: dict[str, OwnLook] = {}
        self._others = Peers(Look)
        self._gone: set[str] = set()
        self._lock = threading.Lock()
        self._said = threading.Event()
        self._shown: Looks = {}

    def look(self, sid: str, person: Person, case: str, mode: Mode) -> None:
        """Notes the only case a socket looks at; the browser must repeat it within ten seconds."""
        with self._lock:
            before = self._mine.get(sid)
            same = before is not None and before.look.case == case and before.look.mode == mode
            since = before.look.since if before and same else self._system.now_ms()
            beat = before.look.beat + 1 if before else 0
            look = Look(case, person.login, person.name, mode, since, beat)
            self._mine[sid] = OwnLook(look, time.monotonic())
            self._gone.discard(sid)
        if not same:
            self._said.set()

    def leave(self, sid: str) -> None:
        """The socket looks at no case now, or has gone."""
        with self._lock:
            if self._mine.pop(sid, None) is None:
                return
            self._gone.add(sid)
        self._said.set()

    def looks(self) -> Looks:
        """By case number, who looks at it; the first one comes first."""
        return self._shown

    def step(self) -> bool:
        """Exchanges looks with the other processes; true if anything shown has changed."""
        with self._lock:
            self._drop_silent()
            mine = {sid: msgspec.json.encode(heard.look) for sid, heard in self._mine.items()}
            gone, self._gone = self._gone, set()
        try:
            redis, key = self._system.redis, self._system.district.key
            entries = presence.exchange(redis, key, mine, gone)
            self._gone |= self._others.hear(entries, mine.keys() | gone)
        except RedisUnavailable:
            # We can't see who is at other processes, but we still show our own.
            self._others.lose()
            self._gone |= gone
        shown = self._show()
        changed = shown != self._shown
        self._shown = shown
        return changed

    def _drop_silent(self) -> None:
        """Drops looks that were not confirmed; the caller holds the lock."""
        before = time.monotonic() - EXPIRY_S
        for sid in [sid for sid, heard in self._mine.items() if heard.at < before]:
            del self._mine[sid]
            self._gone.add(sid)

    def _show(self) -> Looks:
        with self._lock:
            looks = [*(mine.look for mine in self._mine.values()), *self._others]
        best: dict[tuple[str, str], Look] = {}
        for look in looks:
            known = best.get((look.case, look.login))
            if known is None or _order(look) < _order(known):
                best[look.case, look.login] = look
        shown: Looks = {}
        for look in sorted(best.values(), key=lambda look: (look.since, look.login)):
            shown.setdefault(look.case, []).append(_told(look))
        return {case: told[:SHOWN_MAX] for case, told in shown.items()}

    def run_once(self, tell: Callable[[], None]) -> None:
        """Runs once a second, and at once when somebody here looks elsewhere."""
        self._said.wait(EVERY_S)
        self._said.clear()
        if self.step():
            tell()
        # Someone who holds down an arrow key is published only once in a while.
        threading.Event().wait(PAUSE_S)


def _order(look: Look) -> tuple[bool, int]:
    """Among one person's sockets an editing one counts, then the one that came first."""
    return look.mode != "edit", look.since


def _told(look: Look) -> dict[str, Any]:
    return {
        "login": look.login,
        "name": look.name,
        "initials": initials(look.name),
        "mode": look.mode,
        "since": look.since,
    }


def initials(name: str) -> str:
    """Initials of a name: 李 for 李雷, JS for Jane Smith."""
    words = name.split()
    if not words:
        return "?"
    if len(words) > 1 and name.isascii():
        return (words[0][0] + words[-1][0]).upper()
    return words[0][0].upper()
