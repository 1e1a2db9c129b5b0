"""The units a case may go to, what each of them holds, and what the clocks will be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.requests import OpenRequest, SeenCase, to_browser
from dashboard.domain.calendar import IN_DAYS, Calendar
from dashboard.domain.candidates import UnitFit, preferred, ranked
from dashboard.domain.case import Case
from dashboard.domain.desk_commands import Dispatch, Reassign, ReassignReason
from dashboard.domain.life import decide
from dashboard.domain.on_time_rate import NONE, Rate
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import DutyItem, Limit, Unit
from layouts.acts import DeskAct
from layouts.dialogs.assign import After, AssignForm, Candidate
from layouts.dialogs.form import DialogLocale
from layouts.times import span

UNKNOWN = After(due_at=None, last_due_at=None, case_due_at=None)


def assign_form(
    context: DialogContext,
    locale: DialogLocale,
    request: OpenRequest,
    act: DeskAct,
    cases: Mapping[SeenCase, Case],
) -> AssignForm:
    """The values of the dialog for these cases, of which there is at least one."""
    some = list(cases.values())
    first = some[0]
    alone = len(some) == 1
    now_with = locale.district.units.get(first.unit or "") if alone else None
    found = ranked(context.district, some, context.load)
    rates, chosen = context.rates(), _chosen(found, request.said, len(some))
    return AssignForm(
        act=act,
        cases=len(some),
        version=first.version if alone else None,
        now_with=now_with,
        now_load=context.load(now_with) if now_with else None,
        candidates=[_candidate(context, fit, rates) for fit in found],
        chosen=chosen.code if chosen else None,
        after=_after(context, locale, act, some, found),
        asked=to_browser(act, list(cases)),
    )


def _candidate(context: DialogContext, fit: UnitFit, rates: Mapping[str, Rate]) -> Candidate:
    return Candidate(
        unit=fit.unit,
        duty=fit.duty,
        fits=fit.cases,
        load=fit.load,
        overdue=context.overdue(fit.unit),
        on_duty=context.on_duty(fit.unit),
        rate=rates.get(fit.unit.code, NONE),
    )


def _chosen(found: Sequence[UnitFit], said: str, cases: int) -> Unit | None:
    """The unit that was named, by code or by the beginning of a name; else the preferred one.

    Somebody who named a unit that isn't among them has to choose: Enter shall not take another.
    """
    if said:
        return next((one.unit for one in found if is_called(one.unit, said)), None)
    return preferred(found, cases)


def is_called(thing: Unit | DutyItem, said: str) -> bool:
    """Whether its code or a name begins with this text."""
    names = (thing.code, thing.short_zh, thing.short_en, thing.name_zh, thing.name_en)
    return any(name.casefold().startswith(said.casefold()) for name in names)


def _after(
    context: DialogContext,
    locale: DialogLocale,
    act: DeskAct,
    cases: Sequence[Case],
    found: Sequence[UnitFit],
) -> After:
    """What the rules make of it; a case that would be refused is left out."""
    if not found:
        return UNKNOWN
    then = [one for case in cases if (one := _then(context, act, case, found[0].unit.code))]
    due = sorted(one.due_at for one in then if one.due_at)
    if not due:
        return UNKNOWN
    after = After(due_at=due[0], last_due_at=due[-1], case_due_at=then[0].case_due_at)
    return _costs(context, locale, after, cases[0], then[0]) if len(cases) == 1 else after


def _then(context: DialogContext, act: DeskAct, case: Case, unit: str) -> Case | None:
    code, why = ReassignReason.OTHER, "?"
    preview: Dispatch | Reassign = Dispatch(case=case.number, unit=unit)
    if act.command is Reassign:
        preview = Reassign(case=case.number, unit=unit, code=code, reason=why)
    try:
        return decide(case, preview, context.at(case))
    except Refused:
        return None


def _costs(
    context: DialogContext, locale: DialogLocale, after: After, case: Case, then: Case
) -> After:
    """Adds what it costs: time for the verification, and what the present unit has used."""
    usual = context.district.allowances[then.urgency].verify
    calendar, due, case_due = context.calendar, then.due_at, then.case_due_at
    if due and case_due and due >= case_due:
        after = replace(after, verify_none=True)
    elif due and case_due and calendar.add(due, usual) > case_due:
        left = span(locale.lang, case_due - due)
        after = replace(after, verify_left=left, verify_usual=locale.local.limit(usual))
    if case.unit and case.limit and case.dispatched_at:
        after = replace(after, spent=_spent(locale, calendar, case, case.dispatched_at))
    return after


def _spent(locale: DialogLocale, calendar: Calendar, case: Case, since: datetime) -> str:
    """What the unit has used since it got the case, in the unit of its limit."""
    assert case.limit is not None  # noqa: S101 - asked for by `_costs`
    clock = case.limit.unit
    counted = calendar.counted(since, locale.local.now, clock)
    if clock in IN_DAYS:
        days = counted / calendar.ms_of(Limit(1, clock))
        return locale.say(f"limit.{clock}", n=f"{days:.1f}")
    return span(locale.lang, timedelta(milliseconds=counted))
