"""Warnings: a message becomes a state and ends those that it names; the clock ends the rest."""

from typing import Any

from dashboard.actions.act_names import NAMES
from dashboard.actions.envelope import Envelope
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.districts.warned import streets_touched
from dashboard.domain.changes import Act, Kind
from dashboard.domain.refusals import Refused
from dashboard.domain.warned import warning as w
from dashboard.domain.warned.messages import MessageType, PublishWarning
from dashboard.store import records
from dashboard.store import warnings as store
from dashboard.system import System

SERIES = "warnings"
"""The series of their numbers, and whose turn their writers wait for."""
BY = "timers"
EXPIRE, END = "expire_warning", "end_warning"
"""Acts on a warning that another message or the clock ends."""
BATCH = 100


def refuse_at_the_door(system: System, command: PublishWarning) -> None:
    """Raises `Refused` for a message that wouldn't be taken, before it goes into the inbox."""
    w.refuse_unfit(command, _streets(system, command), system.clock())


def _streets(system: System, command: PublishWarning) -> tuple[str, ...]:
    if command.message is MessageType.CANCEL:
        return ()
    return streets_touched(system.district, system.pack.places, command.areas)


def publish(work: UnitOfWork, envelope: Envelope) -> str:
    """Takes one message; returns its number. The same message again changes nothing."""
    command: Any = envelope.command
    records.wait_turn(work.connection, work.district, [SERIES])
    own = w.identity_of(w.own_reference(command))
    there = _taken_here(work, own) or store.known(work.connection, work.district, own)
    if there is not None:
        return there
    streets = _streets(work.system, command)
    w.refuse_unfit(command, streets, work.now)
    named = [w.identity_of(one) for one in command.references]
    ends = command.message is not MessageType.ALERT
    touched = _known(work, named) if ends else []
    _need_room(work, touched)
    number = f"{work.next_number(SERIES):08}"
    state = w.taken(command, number, streets, _named_by(work, own), work.now)
    _add(work, envelope, NAMES[PublishWarning], state)
    if ends:
        store.keep_references(work.connection, work.district, number, named)
    for before in touched:
        after = w.ended(before, state, work.now)
        if after is not None:
            _add(work, envelope, END, after)
    return number


def _need_room(work: UnitOfWork, touched: list[w.PublicWarning]) -> None:
    standing = store.count_standing(work.connection, work.district)
    standing += sum(one.open and one.version == 1 for one in _of(work).values())
    if standing - sum(one.open for one in touched) >= w.STANDING_MAX:
        words = f"{w.STANDING_MAX} warnings stand already."
        raise Refused("WARNINGS_FULL", words, most=w.STANDING_MAX)


def _of(work: UnitOfWork) -> dict[str, w.PublicWarning]:
    """The warnings that this transaction has written, which aren't in the database yet."""
    states = (act.state for act in work.acts)
    return {one.number: one for one in states if isinstance(one, w.PublicWarning)}


def _taken_here(work: UnitOfWork, identity: str) -> str | None:
    found = (one.number for one in _of(work).values() if one.identity == identity)
    return next(found, None)


def _known(work: UnitOfWork, identities: list[str]) -> list[w.PublicWarning]:
    """The messages of these identities, as this transaction has left them."""
    stored = {
        one.number: one for one in store.for_update(work.connection, work.district, identities)
    }
    here = {no: one for no, one in _of(work).items() if one.identity in identities}
    return [*(stored | here).values()]


def _named_by(work: UnitOfWork, identity: str) -> w.PublicWarning | None:
    """The message that has ended this one before it came."""
    for one in _of(work).values():
        ends = one.message is not MessageType.ALERT
        if ends and identity in {w.identity_of(named) for named in one.references}:
            return one
    return store.naming(work.connection, work.district, identity)


def _add(work: UnitOfWork, envelope: Envelope, act: str, state: w.PublicWarning) -> None:
    by, why = envelope.by(work.person), _why(state)
    work.add(Act(Kind.WARNING, state.key, act, by, why, work.now, state, via=envelope.via))


def _why(state: w.PublicWarning) -> str:
    said = state.said_in("zh")
    return (said.headline or said.event) if said else state.followed_by


def expire(system: System) -> int:
    """Notes the warnings whose end has passed; returns how many."""
    with system.reader.connect() as connection:
        if not store.any_over_by(connection, system.district.key, system.clock()):
            return 0
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        ended = expire_in(work)
        work.write()
    tell(system, work.told)
    return ended


def expire_in(work: UnitOfWork) -> int:
    """The same within a transaction that somebody else commits, and writes."""
    records.wait_turn(work.connection, work.district, [SERIES])
    found = store.over_by(work.connection, work.district, work.now, BATCH)
    for before in found:
        after = w.expired(before, work.now)
        if after is not None:
            act = Act(Kind.WARNING, after.key, EXPIRE, BY, _why(after), work.now, after)
            work.add(act)
    return len(found)
