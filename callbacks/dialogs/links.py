"""What a case may belong to: another case about the same matter, or an incident."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from callbacks.dialogs.answer_words import short_number
from callbacks.dialogs.context import DialogContext
from dashboard.domain.case import Case
from dashboard.domain.commands import IncidentKind
from dashboard.domain.criteria import suggest
from dashboard.domain.incident import Incident
from dashboard.domain.life import Circumstances
from dashboard.domain.life.escalating import escalated
from dashboard.domain.proximity import INCIDENT_METRES, SIMILAR_WITHIN, Near, likely_same, metres
from dashboard.domain.roles import DECLARERS
from dashboard.domain.visibility import may_read
from dashboard.store import proximity as nearby
from layouts.dialogs import act_form, link
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.link import LinkChoice


def merging(
    context: DialogContext, locale: DialogLocale, wanted: ActForm, cases: Sequence[Case]
) -> html.Div:
    """Cases that may be the same matter as the first of these, the nearest first."""
    first, ours = cases[0], {case.number for case in cases}
    with context.system.reader.connect() as connection:
        like = nearby.cases_like(connection, context.district.key, first, SIMILAR_WITHIN)
    others = [one for one in like if one.number not in ours and may_read(context.person, one)]
    same = likely_same(first, others)
    # If several cases are chosen, the oldest can take in the others.
    choices = [_case(locale, one) for one in same]
    if len(cases) > 1:
        oldest = min(cases, key=lambda case: case.reported_at)
        choices.insert(0, _case(locale, Near(oldest, None)))
    return link.dialog(locale, wanted, choices)


def _case(locale: DialogLocale, one: Near[Case]) -> LinkChoice:
    case = one.what
    unit = locale.district.units.get(case.unit or "")
    state = locale.say(f"state.{case.state}")
    parts = [
        _way(locale, one),
        state if unit is None else f"{state} · {locale.short(unit)}",
        locale.moment(case.reported_at),
        case.text[:40],
    ]
    return LinkChoice(case.number, short_number(case.number), " · ".join(filter(None, parts)))


def _way(locale: DialogLocale, one: Near[Case]) -> str:
    return (
        locale.say("link.same_grid")
        if one.metres is None
        else locale.say("link.metres", n=one.metres)
    )


def linking(
    context: DialogContext, locale: DialogLocale, wanted: ActForm, cases: Sequence[Case]
) -> html.Div:
    """The running incidents, the nearest first; equally near ones by time and number."""
    with context.system.reader.connect() as connection:
        running = nearby.running_incidents(connection, context.district.key)
    first = cases[0]
    ordered = sorted(running, key=lambda one: (*_by_distance(first, one), one.known_at, one.number))
    choices = [_incident(locale, first, one) for one in ordered]
    return link.dialog(locale, wanted, choices, locale.say("link.effect"))


def _by_distance(case: Case, one: Incident) -> tuple[bool, bool, float]:
    """Sort key: beside it first, then by distance; unknown distances last."""
    way = metres(case, one)
    beside = one.grid == case.grid or (way is not None and way <= INCIDENT_METRES)
    return (not beside, way is None, way or 0)


def _incident(locale: DialogLocale, case: Case, one: Incident) -> LinkChoice:
    """Its number and title; where, how far, since when, how grave: no two look the same."""
    level = one.response_level or one.event_level
    street = locale.short(locale.district.streets[one.street])
    way = metres(case, one)
    parts = [
        locale.say("link.place", street=street, grid=one.grid),
        locale.say("link.metres", n=way) if way is not None else "",
        locale.say("link.same_grid") if one.grid == case.grid else "",
        locale.say("link.since", at=locale.moment(one.known_at), t=locale.ago(one.known_at)),
        locale.say(f"escalate.level.{level}") if level else locale.say(f"link.state.{one.state}"),
        locale.say(f"choice.kind.{one.kind}"),
    ]
    words = f"{short_number(one.number)} {one.title}"
    return LinkChoice(one.number, words, " · ".join(filter(None, parts)))


def escalating(
    context: DialogContext, locale: DialogLocale, wanted: ActForm, cases: Sequence[Case]
) -> html.Div:
    """A title and a kind from the case's item; says before Enter what follows."""
    case = cases[0]
    item = context.item(case)
    street = locale.district.streets[case.street]
    major = item.major_kind if item is not None and item.major_kind in set(IncidentKind) else None
    kind = IncidentKind(major or IncidentKind.ACCIDENT)
    # Every desk and wall reads a title: it has the item or the kind, never the report's text.
    what = locale.short(item) if item else locale.say(f"choice.kind.{kind}")
    values = {"title": f"{locale.short(street)} {what}".strip()}
    if major is not None:
        values["kind"] = str(major)
    before: list[Component] = [
        link.suggestion(locale, suggest(kind)),
        *(html.P(words, className="effect") for words in becomes(locale, case, context.at(case))),
    ]
    act = wanted.act
    if context.person.role not in DECLARERS:
        act = replace(act, fields=tuple(field for field in act.fields if field.name != "level"))
        before.append(html.P(locale.say("escalate.declare"), className="effect"))
    return act_form.dialog(locale, replace(wanted, act=act, values=values), *before)


def becomes(locale: DialogLocale, case: Case, at: Circumstances) -> Iterator[str]:
    """What would become of its deadlines."""
    after = escalated(case, "", at)
    pairs = (("stage", case.due_at, after.due_at), ("case", case.case_due_at, after.case_due_at))
    for clock, was, now in pairs:
        if now is None:
            continue
        stays = "_stays" if was in (None, now) else ""
        yield locale.say(
            f"escalate.{clock}{stays}",
            now=locale.moment(now),
            was=locale.moment(was) if was else "",
        )
    if after.urgency_before is not None:
        level = locale.say(f"urgency.{after.urgency_before}")
        yield locale.say("escalate.back", urgency=f"{after.urgency_before} {level}")


Maker = Callable[[DialogContext, DialogLocale, ActForm, Sequence[Case]], html.Div]
DIALOGS: Mapping[str, Maker] = {
    "merge": merging,
    "link_incident": linking,
    "escalate": escalating,
}
