"""Alerts at the desk: known at a seat (K), or put aside for some minutes (X)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from callbacks.dialogs import wording
from callbacks.dialogs.asked import Asked, Seen, Wish
from callbacks.dialogs.bench import Bench
from callbacks.dialogs.doing import Shown
from callbacks.dialogs.values import given
from dashboard.actions.handle import handle
from dashboard.domain.alerts.life import longest_shelf
from dashboard.domain.alerts.value import Alert, AlertState, subject_of
from dashboard.domain.pressing import AcknowledgeAlert, ShelveAlert
from dashboard.domain.refusals import Refused
from dashboard.domain.scope import desk_of
from dashboard.store import alerts
from layouts.acts import Act
from layouts.dialogs import answers, ask
from layouts.dialogs.ask import Asking
from layouts.dialogs.form import Room

MINUTES_FIRST = {"minutes": "15"}


def open_or_do(bench: Bench, room: Room, wish: Wish) -> Shown:
    """K is done at once; X asks for how long."""
    act = wish.acts[0]
    rows = (Seen(subject_of(wish.alert), None),) if wish.alert else wish.rows(act)
    asked = Asked(act=act, rows=rows, alert=wish.alert)
    if not act.fields:
        return carry_out(bench, room, asked, {})
    act = _shelving(act, _raised(bench, asked))
    about = room.say("dialog.about_many", n=len(rows))
    if len(rows) == 1:
        about = wording.short_number(rows[0].number)
    kept = {"act": act.name, "alert": wish.alert, "rows": [{"no": row.number} for row in rows]}
    wanted = Asking(act=act, about=about, values=MINUTES_FIRST, asked=kept)
    return Shown(dialog=ask.dialog(room, wanted))


def _shelving(act: Act, raised: Sequence[Alert]) -> Act:
    """X with the times that all of these alerts may be put aside for; raises `Refused` if none."""
    most = min(map(longest_shelf, raised)) // timedelta(minutes=1)
    minutes, *more = act.fields
    offered = tuple(choice for choice in minutes.choices if int(choice) <= most)
    return replace(act, fields=(replace(minutes, choices=offered), *more))


def carry_out(bench: Bench, room: Room, asked: Asked, said: Mapping[str, object]) -> Shown:
    """Does it to every alert of these cases that stands. Raises `Refused`."""
    values = given(asked.act, said, room.local.zone)
    refused: list[Refused] = []
    found = _raised(bench, asked)
    for alert in found:
        command = _command(bench, asked.act, alert.key, values)
        answer = handle(bench.system, command, by=bench.person)
        if answer.refused:
            refused.append(answer.refused)
    if refused:
        words = wording.refusal(room, refused[0])
        return Shown(toast=answers.toast(words, good=False), answer=answers.refused(words))
    act = room.say(f"act.{asked.act.name}")
    words = room.say("done.many", act=act, n=len(found))
    return Shown(dialog=[], toast=answers.toast(words))


def _raised(bench: Bench, asked: Asked) -> Sequence[Alert]:
    """The alerts that it is about, at least one; raises `Refused` if there is none."""
    district = bench.district.key
    with bench.system.reader.connect() as connection:
        if asked.alert:
            one = alerts.one(connection, district, asked.alert)
            found = [one] if one else []
        else:
            numbers = [row.number for row in asked.rows]
            standing = alerts.of_subjects(connection, district, numbers, standing=True)
            raised = [alert for alert in standing if alert.state is AlertState.RAISED]
            desk = desk_of(bench.person)
            found = [alert for alert in raised if desk is not None and alert.concerns(desk)]
    if not found:
        raise Refused("NO_ALERT", "There is no alert on what is selected.")
    return found


def _command(
    bench: Bench, act: Act, key: str, values: Mapping[str, object]
) -> AcknowledgeAlert | ShelveAlert:
    if act.command is AcknowledgeAlert:
        return AcknowledgeAlert(alert=key)
    minutes = values["minutes"]
    assert isinstance(minutes, int)  # noqa: S101 - what the table of acts makes of it
    until = bench.now + timedelta(minutes=minutes)
    return ShelveAlert(alert=key, until=until, reason=str(values.get("reason", "")))
