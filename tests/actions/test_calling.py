"""Calling people on real databases: an alert calls, step by step, until it is acknowledged."""

from datetime import timedelta

from dashboard.actions import delivering
from dashboard.actions.calling import look
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.outgoing import MessageState, OutgoingMessage
from dashboard.domain.oversight_commands import AcknowledgeAlert
from dashboard.senders.letter import CONFIRMED, Attempt
from dashboard.store import alerts, outgoing
from tests.actions.test_roster import accounts, tour
from tests.helpers.centre import Centre
from tests.helpers.messages import message
from tests.helpers.people import do

__all__ = ["accounts"]
CHANNELS = [CallChannel(name="file", kind=ChannelKind.FILE)]


def messages(centre: Centre) -> list[OutgoingMessage]:
    with centre.system.reader.connect() as connection:
        return outgoing.newest(connection, centre.district)[::-1]


def on_duty(centre: Centre) -> None:
    for login, post in (("duty", "MAIN"), ("foreman", "FOREMAN"), ("duty-leader", "LEADER")):
        do(centre, "foreman", tour(centre, login, 0, post=post))


def alarm(centre: Centre) -> str:
    """The key of the alert of an incident that nobody has confirmed."""
    found = ReportIncident(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=310)
    centre.settle(message(1, found))
    centre.ring_deadlines()
    with centre.system.reader.connect() as connection:
        [alert] = alerts.standing(connection, centre.district)
    return alert.key


def test_an_alert_calls_step_by_step_until_it_is_acknowledged(centre: Centre) -> None:
    on_duty(centre)
    key = alarm(centre)
    assert look(centre.system, CHANNELS) == 1
    assert look(centre.system, CHANNELS) == 0
    assert [(one.login, one.state) for one in messages(centre)] == [("duty", MessageState.ASKED)]
    centre.clock.move(minutes=2)
    assert look(centre.system, CHANNELS) == 1
    assert [one.login for one in messages(centre)] == ["duty", "foreman"]
    do(centre, "duty", AcknowledgeAlert(alert=key))
    assert look(centre.system, CHANNELS) == 1
    assert {one.state for one in messages(centre)} == {MessageState.CALLED_OFF}
    centre.clock.move(minutes=4)
    assert look(centre.system, CHANNELS) == 0
    assert centre.faults() == []


def test_a_failed_attempt_is_made_again_and_the_last_one_calls_the_next_person(
    centre: Centre,
) -> None:
    on_duty(centre)
    alarm(centre)
    look(centre.system, CHANNELS)
    number = messages(centre)[0].number
    lost = Attempt(confirmed=False, why="no answer in time")
    for pause in (3, 10, 30, 60):
        [taken] = delivering.take(centre.system, [number])
        assert (taken.state, taken.id) == (MessageState.ACCEPTED, f"msg_{number}")
        delivering.end(centre.system, {number: lost})
        [one] = messages(centre)
        assert one.next_at == centre.clock() + timedelta(seconds=pause)
        centre.clock.move(seconds=pause)
    delivering.take(centre.system, [number])
    delivering.end(centre.system, {number: lost})
    assert messages(centre)[0].given_up
    look(centre.system, CHANNELS)
    assert [one.login for one in messages(centre)] == ["duty", "foreman"]
    delivering.take(centre.system, [messages(centre)[1].number])
    delivering.end(centre.system, {messages(centre)[1].number: CONFIRMED})
    assert messages(centre)[1].state is MessageState.CONFIRMED
    assert delivering.take(centre.system, [number]) == []


def test_without_a_channel_nothing_begins(centre: Centre) -> None:
    on_duty(centre)
    alarm(centre)
    assert look(centre.system, []) == 0
    assert messages(centre) == []
