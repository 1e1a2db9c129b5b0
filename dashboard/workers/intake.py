"""The intake: reads the inbox in batches, takes them in, acknowledges after the commit."""

import os
import socket
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import structlog

from dashboard import codec
from dashboard.actions import privacy
from dashboard.actions.ingest import Receipt, take
from dashboard.domain.commands import Heartbeat, Report
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.store.leases import Lease, lease
from dashboard.streams import inbox, quotas, refused_sources
from dashboard.streams.inbox import Delivery, Rejection
from dashboard.streams.sources import Ears
from dashboard.system import System
from dashboard.workers.loop import PASSING, go_round

log = structlog.get_logger()
BATCH_MAX = 100
WAIT_MS = 1_000
STANDBY_S = 1.0
CLAIM_EVERY_MS = 5_000
CLAIM_IDLE_MS = 5_000
DELIVERIES_MAX = 5
SOURCES_MAX = 1_000
TRIM_EVERY_MS = 60_000
KEEP_MS = 3_600_000
KEEP_REJECTED_MS = 30 * 24 * 3_600_000


class Intake:
    """One at a time, by lease, so that messages of one case stay in order."""

    def __init__(self, system: System, stop: threading.Event, wait_ms: int = WAIT_MS) -> None:
        """`wait_ms` is how long a step waits for the first new message."""
        self._system = system
        self._wait_ms = wait_ms
        self._district = system.district.key
        self._stop = stop
        self._me = f"{socket.gethostname()}-{os.getpid()}"
        self._lease: Lease = lease(system.engine, self._district, "intake")
        self._claim_at_ms = 0
        self._trim_at_ms = 0
        self._settled = False
        self._unsettled: Sequence[Delivery] = ()
        self._ears = Ears(system.redis, self._district, SOURCES_MAX)

    def step(self) -> None:
        """One batch: what failed before, what a dead intake left behind, then what is new."""
        if not self._lease.held():
            self._settled, self._unsettled = False, ()
            self._stop.wait(STANDBY_S)
            return
        redis = self._system.redis
        if self._unsettled:
            self._process(self._unsettled)
        if not self._settled:
            inbox.make_group(redis, self._district)
            self._take_over()
            self._settled = True
        now_ms = self._system.now_ms()
        if abs(now_ms - self._claim_at_ms) >= CLAIM_EVERY_MS:
            self._claim_at_ms = now_ms
            self._leftovers(CLAIM_IDLE_MS)
        # No pause between full batches: reading, telling and acknowledging leave the database alone
        # for longer than that, and whoever waits for it gets in.
        deliveries = inbox.read(redis, self._district, self._me, BATCH_MAX, self._wait_ms)
        if deliveries:
            self._process(deliveries)
        self._trim(now_ms)

    def _take_over(self) -> None:
        """We hold the lease, so every message in other hands was left by the dead."""
        self._leftovers(idle_ms=0)

    def _leftovers(self, idle_ms: int) -> None:
        """One by one, so that only the message that stops an intake counts against itself."""
        while claimed := inbox.claim(self._system.redis, self._district, self._me, idle_ms):
            if claimed[0].times > DELIVERIES_MAX:
                words = f"It has stopped the intake {claimed[0].times - 1} times."
                self._settle(claimed, [Rejection(claimed[0], "STOPS_INTAKE", words)])
            else:
                self._try_again(claimed[0])

    def _try_again(self, delivery: Delivery) -> None:
        """Only a death counts against a message, not a database that is away."""
        try:
            self._process([delivery])
        except PASSING:
            inbox.forgive(self._system.redis, self._district, self._me, delivery)
            raise

    def _process(self, deliveries: Sequence[Delivery]) -> None:
        """Takes the readable ones in; then, and only then, acknowledges them all.

        What passes by itself leaves them unsettled: they come again before anything new, or the
        messages of a case would change places.
        """
        self._unsettled = deliveries
        readable: list[tuple[Delivery, Report]] = []
        rejections: list[Rejection] = []
        for delivery in deliveries:
            try:
                readable.append((delivery, codec.read_report(delivery.raw)))
            except BadMessage as bad:
                rejections.append(Rejection(delivery, bad.code, bad.words))
        answers: list[Receipt] = []
        if readable:
            answers = take(self._system, [report for _, report in readable])
        for (delivery, report), answer in zip(readable, answers, strict=True):
            if isinstance(answer.refused, Refused):
                why = answer.refused
                rejections.append(
                    Rejection(delivery, why.code, why.words, report.key, answer.heard)
                )
        self._settle(deliveries, rejections)
        taken = {
            answer.heard
            for (_, report), answer in zip(readable, answers, strict=True)
            if answer.refused is None and not isinstance(report.command, Heartbeat)
        }
        self._note({answer.heard for answer in answers}, taken, rejections)

    def _note(self, heard: set[str], taken: set[str], rejections: Sequence[Rejection]) -> None:
        """Who spoke, and whose reports arrive."""
        redis, district, now_ms = self._system.redis, self._district, self._system.now_ms()
        self._ears.hear(heard, now_ms)
        quotas.note_refused(redis, district, Counter(r.key for r in rejections if r.key), now_ms)
        counts = Counter(r.source for r in rejections if r.source not in taken)
        last = {r.source: r.code for r in rejections}
        refused_sources.taken(redis, district, taken)
        refused = {name: (count, last[name]) for name, count in counts.items()}
        refused_sources.note(redis, district, refused, now_ms)

    def _settle(self, deliveries: Sequence[Delivery], rejections: Sequence[Rejection]) -> None:
        secret = self._system.settings.secret_key
        rejections = [
            replace(
                one, delivery=replace(one.delivery, raw=privacy.hidden(secret, one.delivery.raw))
            )
            for one in rejections
        ]
        if rejections:
            log.warning("rejected", count=len(rejections), first=rejections[0].words)
        inbox.settle(self._system.redis, self._district, deliveries, rejections)
        self._unsettled = ()

    def close(self) -> None:
        """Lets the next intake go on at once."""
        self._lease.release()

    def _trim(self, now_ms: int) -> None:
        """Forgets entries an hour after they were committed, never one that is still pending.

        What was refused is kept for thirty days.
        """
        if abs(now_ms - self._trim_at_ms) < TRIM_EVERY_MS:
            return
        self._trim_at_ms = now_ms
        inbox.trim_read(self._system.redis, self._district, KEEP_MS)
        inbox.trim_rejected(self._system.redis, self._district, KEEP_REJECTED_MS)
        refused_sources.forget_old(self._system.redis, self._district, now_ms)


def run(system: System, stop: threading.Event) -> None:
    """Takes in until stopped."""
    worker = Intake(system, stop)
    try:
        go_round(system, "intake", worker.step, stop)
    finally:
        worker.close()
