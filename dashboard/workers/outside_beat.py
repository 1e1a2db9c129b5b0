"""A heartbeat to an address outside: who watches it learns that nobody is called any more.

A round of the notifier that has looked at every chain sends it: it falls silent with the notifier,
with the database, with the machine and with its network.
"""

import threading
from datetime import datetime, timedelta

import structlog

from dashboard import codec
from dashboard.senders.posting import ForbiddenAddress, Target, Unreachable, post

log = structlog.get_logger()
EVERY = timedelta(minutes=1)


class OutsideBeat:
    """Posts once a minute in a thread of its own; without an address it does nothing."""

    def __init__(self, url: str) -> None:
        self._target = Target(url=url, private=True) if url else None
        self._last: datetime | None = None
        self._thread: threading.Thread | None = None
        self._answered = True

    def step(self, now: datetime) -> None:
        """Begins to send if a minute has passed; an answer that is slow delays the next one."""
        busy = self._thread is not None and self._thread.is_alive()
        due = self._last is None or abs(now - self._last) >= EVERY
        if self._target is None or busy or not due:
            return
        self._last = now
        work = threading.Thread(target=self._send, args=(self._target, now), daemon=True)
        self._thread = work
        work.start()

    def wait(self, seconds: float) -> None:
        """Waits for what is being sent."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _send(self, target: Target, now: datetime) -> None:
        try:
            body = codec.to_json({"alive": now})
            answer = post(target, body, {"Content-Type": "application/json"})
            why = "" if answer.is_success else f"HTTP {answer.status}"
        except (Unreachable, ForbiddenAddress) as error:
            why = str(error)
        if why and self._answered:
            log.warning("the heartbeat isn't taken", why=why)
        self._answered = not why
