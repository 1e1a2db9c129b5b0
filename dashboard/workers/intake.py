"""The intake: reads the inbox in batches, records them, acknowledges after the commit."""

import os
import socket
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import structlog

from dashboard import codec
from dashboard.actions import privacy
from dashboard.actions.ingest import Receipt, take
from dashboard.domain.commands import Heartbeat, Report
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.store.leases import Lease, lease
from dashboard.streams import inbox, quotas, refused_sources, traces
from dashboard.streams.inbox import Delivery, Reader, Rejection
from dashboard.streams.sources import SourceTracker
from dashboard.system import System, fine_ms
from dashboard.workers.loop import PASSING, run_loop
from dashboard.workers.publisher import Publisher

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
    """Only one runs at a time, by lease, so that the messages of a case stay in order."""

    def __init__(self, system: System, stop: threading.Event, wait_ms: int = WAIT_MS) -> None:
        """`wait_ms` is how long a step waits for the first new message."""
        self._system = system
        self._district = system.district.key
        self._stop = stop
        self._me = f"{socket.gethostname()}-{os.getpid()}"
        self._reader = Reader(self._me, BATCH_MAX, wait_ms)
        self._lease: Lease = lease(system.engine, self._district, "intake")
        self._claim_at_ms = 0
        self._trim_at_ms = 0
        self._settled = False
        self._unsettled: Sequence[Delivery] = ()
        self._done: Sequence[Delivery] = ()
        """Committed; acknowledged with the next reading."""
        self._publisher = Publisher()
        self._sources = SourceTracker(system.redis, self._district, SOURCES_MAX)

    def step(self) -> None:
        """Handles one batch: what failed before, then a dead intake's messages, then new ones."""
        if not self._lease.held():
            self._settled, self._unsettled, self._done = False, (), ()
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
            self._acknowledge()
            self._leftovers(CLAIM_IDLE_MS)
        # No pause between full batches: reading, publishing and acknowledging leave the database
        # free for longer than a pause would, and other writers get their turn.
        deliveries = inbox.read(redis, self._district, self._reader, self._done)
        self._done = ()
        if deliveries:
            self._process(deliveries, goes_on=True)
        self._trim(now_ms)

    def _take_over(self) -> None:
        """Takes over all pending messages: we hold the lease, so their intake is dead."""
        self._leftovers(idle_ms=0)

    def _leftovers(self, idle_ms: int) -> None:
        """Handles them one by one, so that only the message that stops an intake is counted."""
        while claimed := inbox.claim(self._system.redis, self._district, self._me, idle_ms):
            if claimed[0].times > DELIVERIES_MAX:
                words = f"It has stopped the intake {claimed[0].times - 1} times."
                self._settle(claimed, [Rejection(claimed[0], "STOPS_INTAKE", words)])
            else:
                self._try_again(claimed[0])

    def _try_again(self, delivery: Delivery) -> None:
        """Processes one message again; only a dead intake counts against it."""
        try:
            self._process([delivery])
        except PASSING:
            inbox.forgive(self._system.redis, self._district, self._me, delivery)
            raise

    def _process(self, deliveries: Sequence[Delivery], *, goes_on: bool = False) -> None:
        """Records the readable messages; then, and only then, acknowledges them all.

        If reading goes on at once and none is refused, the next reading acknowledges them. After an
        error that may pass they stay unsettled and come again before anything new: the messages of
        a case must not change places.
        """
        self._unsettled, read_at = deliveries, fine_ms()
        readable: list[tuple[Delivery, Report]] = []
        rejections: list[Rejection] = []
        for delivery in deliveries:
            try:
                readable.append((delivery, codec.read_report(delivery.raw)))
            except BadMessage as bad:
                rejections.append(Rejection(delivery, bad.code, bad.words))
        answers: list[Receipt] = []
        if readable:
            arrivals = [(traces.entered_ms(delivery.id), read_at) for delivery, _ in readable]
            reports = [report for _, report in readable]
            answers = take(self._system, reports, arrivals, self._publisher.tell)
        for (delivery, report), answer in zip(readable, answers, strict=True):
            if isinstance(answer.refused, Refused):
                why = answer.refused
                rejections.append(
                    Rejection(delivery, why.code, why.words, report.key, answer.heard)
                )
        if goes_on and not rejections:
            self._unsettled, self._done = (), deliveries
        else:
            self._settle(deliveries, rejections)
        taken = {
            answer.heard
            for (_, report), answer in zip(readable, answers, strict=True)
            if answer.refused is None and not isinstance(report.command, Heartbeat)
        }
        self._note({answer.heard for answer in answers}, taken, rejections)

    def _note(self, heard: set[str], taken: set[str], rejections: Sequence[Rejection]) -> None:
        """Notes which sources sent, and which of them were taken or refused."""
        redis, district, now_ms = self._system.redis, self._district, self._system.now_ms()
        self._sources.note(heard, now_ms)
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

    def _acknowledge(self) -> None:
        if self._done:
            inbox.settle(self._system.redis, self._district, self._done, [])
            self._done = ()

    def close(self) -> None:
        """Releases the lease, so that the next intake can go on at once."""
        with suppress(*PASSING):  # what stays unacknowledged the next one takes for a repetition
            self._acknowledge()
        self._lease.release()
        self._publisher.close()

    def _trim(self, now_ms: int) -> None:
        """Deletes entries an hour after their commit, never one that is still pending.

        Refused messages are kept for thirty days.
        """
        if abs(now_ms - self._trim_at_ms) < TRIM_EVERY_MS:
            return
        self._trim_at_ms = now_ms
        inbox.trim_read(self._system.redis, self._district, KEEP_MS)
        inbox.trim_rejected(self._system.redis, self._district, KEEP_REJECTED_MS)
        refused_sources.forget_old(self._system.redis, self._district, now_ms)


def run(system: System, stop: threading.Event) -> None:
    """Runs the intake until it is stopped."""
    worker = Intake(system, stop)
    try:
        run_loop(system, "intake", worker.step, stop)
    finally:
        worker.close()
