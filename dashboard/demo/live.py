"""The demo: plays the district's last days into an empty database, then goes on live."""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime

import structlog

from dashboard.access import passwords
from dashboard.access.identity import password_of
from dashboard.actions import accounts
from dashboard.actions.handle import handle
from dashboard.actions.sending import send
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.demo.past import SEED, play_past
from dashboard.demo.people import PEOPLE, everybody
from dashboard.demo.roster import write_roster
from dashboard.demo.screens import SCREENS, token_of
from dashboard.domain.accounts import AddPerson, ResetPassword
from dashboard.domain.commands import Report
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.runtime.readiness import need_demo, need_unused_redis
from dashboard.senders import outlets
from dashboard.senders.letter import Outlet
from dashboard.store import (
    duty,
    instructions,
    journal,
    people,
    proximity,
    reads,
    tokens,
    workspace,
)
from dashboard.store.demo_mark import BY
from dashboard.store.engines import DatabaseUnavailable
from dashboard.streams import changes
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System
from feeds.simulator import live
from feeds.simulator.town import Town

log = structlog.get_logger()
DAYS = 8


def prepare(system: System, say: Callable[[str], object]) -> None:
    """Opens accounts and plays the last days into an empty database, all of them or none.

    `say` gets messages about the progress.

    Raises `SettingsError` for a database that is neither empty nor a demo's, and for an empty one
    beside a Redis that is in use.
    """
    need_demo(system)
    is_new = not _has_past(system)
    if is_new:
        need_unused_redis(system)
    open_accounts(system)  # first, because they mark the database as the demo's
    if is_new:
        play_past(system, DAYS, say)
    add_missing_walls(system)
    write_roster(system)
    open_channel(system)


def _has_past(system: System) -> bool:
    """Whether there has been any case; people and a calendar don't count."""
    with system.reader.connect() as connection:
        return reads.has_cases(connection, system.district.key)


def open_accounts(system: System) -> None:
    """Opens the missing accounts; all of them get the demo's password."""
    password = system.settings.demo_password
    persons = everybody(system.district)
    with system.reader.connect() as connection:
        there = people.known(connection, system.district.key, persons)
    renewed = passwords.matches(password_of(system, PEOPLE[0].login), password)
    if renewed and len(there) == len(persons):
        return
    hashed = passwords.hashed(password)
    with system.engine.begin() as connection:
        for login, person in persons.items():
            work = UnitOfWork(system, connection, system.clock(), person=BY)
            if login not in there:
                accounts.change(work, AddPerson(person=person, hashed=hashed))
            elif not renewed:
                accounts.change(work, ResetPassword(login=login, hashed=hashed))


def add_missing_walls(system: System) -> None:
    """Adds the missing walls, and their links, which always stay the same."""
    use, key = tokens.TokenUse.WALL, system.district.key
    with system.reader.connect() as connection:
        given = {name for name, _, _ in tokens.all_of(connection, key, use)}
    for command in SCREENS:
        if command.name in given:
            continue  # exists already, even if somebody has revoked it
        handle(system, command, by=BY)
        token = token_of(system.settings.demo_token, command.name)
        with system.engine.begin() as connection:
            tokens.keep(connection, key, (command.name, use, token), system.now_ms())


def open_channel(system: System) -> None:
    """Calls go to a file, `outgoing/demo.jsonl`, until somebody has changed the channels."""
    var = system.settings.var
    if not (var / outlets.FILE).exists():
        channel = CallChannel(name="demo", kind=ChannelKind.FILE)
        outlets.keep(var, Outlet(channel=channel, options={}))


class LiveGateway:
    """What the simulator uses: the inbox, the changes, and what is open at its start."""

    def __init__(self, system: System, stop: threading.Event) -> None:
        self._system = system
        self._stop = stop
        self._seq = 0

    def now(self) -> datetime:
        return self._system.clock()

    def stopped(self, seconds: float = 0) -> bool:
        """Waits; true when the simulator must end."""
        return self._stop.wait(seconds)

    def send(self, reports: Iterable[Report]) -> None:
        """Puts reports into the inbox, as every sender does."""
        try:
            send(self._system, reports)
        except RedisUnavailable as error:
            raise live.CentreUnreachable(str(error)) from error

    def do(self, desk_order: live.DeskOrder) -> None:
        """Acts at the desk of a person whose account is active, as every person does."""
        try:
            with self._system.reader.connect() as connection:
                account = people.account(connection, self._system.district.key, desk_order.login)
            if account is None or not account.active:
                return
            answer = handle(self._system, desk_order.order, by=account.person, seen=desk_order.seen)
        except DatabaseUnavailable as error:
            raise live.CentreUnreachable(str(error)) from error
        if answer.refused:
            log.info("refused at a desk", login=desk_order.login, code=answer.refused.code)

    def standing(self) -> list[live.State]:
        """What is open now; `changes` continues from here."""
        key = self._system.district.key
        with self._system.reader.connect() as connection:
            self._seq = journal.last_seq(connection, key)
            cases: list[live.State] = list(reads.open_cases(connection, key))
            running = duty.shifts(connection, key)[:1]
            tasks = workspace.open_tasks(connection, key)
            waiting = instructions.waiting(connection, key)
            incidents = proximity.incidents_at_hand(connection, key)
            return [*cases, *incidents, *running, *tasks, *waiting]

    def changes(self, seconds: float) -> list[live.State]:
        """What has changed; waits up to `seconds` for the first change.

        Raises `CentreUnreachable` also for a gap in the stream; then `standing` has the present.
        """
        wait_ms = max(1, round(seconds * 1000))
        try:
            key = self._system.district.key
            came = changes.after(self._system.redis, key, self._seq, wait_ms)
        except RedisUnavailable as error:
            raise live.CentreUnreachable(str(error)) from error
        if came and came[0].seq != self._seq + 1:
            raise live.CentreUnreachable("Changes are missing.")
        if came:
            self._seq = came[-1].seq
        return [change.state for change in came if isinstance(change.state, live.State)]


def simulate(system: System, speed: float, stop: threading.Event) -> None:
    """Plays the district's day live until it is stopped."""
    town = Town(system.district, system.pack.places, SEED)
    live.run(LiveGateway(system, stop), town, speed)
