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
from layouts.dialogs.form import Room, choice
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
class Handing:
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


def dialog(room: Room, about: str, handing: Handing) -> html.Div:
    """Units to choose with ↑ ↓, a reason by its digit, the new deadlines, Enter."""
    name = room.say(f"act.{handing.act.name}")
    chosen = [room.short(one.unit) for one in handing.candidates if one.unit.code == handing.chosen]
    first = chosen[0] if chosen else NOT_KNOWN
    note = room.say("dialog.undo_after")
    if handing.version is not None:
        note += "　" + room.say("dialog.version", n=handing.version)
    body = [
        _table(room, handing),
        *_unchosen(room, handing),
        *_reasons(room, handing.act),
        html.Div([_after(room, handing, one) for one in handing.candidates], className="afters"),
    ]
    do = html.Span([room.say("hand.give", act=name), html.Span(first, className="chosen-unit")])
    return asking(room.lang, _title(room, about, handing), body, Question(do, handing.asked, note))


def _unchosen(room: Room, handing: Handing) -> list[Component]:
    """Why no unit is preselected."""
    if handing.chosen is not None or not handing.candidates:
        return []
    first, n = handing.candidates[0], handing.cases
    unit = room.short(first.unit)
    if first.fits < n:
        said = room.say("hand.unchosen.fits", unit=unit, fits=first.fits, n=n)
    elif first.load.strain is Strain.BLOCKED:
        said = room.say("hand.unchosen.full", unit=unit, percent=_percent(first.load))
    elif needs_reason(first.load, n):
        percent = _percent(first.load.with_more(n))
        said = room.say("hand.unchosen.too_many", unit=unit, n=n, percent=percent)
    else:
        said = room.say("hand.unchosen")
    return [html.P(said, className="effect hand-unchosen")]


def _percent(load: Load) -> int:
    return round(load.share * 100)


def _title(room: Room, about: str, handing: Handing) -> Component:
    name = room.say(f"act.{handing.act.name}")
    words = f"{name} {about}"
    if handing.now_with is not None and handing.now_load is not None:
        words += " · " + room.say(
            "hand.now_with",
            unit=room.short(handing.now_with),
            load=f"{handing.now_load.open}/{handing.now_load.capacity}",
            strain=room.say(f"strain.{handing.now_load.strain}"),
        )
    return html.Span(words)


COLUMNS = ("to", "duty", "load", "strain", "overdue", "rate", "n", "expected", "on_duty")


def _table(room: Room, handing: Handing) -> Component:
    if not handing.candidates:
        return html.P(room.say("hand.nobody"), className="dialog-empty")
    head = html.Div(
        [html.Span(room.say(f"hand.{name}"), className=f"col-{name}") for name in COLUMNS],
        className="hand-row hand-head",
        **UNSPOKEN,
    )
    options = [
        {"value": one.unit.code, "label": _row(room, one, handing.cases)}
        for one in handing.candidates
    ]
    units = dcc.RadioItems(
        id=field_id("unit"), options=options, value=handing.chosen, className="hand-list"
    )
    # For `desk/loads.js`, which updates the loads while the dialog is open.
    strains = {strain.value: room.say(f"strain.{strain}") for strain in Strain}
    live = data(
        list="",
        strains=json.dumps(strains, ensure_ascii=False),
        people=room.say("hand.people", n="{n}"),
        full=FULL_WIDTH,
    )
    return html.Div([head, units], className="hand", **live)


def _row(room: Room, one: Candidate, cases: int) -> html.Span:
    duty = room.say(f"duty.{one.duty}")
    if cases > 1:
        duty = room.say("hand.fits", n=one.fits, all=cases)
    rate = one.rate
    few = room.say("hand.too_few") if rate.n and rate.share is None else NOT_KNOWN
    cells: dict[str, Component | str] = {
        "to": room.short(one.unit),
        "duty": duty,
        "load": html.Span(
            [_bar(one.load, one.overdue), html.B(f"{one.load.open}/{one.load.capacity}")],
            className="load",
        ),
        "strain": room.say(f"strain.{one.load.strain}"),
        "overdue": str(one.overdue),
        "rate": few if rate.share is None else f"{rate.share:.1%}",
        "n": str(rate.n),
        "expected": NOT_KNOWN if rate.expected_share is None else f"{rate.expected_share:.1%}",
        "on_duty": room.say("hand.people", n=one.on_duty),
    }
    return html.Span(
        [html.Span(cells[name], className=f"col-{name}") for name in COLUMNS],
        className="hand-row",
        **data(unit=one.unit.code, name=room.short(one.unit)),
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


def _reasons(room: Room, act: DeskAct) -> list[Component]:
    code = next((field for field in act.fields if field.ask is Ask.CHOICE), None)
    line = dcc.Input(
        id=field_id("reason"),
        type="text",
        maxLength=SHORT_MAX,
        autoComplete="off",
        placeholder=room.say("hand.reason_words"),
        className="line reason-words",
    )
    if code is None:
        return [html.Div(line, className="reasons")]
    return [html.Div([_name(room), _codes(room, code), line], className="reasons")]


def _name(room: Room) -> html.Span:
    return html.Span(room.say("hand.reason"), className="field-name")


def _codes(room: Room, code: Field) -> Component:
    labels = [(one, room.say(f"choice.code.{one}")) for one in code.choices]
    return choice(code, labels, None)


def _after(room: Room, handing: Handing, one: Candidate) -> html.Div:
    """What follows if this unit gets it: shown while the unit is chosen, before Enter."""
    after, unit = handing.after, room.short(one.unit)
    if handing.cases > 1:
        words = room.say(
            "hand.after_many",
            unit=unit,
            n=handing.cases,
            first=room.moment(after.due_at),
            last=room.moment(after.last_due_at),
        )
    else:
        words = room.say(
            "hand.after",
            unit=unit,
            now=room.moment(room.local.now),
            due=room.moment(after.due_at),
            case_due=room.moment(after.case_due_at),
        )
    lines = [html.P([html.B(room.say("hand.after_head")), words])]
    lines += [html.P([mark("triangle"), text]) for text in _warnings(room, handing, one)]
    if after.spent and handing.now_with is not None:
        holder = room.short(handing.now_with)
        lines.append(html.P(room.say("hand.spent", unit=holder, spent=after.spent)))
    hidden = one.unit.code != handing.chosen
    return html.Div(lines, className="after", hidden=hidden, **data(unit=one.unit.code))


def _warnings(room: Room, handing: Handing, one: Candidate) -> list[str]:
    unit, load, after = room.short(one.unit), one.load, handing.after
    said = []
    if one.fits < handing.cases:
        said.append(room.say("hand.unfit", n=handing.cases - one.fits, unit=unit))
    if load.strain is not Strain.ROOM:
        percent = round(load.share * 100)
        key = "hand.blocked" if load.strain is Strain.BLOCKED else "hand.strained"
        said.append(room.say(key, unit=unit, percent=percent))
    if after.verify_none:
        said.append(room.say("hand.verify_none"))
    elif after.verify_left:
        said.append(room.say("hand.verify_left", left=after.verify_left, usual=after.verify_usual))
    return said
