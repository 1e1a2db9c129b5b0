"""Which units may get a case, what load each has, and what the clocks will be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from callbacks.dialogs.answer_words import short_number
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.requests import OpenRequest, SeenCase, to_browser
from dashboard.domain.calendar import IN_DAYS, Calendar
from dashboard.domain.case import Case
from dashboard.domain.desk_commands import Dispatch, Reassign, ReassignReason
from dashboard.domain.duties import Duty, duties
from dashboard.domain.life import decide
from dashboard.domain.load import Strain
from dashboard.domain.on_time_rate import NONE, Rate
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import DutyItem, Limit, Unit
from layouts.acts import DeskAct
from layouts.dialogs.assign import After, Candidate, Handing
from layouts.dialogs.form import Room
from layouts.times import span

CANDIDATES_MAX = 8
UNKNOWN = After(due_at=None, last_due_at=None, case_due_at=None)


def handing(
    context: DialogContext,
    room: Room,
    request: OpenRequest,
    act: DeskAct,
    cases: Mapping[SeenCase, Case],
) -> Handing:
    """The values of the dialog for these cases, of which there is at least one."""
    some = list(cases.values())
    first = some[0]
    alone = len(some) == 1
    now_with = room.district.units.get(first.unit or "") if alone else None
    found = candidates(context, some)
    about = _about(room, first) if alone else room.say("dialog.about_many", n=len(some))
    return Handing(
        act=act,
        about=about,
        cases=len(some),
        version=first.version if alone else None,
        now_with=now_with,
        now_load=context.load(now_with) if now_with else None,
        candidates=found,
        chosen=_chosen(found, request.said, len(some)),
        after=_after(context, room, act, some, found),
        asked=to_browser(act, list(cases)),
    )


def _about(room: Room, case: Case) -> str:
    item = room.district.items.get(case.item or "")
    return f"{short_number(case.number)} {room.short(item) if item else ''}".strip()


def candidates(context: DialogContext, cases: Sequence[Case]) -> list[Candidate]:
    """Units with a duty for one of the cases that isn't theirs yet; those for most cases first."""
    fits: Counter[str] = Counter()
    why: dict[str, Duty] = {}
    for case in cases:
        for code, duty in duties(context.district, context.item(case), case.grid).items():
            if code != case.unit:
                fits[code] += 1
                why[code] = min(why.get(code, duty), duty, key=ORDER.index)
    rates = context.rates()
    found = [
        _candidate(context, context.district.units[code], why[code], fits[code], rates)
        for code in fits
    ]
    found.sort(key=lambda one: (-one.fits, ORDER.index(one.duty), one.load.share))
    return found[:CANDIDATES_MAX]


ORDER = list(Duty)


def _candidate(
    context: DialogContext, unit: Unit, duty: Duty, fits: int, rates: Mapping[str, Rate]
) -> Candidate:
    return Candidate(
        unit=unit,
        duty=duty,
        fits=fits,
        load=context.load(unit),
        overdue=context.overdue(unit),
        on_duty=context.on_duty(unit),
        rate=rates.get(unit.code, NONE),
    )


def _chosen(found: Sequence[Candidate], said: str, cases: int) -> str | None:
    """The unit that was named, by code or by the start of a name; else the one for most cases.

    A person must choose if the named unit isn't among them, if no unit can have all of the cases,
    or if the unit has no room: Enter must not take another one.
    """
    if said:
        named = (one.unit for one in found if is_called(one.unit, said))
        return next((unit.code for unit in named), None)
    if not found or found[0].fits < cases or found[0].load.strain is Strain.BLOCKED:
        return None
    return found[0].unit.code


def is_called(thing: Unit | DutyItem, said: str) -> bool:
    """Whether its code or a name begins with this text."""
    names = (thing.code, thing.short_zh, thing.short_en, thing.name_zh, thing.name_en)
    return any(name.casefold().startswith(said.casefold()) for name in names)


def _after(
    context: DialogContext,
    room: Room,
    act: DeskAct,
    cases: Sequence[Case],
    found: Sequence[Candidate],
) -> After:
    """What the rules make of it; a case that would be refused is left out."""
    if not found:
        return UNKNOWN
    then = [one for case in cases if (one := _then(context, act, case, found[0].unit.code))]
    due = sorted(one.due_at for one in then if one.due_at)
    if not due:
        return UNKNOWN
    after = After(due_at=due[0], last_due_at=due[-1], case_due_at=then[0].case_due_at)
    return _costs(context, room, after, cases[0], then[0]) if len(cases) == 1 else after


def _then(context: DialogContext, act: DeskAct, case: Case, unit: str) -> Case | None:
    code, why = ReassignReason.OTHER, "?"
    preview: Dispatch | Reassign = Dispatch(case=case.number, unit=unit)
    if act.command is Reassign:
        preview = Reassign(case=case.number, unit=unit, code=code, reason=why)
    try:
        return decide(case, preview, context.at(case))
    except Refused:
        return None


def _costs(context: DialogContext, room: Room, after: After, case: Case, then: Case) -> After:
    """Adds what it costs: time for the verification, and what the present unit has used."""
    usual = context.district.allowances[then.urgency].verify
    calendar, due, case_due = context.calendar, then.due_at, then.case_due_at
    if due and case_due and due >= case_due:
        after = replace(after, verify_none=True)
    elif due and case_due and calendar.add(due, usual) > case_due:
        left = span(room.lang, case_due - due)
        after = replace(after, verify_left=left, verify_usual=room.local.limit(usual))
    if case.unit and case.limit and case.dispatched_at:
        after = replace(after, spent=_spent(room, calendar, case, case.dispatched_at))
    return after


def _spent(room: Room, calendar: Calendar, case: Case, since: datetime) -> str:
    """What the unit has used since it got the case, in the unit of its limit."""
    assert case.limit is not None  # noqa: S101 - asked for by `_costs`
    clock = case.limit.unit
    counted = calendar.counted(since, room.local.now, clock)
    if clock in IN_DAYS:
        days = counted / calendar.ms_of(Limit(1, clock))
        return room.say(f"limit.{clock}", n=f"{days:.1f}")
    return span(room.lang, timedelta(milliseconds=counted))
