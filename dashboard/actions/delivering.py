"""What becomes of outgoing messages: attempts and their ends, a person's answer, sending again."""

from collections.abc import Mapping, Sequence

from dashboard.actions.alerts import acknowledge_alert
from dashboard.actions.calling import BY, CALL_OFF, OUTBOX
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts.value import subject_of
from dashboard.domain.changes import Act, Kind
from dashboard.domain.duty.calls import AnswerCall, CallCommand, SendAgain
from dashboard.domain.duty.chain_steps import answered_by
from dashboard.domain.duty.chains import ChainState, asks, key_of_subject
from dashboard.domain.duty.outgoing import (
    OutgoingMessage,
    attempted,
    called_off,
    confirmed,
    failed,
    sent_again,
)
from dashboard.domain.oversight_commands import AcknowledgeAlert
from dashboard.domain.persons import Person
from dashboard.domain.roles import may_kind
from dashboard.senders.letter import Attempt
from dashboard.store import alerts, outgoing, records
from dashboard.system import System

NAMES: dict[type, str] = {AnswerCall: "answer_call", SendAgain: "send_again"}
ATTEMPT, CONFIRM, FAIL = "attempt", "confirm", "fail"
BY_LINK = "LINK"
"""How it was answered, in the journal: by the link of a message, without a log-in."""


def take(system: System, numbers: Sequence[str]) -> list[OutgoingMessage]:
    """Begins an attempt at those of these messages that aren't over, and returns them."""
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        records.wait_turn(connection, work.district, [OUTBOX])
        found = outgoing.for_update(connection, work.district, numbers)
        taken = [attempted(one, work.now) for one in found if not one.over]
        for one in taken:
            _note(work, ATTEMPT, one)
        work.write()
    tell(system, work.told)
    return taken


def end(system: System, ended: Mapping[str, Attempt]) -> None:
    """Notes how an attempt has ended, by the messages' numbers.

    What was called off meanwhile and has arrived all the same is noted as it is: it arrived.
    """
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        records.wait_turn(connection, work.district, [OUTBOX])
        for one in outgoing.for_update(connection, work.district, ended):
            how = ended[one.number]
            if how.confirmed:
                _note(work, CONFIRM, confirmed(one, work.now))
            elif not one.over:
                after = failed(one, how.why, work.now, wait=how.wait, final=how.final)
                _note(work, FAIL, after)
        work.write()
    tell(system, work.told)


def change(work: UnitOfWork, command: CallCommand, by: Person) -> str:
    """A person's command; its caller writes."""
    if isinstance(command, AnswerCall):
        return _answer(work, command, by)
    records.wait_turn(work.connection, work.district, [OUTBOX])
    found = outgoing.for_update(work.connection, work.district, [command.number])
    before = next(iter(found), None)
    stands = before is not None and _stands(work, before.chain)
    after = sent_again(before, by.login, work.now, stands=stands)
    work.add(
        Act(Kind.MESSAGE, after.key, NAMES[SendAgain], work.person, "", work.now, after),
    )
    return after.number


def _stands(work: UnitOfWork, key: str) -> bool:
    found = outgoing.chain(work.connection, work.district, key)
    return found is not None and found.state is not ChainState.GONE


def _answer(work: UnitOfWork, command: AnswerCall, by: Person) -> str:
    """Notes the answer, and sends this person nothing more of that chain.

    Whoever answers has seen the alert that called: that ends the calls.
    """
    subject = key_of_subject(command.chain)
    records.wait_turn(work.connection, work.district, [OUTBOX, subject_of(subject)])
    before = outgoing.chain(work.connection, work.district, command.chain)
    after = answered_by(before, by.login, work.now)
    act, how = NAMES[AnswerCall], BY_LINK if command.by_link else ""
    work.add(Act(Kind.CHAIN, after.key, act, work.person, how, work.now, after))
    for one in outgoing.of_chains(work.connection, work.district, [after.key]):
        if one.login == by.login and not one.over:
            _note(work, CALL_OFF, called_off(one, ChainState.ANSWERED.value, work.now))
    alert = alerts.one(work.connection, work.district, subject)
    waits = alert is not None and asks(alert, work.now)
    if waits and may_kind(by, AcknowledgeAlert) is None:
        acknowledge_alert(work, AcknowledgeAlert(alert=subject))
    return after.key


def _note(work: UnitOfWork, act: str, after: OutgoingMessage) -> None:
    work.add(Act(Kind.MESSAGE, after.key, act, BY, after.reason, work.now, after))
