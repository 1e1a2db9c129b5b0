"""For a key or button: which dialog opens, or what is done at once."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from dash import html

from callbacks.dialogs import links
from callbacks.dialogs.answer_words import short_number
from callbacks.dialogs.candidates import assign_form, is_called
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.requests import OpenRequest, SeenCase, to_browser
from dashboard.domain.case import Case
from dashboard.domain.commands import Verify
from dashboard.domain.desk_commands import Close, DecideProposal
from dashboard.domain.life import owes_reply, possible
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.verifying import stands_in
from dashboard.domain.persons import Role
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may_kind
from dashboard.domain.unit import DutyItem, Unit
from layouts.acts import Ask, DeskAct, Field
from layouts.acts.table import NO_REPLY, OPTIONAL_REASON, REPLY
from layouts.dialogs import act_form, assign
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale


def act_for(context: DialogContext, request: OpenRequest, cases: Collection[Case]) -> DeskAct:
    """Of the acts that share a key, the one that the first case waits for which waits for any.

    Raises `Refused` if none of them waits for one: that of the first case and of the first act
    which the person may do.
    """
    for case in cases:
        for act in request.acts:
            if refusal(context, act, case) is None:
                return act
    against = (refusal(context, act, case) for case in cases for act in request.acts)
    raise next(filter(None, against))


def refusal(context: DialogContext, act: DeskAct, case: Case) -> Refused | None:
    """Why the person can't do this to the case now, whatever they say; None if they may try."""
    return may_kind(context.person, act.command, case, context.now) or possible(
        case, act.command, context.at(case)
    )


def dialog(
    context: DialogContext,
    locale: DialogLocale,
    request: OpenRequest,
    act: DeskAct,
    cases: Mapping[SeenCase, Case],
) -> html.Div | None:
    """The dialog of an act on those of these cases that it can be done to; None without a question.

    How many it leaves out stands in it. Without a question it is tried on all, and each refusal is
    answered.
    """
    if not act.fields and act.name not in ASSIGNING_ACTS:
        return None
    left_out = {row for row, case in cases.items() if refusal(context, act, case)}
    cases = {row: case for row, case in cases.items() if row not in left_out} or cases
    about = subject(locale, cases, len(left_out))
    if act.name in ASSIGNING_ACTS:
        return assign.dialog(locale, about, assign_form(context, locale, request, act, cases))
    first = next(iter(cases.values()))
    act = with_needed_fields(act, first, context.person.role)
    wanted = ActForm(
        act=act,
        about=about,
        values=known(locale, act, first) | said(locale, act, request),
        asked=to_browser(act, list(cases)),
        version=first.version if len(cases) == 1 else None,
    )
    if act.name in links.DIALOGS:
        return links.DIALOGS[act.name](context, locale, wanted, list(cases.values()))
    return act_form.dialog(locale, wanted)


def with_needed_fields(act: DeskAct, case: Case, role: Role) -> DeskAct:
    """The act with the fields that this case needs: a reply only if somebody waits for one."""
    if act.command is Verify:
        instead = (replace(OPTIONAL_REASON, needed=True),) if stands_in(role, case) else ()
        kept = tuple(field for field in act.fields if field != OPTIONAL_REASON)
        return replace(act, fields=kept + instead)
    owed: tuple[Field, ...] = ()
    if act.command is Close and to_call(case):
        owed = (REPLY, NO_REPLY)
    elif act.command is DecideProposal and owes_reply(case):
        owed = (replace(REPLY, needed=True),)
    kept = tuple(field for field in act.fields if field not in (REPLY, NO_REPLY))
    return replace(act, fields=kept + (owed if REPLY in act.fields else ()))


ASSIGNING_ACTS = ("dispatch", "reassign")


def subject(locale: DialogLocale, cases: Mapping[SeenCase, Case], left_out: int) -> str:
    """What a dialog is about: one case with its item, or how many; and how many it leaves out."""
    without = locale.say("dialog.left_out", n=left_out) if left_out else ""
    if len(cases) > 1:
        return locale.say("dialog.about_many", n=len(cases)) + without
    case = next(iter(cases.values()))
    item = locale.district.items.get(case.item or "")
    return f"{short_number(case.number)} {locale.short(item) if item else ''}".strip() + without


def said(locale: DialogLocale, act: DeskAct, request: OpenRequest) -> dict[str, str]:
    """Text given with the act goes into the first field that takes text."""
    first = next((field for field in act.fields if field.ask in IN_A_WORD), None)
    if first is None or not request.said:
        return {}
    named: Mapping[str, Unit | DutyItem] = {}
    if first.ask in (Ask.UNIT, Ask.ITEM):
        district = locale.district
        named = {**district.units} if first.ask is Ask.UNIT else {**district.items}
    found = (one.code for one in named.values() if is_called(one, request.said))
    return {first.name: next(found, "") if named else request.said}


IN_A_WORD = (Ask.CASE, Ask.LINE, Ask.TEXT, Ask.CHOICE, Ask.UNIT, Ask.ITEM)


def known(locale: DialogLocale, act: DeskAct, case: Case) -> dict[str, str]:
    """First values of the fields, from what the case has already."""
    values = {"item": case.item or ""}
    if act.name == "reclassify":
        values["urgency"] = case.urgency.value
    if act.name == "spawn_child":
        values = {"text": case.text}
    if act.name == "supervise":
        raised = case.supervision.level if case.supervision else 0
        values = {"level": str(min(3, raised + 1))}
    if case.due_at is not None and act.name == "request_extension":
        local = case.due_at.astimezone(locale.local.zone)
        values["until"] = f"{local:%Y-%m-%d %H:%M}"
    wanted = {field.name for field in act.fields}
    return {name: value for name, value in values.items() if name in wanted and value}
