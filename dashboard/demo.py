"""The demo: the district's last days are played into an empty database, then it goes on live."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from dashboard import passwords
from dashboard.actions import doing
from dashboard.actions.handle import handle
from dashboard.actions.sampling import keep
from dashboard.actions.sending import send
from dashboard.actions.sitting import Sitting
from dashboard.actions.supervising import look_after
from dashboard.actions.take import check
from dashboard.demo_people import PEOPLE
from dashboard.demo_screens import SCREENS, token_of
from dashboard.domain.accounts import AddPerson, ResetPassword
from dashboard.domain.case import Case
from dashboard.domain.changes import Change
from dashboard.domain.commands import Report
from dashboard.domain.refusals import Refused
from dashboard.login import password_of
from dashboard.opening import need_demo
from dashboard.store import journal, reads, tokens
from dashboard.store.demonstration import BY
from dashboard.streams import changes
from dashboard.streams.client import Away
from dashboard.system import System
from feeds.simulator import history, live
from feeds.simulator.town import Town

log = structlog.get_logger()
SEED = "206"
DAYS = 8
BURST_GRID = 206
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MINUTES_KEPT = 62
"""Of the last hour each minute, so that "an hour ago" is known from the first one on."""


def prepare(system: System, say: Callable[[str], object]) -> None:
    """Opens accounts and plays the last days into an empty database, which takes a minute or two.

    `say` is told how far it has come.

    Raises `SettingsError` for a database that is neither empty nor a demo's.
    """
    need_demo(system)
    open_accounts(system)  # first, for they mark the database as the demo's
    if not _lived(system):
        town = Town(system.district, system.pack.places, SEED)
        past = _Past(system, say)
        history.play_history(town, system.clock(), past.take, days=DAYS, grid=BURST_GRID)
        past.end()
        _look(system)
    hang_screens(system)


def _lived(system: System) -> bool:
    """Whether any case has been here; people and a calendar are no past."""
    with system.reader.connect() as connection:
        return reads.has_cases(connection, system.district.key)


def open_accounts(system: System) -> None:
    """Makes the accounts that are missing; all of them have the demo's password."""
    password = system.settings.demo_password
    if passwords.matches(password_of(system, PEOPLE[0].login), password):
        return
    hashed = passwords.hashed(password)
    for person in PEOPLE:
        if handle(system, AddPerson(person=person, hashed=hashed), by=BY).refused:
            handle(system, ResetPassword(login=person.login, hashed=hashed), by=BY)


def hang_screens(system: System) -> None:
    """Makes the walls that are missing, and their links, which stay the same for good."""
    use, key = tokens.Use.WALL, system.district.key
    with system.reader.connect() as connection:
        given = {name for name, _, _ in tokens.all_of(connection, key, use)}
    for command in SCREENS:
        if command.name in given:
            continue  # also one that somebody has revoked
        handle(system, command, by=BY)
        token = token_of(system.settings.demo_token, command.name)
        with system.engine.begin() as connection:
            tokens.keep(connection, key, (command.name, use, token), system.now_ms())


def _look(system: System) -> None:
    """What the timers would have done by then."""
    while look_after(system):
        pass


class _Past:
    """Takes the past in with the same deeds as the intake, many reports to a transaction.

    The timers look every hour of it, in the last one every minute, so that alerts, supervision and
    the figures of those minutes have a past as well: it is what a screen would have shown then.
    """

    def __init__(self, system: System, say: Callable[[str], object]) -> None:
        self._now = self._ends = system.clock()
        self._looks = deque(_looks(self._ends, system.zone))
        self._said = _Progress(len(self._looks), say)
        self._system = replace(system, clock=lambda: self._now)
        self._waiting: list[tuple[Report, datetime]] = []
        self._known: set[tuple[str, str]] = set()
        self._open()

    def _open(self) -> None:
        self._connection = self._system.engine.connect()
        self._transaction = self._connection.begin()
        self._sitting = Sitting(self._system, self._connection, self._now)

    def take(self, report: Report, at: datetime) -> Case | None:
        """The case as the report leaves it; None if it changed none."""
        self._pass(at)
        self._now = self._sitting.now = at
        identity = (report.source, report.id)
        checked = check(self._system, report)
        if identity in self._known or isinstance(checked, Refused):
            return None
        self._known.add(identity)
        try:
            doing.hold_for(self._sitting, [report.command])
            key = doing.perform(self._sitting, checked[1])
        except Refused:
            return None
        self._sitting.received_as(*identity, key)
        return self._sitting.cases.get(key)

    def _pass(self, at: datetime) -> None:
        """Time passes until `at`, and the timers look when it is due."""
        while self._looks and self._looks[0] <= at:
            self._write()
            self._now = self._looks.popleft()
            _look(self._system)
            keep(self._system)
            self._said.look()
            self._open()

    def end(self) -> None:
        """The past is over: commits what has been taken."""
        self._pass(self._ends)
        self._write()

    def _write(self) -> None:
        self._sitting.write()
        self._transaction.commit()
        self._connection.close()


class _Progress:
    """Says each tenth of the way: it works on a screen and in a log."""

    def __init__(self, looks: int, say: Callable[[str], object]) -> None:
        self._looks, self._done, self._say = looks, 0, say
        say(f"An empty database: the demo's last {DAYS} days are played into it, once.")

    def look(self) -> None:
        """The timers have looked once more."""
        before, self._done = self._done, self._done + 1
        tenths = 10 * self._done // self._looks
        if tenths > 10 * before // self._looks:
            self._say(f"  {tenths}0 %")


def _looks(now: datetime, zone: ZoneInfo) -> list[datetime]:
    """The full hours of the past, and the full minutes of its last hour, in order."""
    hour = now.astimezone(zone).replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    minute = now.replace(second=0, microsecond=0)
    hours = (hour - back * HOUR for back in range(DAYS * 24))
    return sorted({*hours, *(minute - back * MINUTE for back in range(MINUTES_KEPT))})


class Door:
    """The simulator's way in and out: the inbox, the changes, and what is open at its start."""

    def __init__(self, system: System, stop: threading.Event) -> None:
        self._system = system
        self._stop = stop
        self._seq = 0

    def now(self) -> datetime:
        """The centre's clock."""
        return self._system.clock()

    def stopped(self, seconds: float = 0) -> bool:
        """Waits; true once the simulator shall end."""
        return self._stop.wait(seconds)

    def send(self, reports: Iterable[Report]) -> None:
        """Into the inbox, like everybody."""
        try:
            send(self._system, reports)
        except Away as error:
            raise live.DoorAway(str(error)) from error

    def open_cases(self) -> list[Case]:
        """What is open now; `changes` goes on from here."""
        with self._system.reader.connect() as connection:
            self._seq = journal.last_seq(connection, self._system.district.key)
            return list(reads.open_cases(connection, self._system.district.key))

    def changes(self, seconds: float) -> list[Case]:
        """Cases that have changed; waits up to `seconds` for the first.

        Raises `DoorAway` also for a hole in the stream: then `open_cases` says what is.
        """
        wait_ms = max(1, round(seconds * 1000))
        try:
            key = self._system.district.key
            came = changes.after(self._system.redis, key, self._seq, wait_ms)
        except Away as error:
            raise live.DoorAway(str(error)) from error
        if came and came[0].seq != self._seq + 1:
            raise live.DoorAway("Changes are missing.")
        if came:
            self._seq = came[-1].seq
        return _cases(came)


def _cases(came: list[Change]) -> list[Case]:
    return [change.state for change in came if isinstance(change.state, Case)]


def simulate(system: System, speed: float, stop: threading.Event) -> None:
    """Plays the outside world, live, until stopped."""
    town = Town(system.district, system.pack.places, SEED)
    live.run(Door(system, stop), town, speed)
