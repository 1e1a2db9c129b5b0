"""Clients that read nothing: cut off soon, cheap until then, and nobody else notices."""

import os
import random
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

import websocket

from dashboard.store import tokens
from tests.helpers.exhaustive import exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre
from tests.services.lines import Line
from tests.services.screens import Screen

pytestmark = exhaustive

RATE = 50
HEALTHY = 10
READERS = 20
CALM_S = 6.0
# ATTACK_SECONDS=60 for the whole minute that the guarantee speaks of; else until all are cut.
ATTACK_S = float(os.environ.get("ATTACK_SECONDS", "8"))
CUT_S = 20.0
MEMORY_MAX = 20_000_000
TINY_BUFFER = 4096
WARM_S = 3.0
NOISE_MS = 50
P99_NOISE_MS = 1_000  # a machine that does other things as well stands still for so long


@contextmanager
def changing(centre: RunningCentre) -> Iterator[None]:
    """Makes so many changes a second, evenly."""
    stop = threading.Event()

    def drip() -> None:
        due = time.monotonic()
        while not stop.is_set():
            acts.put(centre, acts.case())
            due += 1 / RATE
            stop.wait(max(0.0, due - time.monotonic()))

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class Reader(threading.Thread):
    """Answers pings without reading anything, and reconnects as browsers do when it is cut.

    A liar also claims to have seen what it hasn't read.
    """

    def __init__(self, centre: RunningCentre, *, lies: bool) -> None:
        super().__init__(daemon=True)
        self.lived: list[float] = []
        self._at = (centre.port, centre.token(tokens.TokenUse.WALL))
        self._lies = lies
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            began = time.monotonic()
            with suppress(OSError, websocket.WebSocketException):
                self._hang_on()
            if not self._ended.is_set():
                self.lived.append(time.monotonic() - began)
            self._ended.wait(random.uniform(1, 5))

    def _hang_on(self) -> None:
        line = Line(*self._at, buffer=TINY_BUFFER)
        try:
            line.join()
            line.socket.settimeout(0.2)
            while not self._ended.wait(0.5):
                line.say("3")
                if self._lies:
                    line.emit("seen", {"rev": 1})
        finally:
            line.close()

    def end(self) -> None:
        self._ended.set()
        self.join(5)


@dataclass(frozen=True)
class Measured:
    """Delays of the healthy screens in ms, and the most memory of the web process in bytes."""

    p50: float
    p99: float
    memory: int


def measure(
    centre: RunningCentre, screens: Sequence[Screen], seconds: float, readers: Sequence[Reader] = ()
) -> Measured:
    """Measures for so long, and then until each reader has been cut once or should have been."""
    worker = centre.web_worker()
    assert worker is not None
    for screen in screens:
        screen.delays.clear()
    most, began = 0, time.monotonic()
    while (so_far := time.monotonic() - began) < seconds or (
        so_far < CUT_S and not all(reader.lived for reader in readers)
    ):
        most = max(most, worker.memory_info().rss)
        time.sleep(0.5)
    shares = statistics.quantiles([d for screen in screens for d in screen.delays], n=100)
    return Measured(shares[49], shares[98], most)


def test_readers_that_read_nothing_are_cut_and_cost_the_others_nothing(
    centre: RunningCentre,
) -> None:
    token = centre.token(tokens.TokenUse.WALL)
    with ExitStack() as stack:
        screens = [stack.enter_context(Screen(centre.port, token)) for _ in range(HEALTHY)]
        stack.enter_context(changing(centre))
        time.sleep(WARM_S)
        calm = measure(centre, screens, CALM_S)
        readers = [Reader(centre, lies=no % 2 == 0) for no in range(READERS)]
        for reader in readers:
            stack.callback(reader.end)
            reader.start()
            time.sleep(0.05)
        began = time.monotonic()
        attacked = measure(centre, screens, ATTACK_S, readers)
        took = time.monotonic() - began
        assert [(s.gaps, s.snapshots) for s in screens] == [(0, 1)] * HEALTHY
    lived = [seconds for reader in readers for seconds in reader.lived]
    grown, ratio = attacked.memory - calm.memory, attacked.p99 / calm.p99
    print(  # noqa: T201 - the figures that the guarantee is about
        f"\n{READERS} readers for {took:.0f} s: cut {len(lived)} times, after"
        f" {min(lived):.1f} to {max(lived):.1f} s, memory {grown / 1e6:+.1f} MB."
        f" {HEALTHY} healthy screens at {RATE} changes/s: p50 {calm.p50:.0f}, then"
        f" {attacked.p50:.0f} ms; p99 {calm.p99:.0f}, then {attacked.p99:.0f} ms (x {ratio:.2f})"
    )
    assert all(reader.lived for reader in readers)
    assert max(lived) < CUT_S
    assert grown < MEMORY_MAX
    # A queue or a lock shared with the slow would cost the others seconds, not noise.
    assert attacked.p50 < 2 * calm.p50 + NOISE_MS
    assert attacked.p99 < 2 * calm.p99 + P99_NOISE_MS
