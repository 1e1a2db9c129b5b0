"""Whichever process is killed, nothing acknowledged is lost or taken twice, and all screens become
right again by themselves.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dashboard.store import journal, tokens
from dashboard.streams import inbox
from tests.chaos.senders import BATCH, SOURCE, ByHttp, ByStream, Sender
from tests.helpers.exhaustive import exhaustive
from tests.services import books
from tests.services.centre import RunningCentre, wait_until
from tests.services.screens import Screen

pytestmark = exhaustive

VICTIMS = ("intake", "relay", "web worker", "redis", "web", "timers")
CONVERGE_S = 15.0


@contextmanager
def running(var: Path, database_url: str = "") -> Iterator[RunningCentre]:
    centre = RunningCentre(var, DATABASE_URL=database_url)
    try:
        yield centre.start()
    finally:
        centre.stop()


@dataclass
class Killer:
    """Lets the senders go on by slices, and kills the victims in turn inside each slice."""

    centre: RunningCentre
    senders: Sequence[Sender]
    total: int
    held: int = 0
    """How many messages a dead intake had been handed and not acknowledged."""

    def kill(self, times: int) -> None:
        """Returns when the last victim has been started again."""
        chance, told, slices = random.Random(206), 0, times + 1
        for turn in range(times):
            for sender in self.senders:
                sender.allowed = self.total // len(self.senders) * (turn + 1) // slices
            until = round((turn + chance.uniform(0.1, 0.7)) * self.total / slices)
            wait_until(partial(self.taken, until), 120, f"{until} acknowledged", 0.001)
            told = wait_until(partial(self.told_beyond, told), 30, "the way works", 0.02)
            self.strike(VICTIMS[turn % len(VICTIMS)])
        last = VICTIMS[turn % len(VICTIMS)]
        wait_until(partial(self.centre.process, last), 20, f"{last} is started again")

    def strike(self, victim: str) -> None:
        self.centre.kill9(victim)
        if victim == "intake":
            system = self.centre.system
            pending = system.redis.xpending(inbox.key(system.district.key), inbox.GROUP)
            self.held += int(pending["pending"])

    def taken(self, count: int) -> bool:
        return sum(len(sender.acknowledged) for sender in self.senders) >= count

    def told_beyond(self, seq: int) -> int:
        """The last published change, once intake and relay have published a batch since."""
        system = self.centre.system
        with system.reader.connect() as connection:
            last = journal.last_seq(connection, system.district.key)
        return last if last >= seq + BATCH else 0


def survive(centre: RunningCentre, page: Page | None, total: int, kills: int) -> None:
    """Checks everything that must hold; its figures are printed in one line."""
    senders: list[Sender] = [
        ByHttp(centre, range(0, total, 2)),
        ByStream(centre, range(1, total, 2)),
    ]
    token = centre.token(tokens.TokenUse.WALL)
    with ExitStack() as stack:
        screens = [stack.enter_context(Screen(centre.port, token)) for _ in range(3)]
        if page is not None:
            page.goto(centre.wall_link())
            page.wait_for_function("() => window.cc?.model && document.querySelector('.cell')")
        began = time.monotonic()
        for sender in senders:
            sender.start()
        killer = Killer(centre, senders, total)
        killer.kill(kills)
        restarted = time.monotonic()
        finish(senders, total)
        sent = time.monotonic()
        for screen in screens:
            books.wait_until_right(centre.system, screen.shows, CONVERGE_S)
        if page is not None:
            books.wait_until_right(
                centre.system, lambda: page.evaluate("() => cc.model"), CONVERGE_S
            )
            assert page.inner_text("#wall-figure-open") == f"{total:,}"
        right = time.monotonic()
    assert right - max(restarted, sent) < CONVERGE_S
    verify(centre, senders, total)
    print(  # noqa: T201 - the figures that the guarantee is about
        f"\n{kills} kills in {restarted - began:.1f} s; {total} acknowledged after"
        f" {sent - began:.1f} s, with {sum(s.sent for s in senders) - total} sent again,"
        f" {killer.held} left by a dead intake; all screens right {right - restarted:.1f} s"
        f" after the last restart and {right - sent:.1f} s after the last report"
    )


def finish(senders: Sequence[Sender], total: int) -> None:
    for sender in senders:
        sender.allowed = total
    for sender in senders:
        sender.join(30)
        assert not sender.is_alive()


def verify(centre: RunningCentre, senders: Sequence[Sender], total: int) -> None:
    """Each acknowledged message is one case, each case has a message, and all records agree."""
    acknowledged = set().union(*(sender.acknowledged for sender in senders))
    assert len(acknowledged) == total
    cases = books.cases_by_message(centre.system, SOURCE)
    assert {m: cases.get(m) for m in acknowledged if len(cases.get(m, [])) != 1} == {}
    assert cases.keys() == acknowledged
    assert centre.picture()["figures"]["reported_today"] == total
    assert "FAULT" not in centre.check()


@pytest.mark.timeout(900)
def test_ten_thousand_reports_outlive_twelve_kills(tmp_path: Path, page: Page) -> None:
    with running(tmp_path / "var") as centre:
        survive(centre, page, 10_000, 12)


@pytest.mark.timeout(900)
def test_two_thousand_reports_outlive_six_kills_on_postgresql(
    tmp_path: Path, postgresql_url: str
) -> None:
    with running(tmp_path / "var", postgresql_url) as centre:
        survive(centre, None, 2_000, 6)
