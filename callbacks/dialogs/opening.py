"""A key or a button: which dialog opens, or what is done at once."""

from collections.abc import Mapping
from dataclasses import replace

from dash import html

from callbacks.dialogs import linking
from callbacks.dialogs.asked import Seen, Wish, to_browser
from callbacks.dialogs.bench import Bench
from callbacks.dialogs.handing import handing, is_called
from callbacks.dialogs.wording import short_number
from dashboard.domain.case import Case
from dashboard.domain.commands import Verify
from dashboard.domain.desk import Close, DecideProposal
from dashboard.domain.life import owes_reply, possible
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.verifying import stands_in
from dashboard.domain.persons import Role
from dashboard.domain.roles import may_kind
from dashboard.domain.unit import DutyItem, Unit
from layouts.acts import Act, Ask, Field
from layouts.acts.table import MAYBE_REASON, NO_REPLY, REPLY
from layouts.dialogs import ask, hand
from layouts.dialogs.ask import Asking
from layouts.dialogs.form import Room


def meant(bench: Bench, wish: Wish, case: Case) -> Act:
    """Of the acts that share a key, the one that this case waits for; raises `Refused`.

    Where none can be done, the answer is what stands against the first that the person may do.
    """
    against = None
    for act in wish.acts:
        refused = may_kind(bench.person, act.command, case, bench.now) or possible(
            case, act.command, bench.at(case)
        )
        if refused is None:
            return act
        against = against or refused
    assert against is not None  # noqa: S101 - a wish has at least one act
    raise against


def dialog(
    bench: Bench, room: Room, wish: Wish, act: Act, cases: Mapping[Seen, Case]
) -> html.Div | None:
    """The dialog of an act on these cases; None where there is nothing to ask."""
    if act.name in HANDING:
        return hand.dialog(room, handing(bench, room, wish, act, cases))
    first = next(iter(cases.values()))
    act = suited(act, first, bench.person.role)
    wanted = Asking(
        act=act,
        about=about(room, cases),
        values=known(room, act, first) | said(room, act, wish),
        asked=to_browser(act, list(cases)),
        version=first.version if len(cases) == 1 else None,
    )
    if act.name in linking.DIALOGS:
        return linking.DIALOGS[act.name](bench, room, wanted, list(cases.values()))
    return ask.dialog(room, wanted) if act.fields else None


def suited(act: Act, case: Case, role: Role) -> Act:
    """The act with the fields that this case needs: a reply only where somebody waits for one."""
    if act.command is Verify:
        instead = (replace(MAYBE_REASON, needed=True),) if stands_in(role, case) else ()
        kept = tuple(field for field in act.fields if field != MAYBE_REASON)
        return replace(act, fields=kept + instead)
    owed: tuple[Field, ...] = ()
    if act.command is Close and to_call(case):
        owed = (REPLY, NO_REPLY)
    elif act.command is DecideProposal and owes_reply(case):
        owed = (replace(REPLY, needed=True),)
    kept = tuple(field for field in act.fields if field not in (REPLY, NO_REPLY))
    return replace(act, fields=kept + (owed if REPLY in act.fields else ()))


HANDING = ("dispatch", "reassign")


def about(room: Room, cases: Mapping[Seen, Case]) -> str:
    """What a dialog is about: one case with its item, or how many."""
    if len(cases) > 1:
        return room.say("dialog.about_many", n=len(cases))
    case = next(iter(cases.values()))
    item = room.district.items.get(case.item or "")
    return f"{short_number(case.number)} {room.short(item) if item else ''}".strip()


def said(room: Room, act: Act, wish: Wish) -> dict[str, str]:
    """What was said with the act belongs to the first thing that can be said in a word."""
    first = next((field for field in act.fields if field.ask in IN_A_WORD), None)
    if first is None or not wish.said:
        return {}
    named: Mapping[str, Unit | DutyItem] = {}
    if first.ask in (Ask.UNIT, Ask.ITEM):
        district = room.district
        named = {**district.units} if first.ask is Ask.UNIT else {**district.items}
    found = (one.code for one in named.values() if is_called(one, wish.said))
    return {first.name: next(found, "") if named else wish.said}


IN_A_WORD = (Ask.CASE, Ask.LINE, Ask.TEXT, Ask.CHOICE, Ask.UNIT, Ask.ITEM)


def known(room: Room, act: Act, case: Case) -> dict[str, str]:
    """What a field begins with, as far as the case says it already."""
    values = {"item": case.item or ""}
    if act.name == "reclassify":
        values["urgency"] = case.urgency.value
    if act.name == "spawn_child":
        values = {"text": case.text}
    if act.name == "supervise":
        raised = case.supervision.level if case.supervision else 0
        values = {"level": str(min(3, raised + 1))}
    if case.due_at is not None and act.name == "request_extension":
        local = case.due_at.astimezone(room.local.zone)
        values["until"] = f"{local:%Y-%m-%d %H:%M}"
    wanted = {field.name for field in act.fields}
    return {name: value for name, value in values.items() if name in wanted and value}
