"""handle(): a person's command, from a desk or a test; the only entry besides the inbox."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.actions import accounts, calendar, duty, handler_table, instructions, keys, screens
from dashboard.actions.act_names import NAMES
from dashboard.actions.envelope import Envelope
from dashboard.actions.ingest import Receipt, check_order
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.accounts import AccountCommand
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.calendar_state import CalendarCommand
from dashboard.domain.commands import PlacedCommand
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.instructions.instruction_commands import WriteInstruction
from dashboard.domain.keys import KeyCommand
from dashboard.domain.life import Spot
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Denied, Person, may
from dashboard.domain.screens import ScreenCommand
from dashboard.store.engines import Conflict, Connection
from dashboard.store.intake import already_received
from dashboard.system import System

ATTEMPTS = 5
ALL_NAMES = {
    **accounts.NAMES,
    **calendar.NAMES,
    **screens.NAMES,
    **keys.NAMES,
    **duty.NAMES,
    **NAMES,
}
CaselessCommand = AccountCommand | CalendarCommand | ScreenCommand | KeyCommand | DutyCommand
"""Commands that concern no case."""
AnyCommand = CentreCommand | CaselessCommand


def handle(
    system: System,
    command: AnyCommand,
    *,
    by: Person | str,
    seen: int | None = None,
    once: str = "",
) -> Receipt:
    """Runs one command in one transaction; its answer is true once it returns.

    A person may do what `domain.roles` lets them; a plain name is one of our own workers, which may
    do everything. The journal names them, whatever unit or name the command gives.

    `seen` is the version that the person saw: if the case has moved on since, the answer names who
    did what. Without `seen` a lost race is run again. A refusal is an answer; a database that is
    away is `store.engines.DatabaseUnavailable`.

    `once` identifies a request on a case among all of this person's requests, as `id` identifies a
    message: if it comes again it gets the same answer and changes nothing.
    """
    try:
        return _attempt(system, _steps(system, command, by, once), Requester(by, seen))
    except Denied as denied:
        if isinstance(by, Person):
            envelope = ALL_NAMES.get(type(command), type(command).__name__)
            accounts.note_denial(system, by, (envelope, getattr(command, "case", "") or ""), denied)
        return Receipt(refused=denied)
    except Refused as refused:
        return Receipt(refused=refused)


def preview(system: System, command: WriteInstruction, *, by: Person) -> Instruction:
    """The instruction as it would be written now; nothing is. Raises `Refused`."""
    check_order(system, command, by.login)
    with system.reader.connect() as connection:
        work = Requester(by, None).sit(system, connection)
        _allow(by, command, work)
        return instructions.drafted(work, command)


@dataclass(frozen=True, slots=True)
class Requester:
    """Who acts, and the version of the case that they saw."""

    by: Person | str
    seen: int | None

    def sit(self, system: System, connection: Connection) -> UnitOfWork:
        """Opens the unit of work of one attempt."""
        work = UnitOfWork(system, connection, system.clock(), self.seen, _name(self.by))
        work.account = self.by if isinstance(self.by, Person) else None
        return work


def _attempt(system: System, steps: Callable[[UnitOfWork], str], who: Requester) -> Receipt:
    for _ in range(ATTEMPTS):
        try:
            with system.engine.begin() as connection:
                work = who.sit(system, connection)
                key = steps(work)
        except Conflict:
            continue
        tell(system, work.told)
        return Receipt(key)
    return Receipt(refused=Refused("BUSY", "Others keep changing the same case; try again."))


def _steps(
    system: System, command: AnyCommand, by: Person | str, once: str
) -> Callable[[UnitOfWork], str]:
    """The steps of one attempt; only within its transaction may they ask who the person is."""
    if not isinstance(command, CaselessCommand):
        return _on_case(system, command, by, once)

    def steps(work: UnitOfWork) -> str:
        _allow(by, command, work)
        return _without_case(work, command)

    return steps


def _without_case(work: UnitOfWork, command: CaselessCommand) -> str:
    if isinstance(command, AccountCommand):
        return accounts.change(work, command)
    if isinstance(command, CalendarCommand):
        return calendar.change(work, command)
    if isinstance(command, KeyCommand):
        return keys.change(work, command)
    if isinstance(command, DutyCommand):
        return duty.change(work, command)
    return screens.change(work, command)


def _on_case(
    system: System, command: CentreCommand, by: Person | str, once: str
) -> Callable[[UnitOfWork], str]:
    envelope = check_order(system, command, _name(by))
    identity = (envelope.source, once or uuid.uuid4().hex)

    def steps(work: UnitOfWork) -> str:
        if once:
            known = already_received(work.connection, work.district, [identity])
            if identity in known:
                return known[identity]
        key = _done(work, envelope, by, identity)
        work.write()
        return key

    return steps


def _done(work: UnitOfWork, envelope: Envelope, by: Person | str, identity: tuple[str, str]) -> str:
    handler_table.hold_for(work, [envelope.command])
    _allow(by, _with_grid(envelope.command, envelope.spot), work)
    key = handler_table.perform(work, envelope)
    work.received_as(*identity, key)
    return key


def act_in(work: UnitOfWork, command: CentreCommand | DutyCommand, by: Person) -> str:
    """Acts within a transaction that somebody else commits, such as the demo's past.

    Raises `Refused`, also for what the person may not do.
    """
    before = work.person, work.account
    work.person, work.account = by.login, by
    try:
        if isinstance(command, DutyCommand):
            _allow(by, command, work)
            return duty.perform(work, command)
        envelope = check_order(work.system, command, by.login)
        return _done(work, envelope, by, (envelope.source, uuid.uuid4().hex))
    finally:
        work.person, work.account = before


def _with_grid(command: CentreCommand, spot: Spot | None) -> CentreCommand:
    """Adds the grid of a point, now that it is known: it may be another unit's."""
    return (
        replace(command, grid=spot.grid) if spot and isinstance(command, PlacedCommand) else command
    )


def _allow(by: Person | str, command: AnyCommand, work: UnitOfWork) -> None:
    """The only place that checks whether a person may do this."""
    if isinstance(by, str):
        return
    case = work.cases.get(getattr(command, "case", None) or "")
    others = (getattr(command, "into", None) or "", *getattr(command, "cases", ()))
    for one in (case, *filter(None, map(work.cases.get, others))):
        denied = may(by, command, one, work.now)
        if denied:
            raise denied


def _name(by: Person | str) -> str:
    return by if isinstance(by, str) else by.login
