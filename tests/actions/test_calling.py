"""Calling people on real databases: an alert calls, step by step, until it is acknowledged."""

from datetime import timedelta

from callbacks.call_section import calls_data
from dashboard.actions import delivering
from dashboard.actions.calling import look
from dashboard.actions.dry_running import log_evening
from dashboard.domain.alerts import AlertState
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.calls import AnswerCall, SendAgain
from dashboard.domain.duty.chains import chain_key
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.outgoing import MessageState, OutgoingMessage
from dashboard.domain.oversight_commands import AcknowledgeAlert, DismissIncident
from dashboard.live.follower import Follower
from dashboard.senders.letter import CONFIRMED, Attempt
from dashboard.store import alerts, duty, outgoing
from layouts import dry_run_text
from tests.actions.test_roster import accounts, tour
from tests.helpers.centre import Centre
from tests.helpers.messages import message
from tests.helpers.people import do, refused
from tests.helpers.pictures import catch_up

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


def test_who_answers_has_seen_the_alert_and_nobody_else_is_called(centre: Centre) -> None:
    on_duty(centre)
    key = alarm(centre)
    look(centre.system, CHANNELS)
    command = AnswerCall(chain=chain_key(key))
    assert refused(centre, "foreman", command).code == "NOT_CALLED"
    do(centre, "duty", command)
    with centre.system.reader.connect() as connection:
        [alert] = alerts.standing(connection, centre.district)
    assert (alert.state, alert.taken_by) == (AlertState.ACKNOWLEDGED, "duty")
    assert refused(centre, "duty", command).code == "CALL_ANSWERED"
    centre.clock.move(minutes=2)
    look(centre.system, CHANNELS)
    assert [one.login for one in messages(centre)] == ["duty"]
    assert centre.faults() == []


def test_what_has_failed_for_good_is_sent_again_while_its_cause_stands(centre: Centre) -> None:
    on_duty(centre)
    key = alarm(centre)
    look(centre.system, CHANNELS)
    number = messages(centre)[0].number
    again = SendAgain(number=number)
    assert refused(centre, "foreman", again).code == "MESSAGE_NOT_FAILED"
    delivering.end(centre.system, {number: Attempt(confirmed=False, why="HTTP 401", final=True)})
    do(centre, "foreman", again)
    [one] = delivering.take(centre.system, [number])
    assert (one.asked_by, one.id, one.tries) == ("foreman", f"msg_{number}", 1)
    delivering.end(centre.system, {number: Attempt(confirmed=False, final=True)})
    do(centre, "duty", AcknowledgeAlert(alert=key))
    do(centre, "duty-leader", DismissIncident(incident=one.of, reason="误报"))
    centre.ring_deadlines()
    look(centre.system, CHANNELS)
    assert refused(centre, "foreman", again).code == "CALL_OVER"


def test_a_picture_that_followed_the_calls_equals_one_that_reads_them(centre: Centre) -> None:
    follower = Follower(centre.system)
    catch_up(centre, follower)
    on_duty(centre)
    key = alarm(centre)
    look(centre.system, CHANNELS)
    delivering.take(centre.system, [messages(centre)[0].number])
    centre.settle()
    catch_up(centre, follower)
    [known] = follower.picture.duty_room.calls.known()
    assert [one.login for one in known.messages] == ["duty"]
    fresh = Follower(centre.system)
    catch_up(centre, fresh)
    assert fresh.picture.duty_room.calls.known() == [known]
    [told] = calls_data(centre.system, follower.picture).values()
    assert (told["status"], told["title"], told["next"]["posts"]) == (
        "CALLING",
        "厂房起火",
        ["DEPUTY", "FOREMAN"],
    )
    assert told["steps"][0]["messages"][0]["status"] == "ACCEPTED"
    do(centre, "duty", AnswerCall(chain=chain_key(key)))
    look(centre.system, CHANNELS)
    centre.settle()
    catch_up(centre, follower)
    [told] = calls_data(centre.system, follower.picture).values()
    assert (told["status"], told["next"]) == ("ANSWERED", None)
    assert told["steps"][0]["called"][0]["answered"] is not None


def test_the_check_finds_a_step_and_a_message_that_nobody_took(centre: Centre) -> None:
    on_duty(centre)
    key = alarm(centre)
    look(centre.system, CHANNELS)
    assert centre.faults() == []
    centre.clock.move(minutes=2, seconds=31)
    centre.ring_deadlines()
    [step, waiting] = centre.faults()
    assert step.startswith(f"step 2 of {chain_key(key)} was due at ")
    assert waiting.startswith("message 00000001 to duty by file waits since ")


def test_each_evening_the_log_says_once_who_cannot_be_reached(centre: Centre) -> None:
    on_duty(centre)

    def entries() -> list[str]:
        with centre.system.reader.connect() as connection:
            return [one.words for one in duty.log(connection, centre.district)]

    assert not log_evening(centre.system, CHANNELS, dry_run_text.report)
    centre.clock.move(hours=8)
    assert not log_evening(centre.system, [], dry_run_text.report)
    assert log_evening(centre.system, CHANNELS, dry_run_text.report) is False  # no tour is left
    do(centre, "foreman", tour(centre, "duty", 0, hours=12))
    assert log_evening(centre.system, CHANNELS, dry_run_text.report)
    assert not log_evening(centre.system, CHANNELS, dry_run_text.report)
    [words] = entries()
    assert "无人可达" in words
    centre.clock.move(hours=24)
    do(centre, "foreman", tour(centre, "duty", 0, hours=12))
    assert log_evening(centre.system, CHANNELS, dry_run_text.report)
    assert len(entries()) == 2
    assert centre.faults() == []
