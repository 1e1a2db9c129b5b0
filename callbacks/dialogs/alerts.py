"""Alerts at the desk: acknowledged (K), or shelved for some minutes (X)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import DialogRequest, OpenRequest, SeenCase
from callbacks.dialogs.values import given
from dashboard.actions.handle import handle
from dashboard.domain.alerts.life import longest_shelf
from dashboard.domain.alerts.value import Alert, AlertState, subject_of
from dashboard.domain.oversight_commands import AcknowledgeAlert, ShelveAlert
from dashboard.domain.refusals import Refused
from dashboard.domain.scope import desk_of
from dashboard.store import alerts
from layouts.acts import DeskAct
from layouts.dialogs import act_form, answers
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale

MINUTES_FIRST = {"minutes": "15"}


def open_or_do(context: DialogContext, locale: DialogLocale, request: OpenRequest) -> DialogUpdate:
    """K acts at once; X asks for how long."""
    act = request.acts[0]
    rows = (SeenCase(subject_of(request.alert), None),) if request.alert else request.rows(act)
    asked = DialogRequest(act=act, rows=rows, alert=request.alert)
    if not act.fields:
        return carry_out(context, locale, asked, {})
    act = _shelving(act, _raised(context, asked))
    about = locale.say("dialog.about_many", n=len(rows))
    if len(rows) == 1:
        about = answer_words.short_number(rows[0].number)
    kept = {"act": act.name, "alert": request.alert, "rows": [{"no": row.number} for row in rows]}
    wanted = ActForm(act=act, about=about, values=MINUTES_FIRST, asked=kept)
    return DialogUpdate(dialog=act_form.dialog(locale, wanted))


def _shelving(act: DeskAct, raised: Sequence[Alert]) -> DeskAct:
    """X with the times for which all of these alerts may be shelved; raises `Refused` if none."""
    most = min(map(longest_shelf, raised)) // timedelta(minutes=1)
    minutes, *more = act.fields
    offered = tuple(choice for choice in minutes.choices if int(choice) <= most)
    return replace(act, fields=(replace(minutes, choices=offered), *more))


def carry_out(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Does it to every standing alert of these cases. Raises `Refused`."""
    values = given(asked.act, said, locale.local.zone)
    refused: list[Refused] = []
    found = _raised(context, asked)
    for alert in found:
        command = _command(context, asked.act, alert.key, values)
        answer = handle(context.system, command, by=context.person)
        if answer.refused:
            refused.append(answer.refused)
    if refused:
        words = answer_words.refusal(locale, refused[0])
        return DialogUpdate(toast=answers.toast(words, good=False), answer=answers.refused(words))
    act = locale.say(f"act.{asked.act.name}")
    words = locale.say("done.many", act=act, n=len(found))
    return DialogUpdate(dialog=[], toast=answers.toast(words))


def _raised(context: DialogContext, asked: DialogRequest) -> Sequence[Alert]:
    """The alerts concerned, at least one; raises `Refused` if there is none."""
    district = context.district.key
    with context.system.reader.connect() as connection:
        if asked.alert:
            one = alerts.one(connection, district, asked.alert)
            found = [one] if one else []
        else:
            numbers = [row.number for row in asked.rows]
            standing = alerts.of_subjects(connection, district, numbers, standing=True)
            raised = [alert for alert in standing if alert.state is AlertState.RAISED]
            desk = desk_of(context.person)
            found = [alert for alert in raised if desk is not None and alert.concerns(desk)]
    if not found:
        raise Refused("NO_ALERT", "There is no alert on what is selected.")
    return found


def _command(
    context: DialogContext, act: DeskAct, key: str, values: Mapping[str, object]
) -> AcknowledgeAlert | ShelveAlert:
    if act.command is AcknowledgeAlert:
        return AcknowledgeAlert(alert=key)
    minutes = values["minutes"]
    assert isinstance(minutes, int)  # noqa: S101 - what the table of acts makes of it
    until = context.now + timedelta(minutes=minutes)
    return ShelveAlert(alert=key, until=until, reason=str(values.get("reason", "")))
