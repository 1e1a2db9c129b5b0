"""handle(): a person's command, from a desk or a test; the one door beside the inbox."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.actions import accounts, calendar, doing, keys, screens
from dashboard.actions.asked import Asked
from dashboard.actions.naming import NAMES
from dashboard.actions.sitting import Sitting
from dashboard.actions.take import Answer, check_order
from dashboard.actions.telling import tell
from dashboard.domain.accounts import AccountCommand
from dashboard.domain.arrangement import CalendarCommand
from dashboard.domain.commands import Placed
from dashboard.domain.keys import KeyCommand
from dashboard.domain.life import Spot
from dashboard.domain.orders import Order
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Denied, Person, may
from dashboard.domain.screens import ScreenCommand
from dashboard.store.engines import Conflict, Connection
from dashboard.store.intake import already_received
from dashboard.system import System

ATTEMPTS = 5
Apart = AccountCommand | CalendarCommand | ScreenCommand | KeyCommand
"""What concerns no case."""
Anything = Order | Apart


def handle(
    system: System,
    command: Anything,
    *,
    by: Person | str,
    seen: int | None = None,
    once: str = "",
) -> Answer:
    """Runs one command in one transaction; what it says is true once it returns.

    A person may do what `domain.roles` lets them; a name alone is one of our own workers, whom
    nobody asks. The journal names them, whatever unit or name the command gives.

    `seen` is the version that the person saw: if the case has moved on since, the answer names who
    did what. Without `seen` a lost race is run again. A refusal is an answer; a database that is
    away is `store.engines.Trouble`.

    `once` identifies what is asked on a case among all that this person ever asks, as `id` does a
    message: the same once more is answered as it was then, and changes nothing.
    """
    try:
        return _attempt(system, _work(system, command, by, once), Sitter(by, seen))
    except Denied as denied:
        if isinstance(by, Person):
            names = {**accounts.NAMES, **calendar.NAMES, **screens.NAMES, **keys.NAMES, **NAMES}
            asked = names.get(type(command), type(command).__name__)
            accounts.note_denial(system, by, (asked, getattr(command, "case", "") or ""), denied)
        return Answer(refused=denied)
    except Refused as refused:
        return Answer(refused=refused)


@dataclass(frozen=True, slots=True)
class Sitter:
    """Who acts, and the version of the case that they saw."""

    by: Person | str
    seen: int | None

    def sit(self, system: System, connection: Connection) -> Sitting:
        """Opens the working set of one attempt."""
        sitting = Sitting(system, connection, system.clock(), self.seen, _name(self.by))
        sitting.account = self.by if isinstance(self.by, Person) else None
        return sitting


def _attempt(system: System, work: Callable[[Sitting], str], who: Sitter) -> Answer:
    for _ in range(ATTEMPTS):
        try:
            with system.engine.begin() as connection:
                sitting = who.sit(system, connection)
                key = work(sitting)
        except Conflict:
            continue
        tell(system, sitting.told)
        return Answer(key)
    return Answer(refused=Refused("BUSY", "Others keep changing the same case; try again."))


def _work(
    system: System, command: Anything, by: Person | str, once: str
) -> Callable[[Sitting], str]:
    """What one attempt does; who it is may be asked only within its transaction."""
    if not isinstance(command, Apart):
        return _on_case(system, command, by, once)

    def work(sitting: Sitting) -> str:
        _allow(by, command, sitting)
        return _apart(sitting, command)

    return work


def _apart(sitting: Sitting, command: Apart) -> str:
    if isinstance(command, AccountCommand):
        return accounts.change(sitting, command)
    if isinstance(command, CalendarCommand):
        return calendar.change(sitting, command)
    if isinstance(command, KeyCommand):
        return keys.change(sitting, command)
    return screens.change(sitting, command)


def _on_case(
    system: System, command: Order, by: Person | str, once: str
) -> Callable[[Sitting], str]:
    asked = check_order(system, command, _name(by))
    identity = (asked.source, once or uuid.uuid4().hex)

    def work(sitting: Sitting) -> str:
        if once:
            known = already_received(sitting.connection, sitting.district, [identity])
            if identity in known:
                return known[identity]
        key = _done(sitting, asked, by, identity)
        sitting.write()
        return key

    return work


def _done(sitting: Sitting, asked: Asked, by: Person | str, identity: tuple[str, str]) -> str:
    doing.hold_for(sitting, [asked.command])
    _allow(by, _with_grid(asked.command, asked.spot), sitting)
    key = doing.perform(sitting, asked)
    sitting.received_as(*identity, key)
    return key


def act_in(sitting: Sitting, command: Order, by: Person) -> str:
    """The same within a transaction that somebody else writes, such as the demo's past.

    Raises `Refused`, also what the person may not.
    """
    before = sitting.person, sitting.account
    sitting.person, sitting.account = by.login, by
    try:
        asked = check_order(sitting.system, command, by.login)
        return _done(sitting, asked, by, (asked.source, uuid.uuid4().hex))
    finally:
        sitting.person, sitting.account = before


def _with_grid(command: Order, spot: Spot | None) -> Order:
    """A point's grid is known by now, and may be somebody else's."""
    return replace(command, grid=spot.grid) if spot and isinstance(command, Placed) else command


def _allow(by: Person | str, command: Anything, sitting: Sitting) -> None:
    """The one place where anybody is asked whether they may."""
    if isinstance(by, str):
        return
    case = sitting.cases.get(getattr(command, "case", None) or "")
    other = sitting.cases.get(getattr(command, "into", None) or "")
    now = sitting.now
    denied = may(by, command, case, now) or (other and may(by, command, other, now))
    if denied:
        raise denied


def _name(by: Person | str) -> str:
    return by if isinstance(by, str) else by.login
