"""Reporting at the desk: a case, something the grid has settled itself, or an incident."""

import uuid
from collections.abc import Mapping

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import DialogRequest, OpenRequest, to_browser
from callbacks.dialogs.values import given
from dashboard.actions.handle import handle
from dashboard.domain.commands import Channel, Reporter
from dashboard.domain.persons import IN_GRIDS, Person
from dashboard.domain.roles import CENTRE_STAFF, may_kind
from layouts.acts import DeskAct
from layouts.acts.reports import REPORTER
from layouts.dialogs import act_form, answers
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale


def open_one(context: DialogContext, locale: DialogLocale, request: OpenRequest) -> DialogUpdate:
    """The form, with text given with the act; raises `Refused` if the person may not."""
    act = request.acts[0]
    _allow(context.person, act)
    # A form is one report, however often it is sent: an answer may have been lost.
    asked = to_browser(act, ()) | {"once": uuid.uuid4().hex}
    values = _known(context.person) | ({"text": request.said} if request.said else {})
    return DialogUpdate(
        dialog=act_form.dialog(locale, ActForm(act=act, about="", values=values, asked=asked))
    )


def _allow(person: Person, act: DeskAct) -> None:
    denied = may_kind(person, act.command)
    if denied:
        raise denied


def _known(person: Person) -> dict[str, str]:
    """The grid leader's own grid, and the usual way in of each seat."""
    channel = Channel.PHONE if person.role in CENTRE_STAFF else Channel.OTHER
    if person.role in IN_GRIDS:
        channel = Channel.GRID
    grid = {"grid": str(person.grid)} if person.grid else {}
    return {"channel": channel.value} | grid


def carry_out(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Reports it; the answer has the new number. Raises `Refused`."""
    act, person = asked.act, context.person
    _allow(person, act)
    values = given(act, said, locale.local.zone) | _fixed(act, person)
    name, phone = (str(values.pop(one, "")) for one in REPORTER)
    if name or phone:
        values["reporter"] = Reporter(name, phone)
    answer = handle(context.system, act.command(**values), by=person, once=asked.once)
    if answer.refused:
        raise answer.refused
    words = locale.say(f"done.{act.name}", number=answer_words.short_number(answer.key))
    return DialogUpdate(dialog=[], toast=answers.toast(words))


def _fixed(act: DeskAct, person: Person) -> dict[str, object]:
    """Values that nobody is asked for; None stands for the person's own."""
    own: dict[str, object] = {"by": person.login, "grid": person.grid}
    return {name: own[name] if value is None else value for name, value in act.fixed.items()}
