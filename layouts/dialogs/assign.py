"""The dialog of a dispatch (派遣) and of a reassignment (改派): to whom, and at what cost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.candidates import needs_reason
from dashboard.domain.duties import Duty
from dashboard.domain.limits import SHORT_MAX
from dashboard.domain.load import Load, Strain
from dashboard.domain.on_time_rate import Rate
from dashboard.domain.unit import Unit
from layouts.acts import Ask, DeskAct, Field
from layouts.dialogs import field_id
from layouts.dialogs.form import DialogLocale, choice
from layouts.dialogs.frame import Question, asking
from layouts.parts import NOT_KNOWN, UNSPOKEN, data, mark

FULL_WIDTH = 150
"""The percentage of its capacity at which a bar ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that may get the case; of many cases it may get `fits`."""

    unit: Unit
    duty: Duty
    fits: int
    load: Load
    overdue: int
    on_duty: int
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What the case's clocks will be; of many cases, the first and the last deadline.

    `verify_left` and `verify_usual` say in words how much time is left for the verification, and
    how much is usual; empty if nothing is lost.
    """

    due_at: datetime | None
    last_due_at: datetime | None
    case_due_at: datetime | None
    verify_none: bool = False
    verify_left: str = ""
    verify_usual: str = ""
    spent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignForm:
    """The dialog's content: the act, who has the case now, who could get it."""

    act: DeskAct
    cases: int
    version: int | None
    now_with: Unit | None
    now_load: Load | None
    candidates: Sequence[Candidate]
    chosen: str | None
    after: After
    asked: Mapping[str, Any]


def dialog(locale: DialogLocale, about: str, assign_form: AssignForm) -> html.Div:
    """Units to choose with ↑ ↓, a reason by its digit, the new deadlines, Enter."""
    name = locale.say(f"act.{assign_form.act.name}")
    chosen = [
        locale.short(one.unit)
        for one in assign_form.candidates
        if one.unit.code == assign_form.chosen
    ]
    first = chosen[0] if chosen else NOT_KNOWN
    note = locale.say("dialog.undo_after")
    if assign_form.version is not None:
        note += "　" + locale.say("dialog.version", n=assign_form.version)
    body = [
        _table(locale, assign_form),
        *_unchosen(locale, assign_form),
        *_reasons(locale, assign_form.act),
        html.Div(
            [_after(locale, assign_form, one) for one in assign_form.candidates], className="afters"
        ),
    ]
    do = html.Span([locale.say("assign.give", act=name), html.Span(first, className="chosen-unit")])
    return asking(
        locale.lang, _title(locale, about, assign_form), body, Question(do, assign_form.asked, note)
    )


def _unchosen(locale: DialogLocale, assign_form: AssignForm) -> list[Component]:
    """Why no unit is preselected."""
    if assign_form.chosen is not None or not assign_form.candidates:
        return []
    first, n = assign_form.candidates[0], assign_form.cases
    unit = locale.short(first.unit)
    if first.fits < n:
        said = locale.say("assign.unchosen.fits", unit=unit, fits=first.fits, n=n)
    elif first.load.strain is Strain.BLOCKED:
        said = locale.say("assign.unchosen.full", unit=unit, percent=_percent(first.load))
    elif needs_reason(first.load, n):
        percent = _percent(first.load.with_more(n))
        said = locale.say("assign.unchosen.too_many", unit=unit, n=n, percent=percent)
    else:
        said = locale.say("assign.unchosen")
    return [html.P(said, className="effect hand-unchosen")]


def _percent(load: Load) -> int:
    return round(load.share * 100)


def _title(locale: DialogLocale, about: str, assign_form: AssignForm) -> Component:
    name = locale.say(f"act.{assign_form.act.name}")
    words = f"{name} {about}"
    if assign_form.now_with is not None and assign_form.now_load is not None:
        words += " · " + locale.say(
            "assign.now_with",
            unit=locale.short(assign_form.now_with),
            load=f"{assign_form.now_load.open}/{assign_form.now_load.capacity}",
            strain=locale.say(f"strain.{assign_form.now_load.strain}"),
        )
    return html.Span(words)


COLUMNS = ("to", "duty", "load", "strain", "overdue", "rate", "n", "expected", "on_duty")


def _table(locale: DialogLocale, assign_form: AssignForm) -> Component:
    if not assign_form.candidates:
        return html.P(locale.say("assign.nobody"), className="dialog-empty")
    head = html.Div(
        [html.Span(locale.say(f"assign.{name}"), className=f"col-{name}") for name in COLUMNS],
        className="assign-row assign-head",
        **UNSPOKEN,
    )
    options = [
        {"value": one.unit.code, "label": _row(locale, one, assign_form.cases)}
        for one in assign_form.candidates
    ]
    units = dcc.RadioItems(
        id=field_id("unit"), options=options, value=assign_form.chosen, className="assign-list"
    )
    # For `desk/loads.js`, which updates the loads while the dialog is open.
    strains = {strain.value: locale.say(f"strain.{strain}") for strain in Strain}
    live = data(
        list="",
        strains=json.dumps(strains, ensure_ascii=False),
        people=locale.say("assign.people", n="{n}"),
        full=FULL_WIDTH,
    )
    return html.Div([head, units], className="assign", **live)


def _row(locale: DialogLocale, one: Candidate, cases: int) -> html.Span:
    duty = locale.say(f"duty.{one.duty}")
    if cases > 1:
        duty = locale.say("assign.fits", n=one.fits, all=cases)
    rate = one.rate
    few = locale.say("assign.too_few") if rate.n and rate.share is None else NOT_KNOWN
    cells: dict[str, Component | str] = {
        "to": locale.short(one.unit),
        "duty": duty,
        "load": html.Span(
            [_bar(one.load, one.overdue), html.B(f"{one.load.open}/{one.load.capacity}")],
            className="load",
        ),
        "strain": locale.say(f"strain.{one.load.strain}"),
        "overdue": str(one.overdue),
        "rate": few if rate.share is None else f"{rate.share:.1%}",
        "n": str(rate.n),
        "expected": NOT_KNOWN if rate.expected_share is None else f"{rate.expected_share:.1%}",
        "on_duty": locale.say("assign.people", n=one.on_duty),
    }
    return html.Span(
        [html.Span(cells[name], className=f"col-{name}") for name in COLUMNS],
        className="assign-row",
        **data(unit=one.unit.code, name=locale.short(one.unit)),
    )


def _bar(load: Load, overdue: int) -> html.Span:
    """Load within capacity and beyond it, overdue cases from the left; a tick mark at full load."""
    shares = {
        "within": min(1.0, load.share),
        "beyond": min(FULL_WIDTH / 100, load.share) - min(1.0, load.share),
        "late": min(1.0, overdue / max(1, load.capacity)),
    }
    parts = [
        html.I(className=f"bar-{name}", style={"width": f"{share * 10000 / FULL_WIDTH:.1f}%"})
        for name, share in shares.items()
    ]
    return html.Span([*parts, html.I(className="bar-full")], className="load-bar", **UNSPOKEN)


def _reasons(locale: DialogLocale, act: DeskAct) -> list[Component]:
    code = next((field for field in act.fields if field.ask is Ask.CHOICE), None)
    line = dcc.Input(
        id=field_id("reason"),
        type="text",
        maxLength=SHORT_MAX,
        autoComplete="off",
        placeholder=locale.say("assign.reason_words"),
        className="line reason-words",
    )
    if code is None:
        return [html.Div(line, className="reasons")]
    return [html.Div([_name(locale), _codes(locale, code), line], className="reasons")]


def _name(locale: DialogLocale) -> html.Span:
    return html.Span(locale.say("assign.reason"), className="field-name")


def _codes(locale: DialogLocale, code: Field) -> Component:
    labels = [(one, locale.say(f"choice.code.{one}")) for one in code.choices]
    return choice(code, labels, None)


def _after(locale: DialogLocale, assign_form: AssignForm, one: Candidate) -> html.Div:
    """What follows if this unit gets it: shown while the unit is chosen, before Enter."""
    after, unit = assign_form.after, locale.short(one.unit)
    if assign_form.cases > 1:
        words = locale.say(
            "assign.after_many",
            unit=unit,
            n=assign_form.cases,
            first=locale.moment(after.due_at),
            last=locale.moment(after.last_due_at),
        )
    else:
        words = locale.say(
            "assign.after",
            unit=unit,
            now=locale.moment(locale.local.now),
            due=locale.moment(after.due_at),
            case_due=locale.moment(after.case_due_at),
        )
    lines = [html.P([html.B(locale.say("assign.after_head")), words])]
    lines += [html.P([mark("triangle"), text]) for text in _warnings(locale, assign_form, one)]
    if after.spent and assign_form.now_with is not None:
        holder = locale.short(assign_form.now_with)
        lines.append(html.P(locale.say("assign.spent", unit=holder, spent=after.spent)))
    hidden = one.unit.code != assign_form.chosen
    return html.Div(lines, className="after", hidden=hidden, **data(unit=one.unit.code))


def _warnings(locale: DialogLocale, assign_form: AssignForm, one: Candidate) -> list[str]:
    unit, load, after = locale.short(one.unit), one.load, assign_form.after
    said = []
    if one.fits < assign_form.cases:
        said.append(locale.say("assign.unfit", n=assign_form.cases - one.fits, unit=unit))
    if load.strain is not Strain.ROOM:
        percent = round(load.share * 100)
        key = "assign.blocked" if load.strain is Strain.BLOCKED else "assign.strained"
        said.append(locale.say(key, unit=unit, percent=percent))
    if after.verify_none:
        said.append(locale.say("assign.verify_none"))
    elif after.verify_left:
        said.append(
            locale.say("assign.verify_left", left=after.verify_left, usual=after.verify_usual)
        )
    return said
