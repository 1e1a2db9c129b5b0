"""What all workers share: signs of life, waiting while Redis or the database is away, a stop."""

import signal
import threading
from collections.abc import Callable

import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from dashboard.store.engines import Conflict, DatabaseUnavailable
from dashboard.streams import heartbeats
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System

log = structlog.get_logger()
PAUSE_MAX_S = 2.0
# Errors that may pass. Any other error is a bug: the worker ends and is started again.
PASSING = (RedisUnavailable, Conflict, *DatabaseUnavailable)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    return stop


def run_loop(system: System, name: str, step: Callable[[], None], stop: threading.Event) -> None:
    """Repeats `step` until stopped; after an error that may pass it waits up to two seconds."""
    pulse = Pulse(system, name)

    def once() -> None:
        step()
        pulse.beat()

    patient = Retrying(
        retry=retry_if_exception_type(PASSING),
        wait=wait_random_exponential(multiplier=0.1, max=PAUSE_MAX_S),
        sleep=lambda seconds: _pause(stop, seconds),
        stop=lambda _: stop.is_set(),
        before_sleep=lambda state: _say(name, state),
        reraise=True,
    )
    log.info("worker started", worker=name)
    while not stop.is_set():
        try:
            patient(once)
        except PASSING:
            if not stop.is_set():
                raise
    log.info("worker stopped", worker=name)


def _pause(stop: threading.Event, seconds: float) -> None:
    stop.wait(seconds)


def _say(name: str, state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.warning("waiting", worker=name, attempt=state.attempt_number, error=str(error)[:200])


class Pulse:
    """A loop's sign of life, written at most every two seconds."""

    def __init__(self, system: System, name: str) -> None:
        self._system = system
        self._name = name
        self._last_ms = 0

    def beat(self) -> None:
        """Notes that the loop has just completed a round."""
        now_ms = self._system.now_ms()
        if abs(now_ms - self._last_ms) >= heartbeats.EVERY_MS:
            heartbeats.beat(self._system.redis, self._system.district.key, self._name, now_ms)
            self._last_ms = now_ms
