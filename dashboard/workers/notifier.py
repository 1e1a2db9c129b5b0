"""The notifier: takes the steps of chains and hands their messages over, a thread for each channel.

A channel that hangs stops no other one, and never the steps. An attempt that died with its process
is made again: each message goes out at least once.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import structlog

from dashboard.access import answer_links
from dashboard.actions import delivering
from dashboard.actions.calling import holders, look
from dashboard.actions.dry_running import Report, log_evening
from dashboard.domain.district import District
from dashboard.domain.duty.channels import PERSONAL, ROBOTS, CallChannel
from dashboard.domain.duty.dry_run import evening_of
from dashboard.domain.duty.outgoing import OutgoingMessage, in_turn
from dashboard.senders import outlets
from dashboard.senders.letter import Attempt, Letter, Outlet
from dashboard.senders.outlets import OutletError
from dashboard.senders.quota import MINUTE, MinuteQuota
from dashboard.store import outgoing, roster
from dashboard.store.engines import Connection
from dashboard.store.leases import lease
from dashboard.system import System
from dashboard.workers.loop import PASSING, run_loop
from dashboard.workers.outside_beat import OutsideBeat

log = structlog.get_logger()
LOOK_S = 0.25
STANDBY_S = 1.0
TOGETHER_MAX = 20
"""How many messages one letter of a robot holds at most."""
Links = Mapping[str, str]
"""Where who was called may answer, by the message's number."""
Say = Callable[[str, District, Sequence[OutgoingMessage], datetime, Links], Letter]
Send = Callable[[Outlet, Letter], Attempt]
NO_CHANNEL = Attempt(confirmed=False, why="the channel was removed or switched off", final=True)


class Notifier:
    """Steps the chains and gives each idle channel its next messages."""

    def __init__(
        self, system: System, say: Say, send: Send = outlets.send, report: Report | None = None
    ) -> None:
        self._system, self._say, self._send, self._report = system, say, send, report
        self._dry_run_of: date | None = None
        self._beat = OutsideBeat(system.settings.heartbeat_url)
        self._busy: dict[str, threading.Thread] = {}
        self._quotas: dict[str, MinuteQuota] = {}
        self._known: list[Outlet] = []

    def step(self) -> int:
        """Takes the steps that are due and begins the attempts that are; returns how many."""
        found = {one.channel.name: one for one in self._outlets()}
        channels = [one.channel for one in found.values()]
        changed = look(self._system, channels)
        self._dry_run(channels)
        self._beat.step(self._system.clock())
        now = self._system.clock()
        with self._system.reader.connect() as connection:
            waiting = outgoing.unfinished(connection, self._system.district.key)
        due: dict[str, list[OutgoingMessage]] = defaultdict(list)
        for message in in_turn(waiting):
            if message.next_at is not None and message.next_at <= now:
                due[message.channel].append(message)
        begun = [self._begin(found.get(name), name, given) for name, given in due.items()]
        return changed + sum(begun)

    def wait(self, seconds: float) -> None:
        """Waits for the attempts that are under way."""
        for thread in list(self._busy.values()):
            thread.join(seconds)

    def _dry_run(self, channels: Sequence[CallChannel]) -> None:
        """Once each evening; a day that is done isn't looked at again."""
        system = self._system
        today = system.clock().astimezone(system.zone).date()
        if self._report is None or self._dry_run_of == today:
            return
        if evening_of(system.clock(), system.zone) is not None:
            log_evening(system, channels, self._report)
            self._dry_run_of = today

    def _outlets(self) -> list[Outlet]:
        """The channels of the file; while it can't be read those that were known."""
        try:
            self._known = outlets.read(self._system.settings.var)
        except OutletError as error:
            log.warning("channels", error=str(error))
        return self._known

    def _begin(self, outlet: Outlet | None, name: str, due: list[OutgoingMessage]) -> bool:
        """Begins one attempt by an idle channel; false if it is busy or may not send now."""
        thread = self._busy.get(name)
        if thread is not None and thread.is_alive():
            return False
        if outlet is None or outlet.channel.off:
            delivering.end(self._system, {one.number: NO_CHANNEL for one in due})
            return True
        chosen = self._chosen(outlet, due)
        if not chosen:
            return False
        work = threading.Thread(target=self._attempt, args=(outlet, chosen), daemon=True)
        self._busy[name] = work
        work.start()
        return True

    def _chosen(self, outlet: Outlet, due: list[OutgoingMessage]) -> list[str]:
        """One message, the gravest first; for a robot all that wait, as one letter."""
        first = sorted(due, key=lambda one: (not one.grave, one.number))
        if outlet.channel.kind not in ROBOTS:
            return [first[0].number]
        quota, now = self._quota(outlet.channel.name), self._system.clock()
        if not quota.may(now, grave=first[0].grave):
            return []
        quota.note(now)
        return [one.number for one in first[:TOGETHER_MAX]]

    def _quota(self, name: str) -> MinuteQuota:
        """A robot's quota; after a start it counts what went out just before."""
        if name not in self._quotas:
            now = self._system.clock()
            with self._system.reader.connect() as connection:
                last = outgoing.newest(connection, self._system.district.key)
            sent = [
                one.changed_at
                for one in last
                if one.channel == name and one.tries and one.changed_at
            ]
            self._quotas[name] = MinuteQuota(at for at in sent if at > now - MINUTE)
        return self._quotas[name]

    def _attempt(self, outlet: Outlet, numbers: Sequence[str]) -> None:
        try:
            taken = delivering.take(self._system, numbers)
            if taken:
                self._hand_over(outlet, taken)
        except PASSING as error:  # it stays unfinished, and is tried again
            log.warning("an attempt is unrecorded", channel=outlet.channel.name, error=str(error))

    def _hand_over(self, outlet: Outlet, taken: Sequence[OutgoingMessage]) -> None:
        channel, system, now = outlet.channel, self._system, self._system.clock()
        letter = self._say(channel.lang, system.district, taken, now, self._links(outlet, taken))
        try:
            how = self._send(outlet, replace(letter, to=self._addresses(outlet, taken)))
        except Exception as error:  # else its messages would be tried for ever without a word
            log.exception("a sender failed", channel=channel.name)
            how = Attempt(confirmed=False, why=type(error).__name__)
        delivering.end(system, {one.number: how for one in taken})
        if how.off:
            outlets.switch_off(system.settings.var, channel.name, how.why)

    def _addresses(self, outlet: Outlet, taken: Sequence[OutgoingMessage]) -> tuple[str, ...]:
        """Where a personal channel reaches who is called, by their present contact."""
        system, channel = self._system, outlet.channel
        if channel.kind not in PERSONAL:
            return ()
        with system.reader.connect() as connection:
            posts = holders(system, connection, system.clock()).values()
            known = {held.login: held.contact for post in posts for held in post if held.contact}
            found = [
                channel.address(one.login, known.get(one.login) or self._last(connection, one))
                for one in taken
            ]
        return tuple(one for one in found if one)

    def _last(self, connection: Connection, one: OutgoingMessage) -> str:
        return roster.last_contact(connection, self._system.district.key, one.login)

    def _links(self, outlet: Outlet, taken: Sequence[OutgoingMessage]) -> Links:
        """A group chat gets none: everybody in it could answer in one person's name."""
        if outlet.channel.kind in ROBOTS:
            return {}
        system, now = self._system, self._system.clock()
        return {one.number: answer_links.address(system, one.number, now) for one in taken}


def run(system: System, stop: threading.Event, *, say: Say, report: Report) -> None:
    """Calls people until stopped. One notifier works, others stand by."""
    mine = lease(system.engine, system.district.key, "notifier")
    worker = Notifier(system, say, report=report)

    def step() -> None:
        if not mine.held():
            stop.wait(STANDBY_S)
        elif not worker.step():
            stop.wait(LOOK_S)

    try:
        run_loop(system, "notifier", step, stop)
        worker.wait(1.0)
    finally:
        mine.release()
