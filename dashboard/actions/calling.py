"""Calls people by chains: looks at what stands, takes the steps that are due, writes messages.

A step and its messages are written together; what calls for it is read in that transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts import Turn
from dashboard.domain.changes import Act, Kind
from dashboard.domain.duty.chain_steps import Advance, Callee, Holder, Reach, Situation, advance
from dashboard.domain.duty.chains import (
    GRAVE,
    Chain,
    ChainState,
    ChainSubject,
    chain_key,
    of_alert,
    of_shift,
)
from dashboard.domain.duty.channels import CallChannel
from dashboard.domain.duty.outgoing import OutgoingMessage, called_off
from dashboard.domain.duty.shifts import Shift
from dashboard.store import alerts, duty, outgoing, records, roster
from dashboard.store.engines import Connection
from dashboard.system import System

BY = "notifier"
OUTBOX = "outbox"
"""The series of the messages' numbers, and whose turn its writers wait for."""
CALL, END, CALL_OFF, ASK = "take_step", "end_chain", "call_off", "ask_for"
OF_INCIDENTS = frozenset({Turn.INCIDENT, Turn.REPORT_DUE, Turn.REPORT_LATE})
INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What stands at one instant: the objects, their chains, the messages of those that call."""

    subjects: Mapping[str, ChainSubject]
    chains: Mapping[str, Chain]
    messages: Sequence[OutgoingMessage]


def look(system: System, channels: Sequence[CallChannel]) -> int:
    """Takes every step that is due now, and ends what is over; returns how many chains changed.

    Without channels nobody can be called: nothing begins then.
    """
    with system.reader.connect() as connection:
        idle = not channels and not outgoing.any_chain(connection, system.district.key)
        found = [] if idle else _advances(system, connection, channels)
    if not found:
        return 0
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        records.wait_turn(connection, work.district, [OUTBOX])
        found = _advances(system, connection, channels)
        work.batch = max(1, sum(len(one.calls) for one in found))
        for one in found:
            _note(work, one)
        _call_off(work, [one.chain for one in found])
        work.write()
    tell(system, work.told)
    return len(found)


def _advances(
    system: System, connection: Connection, channels: Sequence[CallChannel]
) -> list[Advance]:
    now = system.clock()
    facts = _facts(system, connection, now)
    if not channels and not facts.chains:
        return []
    reach = Reach(holders=holders(system, connection, now), channels=channels)
    here = Situation(rules=system.district.chains, reach=reach, now=now)
    keys = {chain_key(subject) for subject in facts.subjects} | facts.chains.keys()
    subjects = {chain_key(key): subject for key, subject in facts.subjects.items()}
    found = []
    for key in sorted(keys):
        chain = facts.chains.get(key)
        begins = chain is not None or bool(channels)
        if not begins:
            continue
        one = advance(
            chain,
            subjects.get(key),
            here,
            given_up=chain is not None and _given_up(chain, facts.messages),
        )
        if one is not None:
            found.append(one)
    return found


def _facts(system: System, connection: Connection, now: datetime) -> CallFacts:
    district = system.district.key
    subjects = {one.key: one for one in standing_subjects(system, connection, now)}
    chains = outgoing.standing_chains(connection, district, [chain_key(key) for key in subjects])
    calling = [chain.key for chain in chains.values() if chain.calling]
    return CallFacts(subjects, chains, outgoing.of_chains(connection, district, calling))


def standing_subjects(system: System, connection: Connection, now: datetime) -> list[ChainSubject]:
    """Everything that calls people at this instant."""
    district = system.district.key
    found = outgoing.called_for(connection, district)
    numbers = {alert.case for alert in found if alert.lamp in OF_INCIDENTS}
    titles = {n: one.title for n, one in alerts.incidents(connection, district, numbers).items()}
    subjects = [of_alert(one, titles.get(one.case) or one.item or "", now) for one in found]
    running = next(iter(duty.shifts(connection, district)), None)
    subjects.append(of_shift(running, now))
    return [subject for subject in subjects if subject is not None]


def holders(system: System, connection: Connection, now: datetime) -> dict[str, list[Holder]]:
    """Who holds each post by the roster; whoever has signed for the shift holds its post, too."""
    district = system.district.key
    found: dict[str, list[Holder]] = {}
    for entry in roster.between(connection, district, now, now + INSTANT):
        held = Holder(login=entry.login, name=entry.name, contact=entry.contact)
        found.setdefault(entry.post, []).append(held)
    running = next(iter(duty.shifts(connection, district)), None)
    _add_officer(system, connection, running, found)
    return found


def _add_officer(
    system: System, connection: Connection, shift: Shift | None, found: dict[str, list[Holder]]
) -> None:
    post = next((code for code, one in system.district.posts.items() if one.has_shift), None)
    if shift is None or post is None:
        return
    held = found.setdefault(post, [])
    if shift.officer not in {one.login for one in held}:
        contact = roster.last_contact(connection, system.district.key, shift.officer)
        held.insert(0, Holder(login=shift.officer, name=shift.name, contact=contact))


def _given_up(chain: Chain, messages: Iterable[OutgoingMessage]) -> bool:
    """Whether the last step's messages have all failed for good."""
    step = len(chain.steps)
    of_step = [
        one
        for one in messages
        if (one.chain, one.round, one.step) == (chain.key, chain.round, step)
    ]
    return bool(of_step) and all(one.given_up for one in of_step)


def _note(work: UnitOfWork, one: Advance) -> None:
    chain = one.chain
    act = CALL if chain.calling else END
    work.add(Act(Kind.CHAIN, chain.key, act, BY, chain.state.value, work.now, chain))
    for callee in one.calls:
        message = _message(work, one, callee)
        work.add(Act(Kind.MESSAGE, message.key, ASK, BY, "", work.now, message))


def _message(work: UnitOfWork, one: Advance, callee: Callee) -> OutgoingMessage:
    chain, then = one.chain, one.then
    return OutgoingMessage(
        number=f"{work.next_number(OUTBOX):08}",
        version=1,
        chain=chain.key,
        round=chain.round,
        step=len(chain.steps),
        matter=chain.matter.value,
        of=chain.of,
        title=chain.title,
        due_at=chain.due_at,
        channel=callee.channel,
        post=callee.post,
        login=callee.login,
        name=callee.name,
        asked_at=work.now,
        changed_at=work.now,
        grave=chain.matter in GRAVE,
        next_at=work.now,
        then_at=chain.next_at if then else None,
        then_post=then.posts[0] if then else "",
    )


def _call_off(work: UnitOfWork, chains: Sequence[Chain]) -> None:
    """Calls off what still waits of chains that are answered or gone, and of their earlier rounds.

    What nobody has answered still goes out: it is as true as before.
    """
    ended = {chain.key: chain for chain in chains}
    waiting = [
        one.number
        for one in outgoing.of_chains(work.connection, work.district, ended)
        if not one.over and not one.asked_by and _is_over(ended[one.chain], one)
    ]
    for message in outgoing.for_update(work.connection, work.district, waiting):
        after = called_off(message, ended[message.chain].state.value, work.now)
        work.add(Act(Kind.MESSAGE, message.key, CALL_OFF, BY, after.reason, work.now, after))


def _is_over(chain: Chain, message: OutgoingMessage) -> bool:
    over = chain.state in (ChainState.ANSWERED, ChainState.GONE)
    return over or message.round < chain.round
