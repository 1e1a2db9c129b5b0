"""What becomes of outgoing messages: attempts and their ends, a person's answer, sending again."""

from collections.abc import Mapping, Sequence

from dashboard.actions.calling import BY, CALL_OFF, OUTBOX
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.changes import Act, Kind
from dashboard.domain.duty.calls import AnswerCall, CallCommand, SendAgain
from dashboard.domain.duty.chain_steps import answered_by
from dashboard.domain.duty.chains import ChainState
from dashboard.domain.duty.outgoing import (
    OutgoingMessage,
    attempted,
    called_off,
    confirmed,
    failed,
    sent_again,
)
from dashboard.domain.persons import Person
from dashboard.senders.letter import Attempt
from dashboard.store import outgoing, records
from dashboard.system import System

NAMES: dict[type, str] = {AnswerCall: "answer_call", SendAgain: "send_again"}
ATTEMPT, CONFIRM, FAIL = "attempt", "confirm", "fail"


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
    records.wait_turn(work.connection, work.district, [OUTBOX])
    if isinstance(command, AnswerCall):
        return _answer(work, command, by)
    found = outgoing.for_update(work.connection, work.district, [command.number])
    after = sent_again(next(iter(found), None), by.login, work.now)
    work.add(
        Act(Kind.MESSAGE, after.key, NAMES[SendAgain], work.person, "", work.now, after),
    )
    return after.number


def _answer(work: UnitOfWork, command: AnswerCall, by: Person) -> str:
    """Notes the answer, and sends this person nothing more of that chain."""
    before = outgoing.chain(work.connection, work.district, command.chain)
    after = answered_by(before, by.login, work.now)
    act = NAMES[AnswerCall]
    work.add(Act(Kind.CHAIN, after.key, act, work.person, "", work.now, after))
    for one in outgoing.of_chains(work.connection, work.district, [after.key]):
        if one.login == by.login and not one.over:
            _note(work, CALL_OFF, called_off(one, ChainState.ANSWERED.value, work.now))
    return after.key


def _note(work: UnitOfWork, act: str, after: OutgoingMessage) -> None:
    work.add(Act(Kind.MESSAGE, after.key, act, BY, after.reason, work.now, after))
