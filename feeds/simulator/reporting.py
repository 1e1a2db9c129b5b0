"""What the duty desk puts on record of an incident: its milestones, and its reports to the city.

Each is planned from the instant that its rule names, so that planning again gives the same.
Most reports go out in time, a few late; there is one more when the site is under control.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import next_kind, unsigned
from dashboard.domain.milestones import Milestone
from dashboard.domain.oversight_commands import (
    FileSituationReport,
    NoteMilestone,
    ReportByPhone,
    SignSituationReport,
)
from dashboard.domain.report_clocks import clocks, first_told
from dashboard.domain.situation_reports import SituationKind, SituationReport
from feeds.simulator import staff, words
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town

LATE, LATE_AGAIN = 0.06, 0.12
"""Share of the first reports, and of the follow-ups, that go out late."""
CALL_MINUTES, LATE_CALL = (5.0, 13.0), (31.0, 44.0)
PAPER_MINUTES, LATE_PAPER = (16.0, 34.0), (58.0, 75.0)
SIGNED_MINUTES = (2.0, 8.0)
BEFORE_DUE_MINUTES, BEHIND_DUE_MINUTES = (10.0, 20.0), (3.0, 16.0)
CONTROLLED_MINUTES = (4.0, 14.0)
FINAL_HOURS = (2.0, 9.0)
COURSE = {
    Milestone.OCCURRED: (-12.0, -3.0),
    Milestone.ON_SITE: (9.0, 25.0),
    Milestone.CONTAINED: (120.0, 200.0),
}
"""In minutes since its report; what happened before it was known is noted with the first call."""
ENTERED_MINUTES = (0.5, 9.0)


def records(incident: Incident, since: datetime, town: Town, pace: Pace) -> Iterator[DeskOrder]:
    """What the duty officer would note or report next, and what the leader would sign."""
    yield from _milestones(incident, since, town, pace)
    waiting = unsigned(incident)
    if first_told(incident) is None:
        chance = town.chance("call", incident.number)
        wait = _minutes(chance, LATE_CALL if chance.random() < LATE else CALL_MINUTES)
        call = ReportByPhone(incident=incident.number, words=words.say("calls_city", chance))
        at = pace.after(incident.known_at, wait)
        yield DeskOrder(staff.ON_DUTY, max(since, at), call)
    if waiting is not None:
        yield _signature(incident, waiting, since, town, pace)
    else:
        yield from _paper(incident, since, town, pace)


def _minutes(chance: Random, between: tuple[float, float]) -> timedelta:
    return timedelta(minutes=chance.uniform(*between))


def _milestones(incident: Incident, since: datetime, town: Town, pace: Pace) -> Iterator[DeskOrder]:
    noted = {one.milestone for one in incident.milestones}
    for milestone, between in COURSE.items():
        if milestone in noted or not incident.open:
            continue
        chance = town.chance("milestone", incident.number, milestone)
        passed = _minutes(chance, between)
        before = passed < timedelta()
        reported_at = incident.reported_at
        happened = incident.known_at + passed if before else pace.after(reported_at, passed)
        entered = max(happened, pace.after(reported_at, _minutes(chance, CALL_MINUTES)))
        at = max(since, pace.after(entered, _minutes(chance, ENTERED_MINUTES)))
        order = NoteMilestone(incident=incident.number, milestone=milestone, at=happened)
        yield DeskOrder(staff.ON_DUTY, at, order)


def _paper(incident: Incident, since: datetime, town: Town, pace: Pace) -> Iterator[DeskOrder]:
    kind, number = next_kind(incident), len(incident.reports)
    chance = town.chance("paper", incident.number, kind, number)
    about = f"reports_{kind.lower()}"
    if kind is SituationKind.FIRST:
        between = LATE_PAPER if chance.random() < LATE else PAPER_MINUTES
        at = pace.after(incident.known_at, _minutes(chance, between))
    elif kind is SituationKind.FINAL and incident.over_at is not None:
        at = pace.after(incident.over_at, timedelta(hours=chance.uniform(*FINAL_HOURS)))
    else:
        owed = [c for c in clocks(incident, town.zone) if c.kind is kind and not c.delivered_at]
        if not owed:
            return
        late = chance.random() < LATE_AGAIN
        off = _minutes(chance, BEHIND_DUE_MINUTES if late else BEFORE_DUE_MINUTES)
        at = owed[0].due_at + (off if late else -off)
        controlled_at = _unreported_control(incident)
        if controlled_at is not None:
            told_at = pace.after(controlled_at, _minutes(chance, CONTROLLED_MINUTES))
            at, about = min((at, about), (told_at, "reports_contained"))
    text = _text(incident, kind, about, chance)
    order = FileSituationReport(incident=incident.number, text=text)
    yield DeskOrder(staff.ON_DUTY, max(since, at), order)


def _unreported_control(incident: Incident) -> datetime | None:
    """Since when it is noted that the site is under control, if no report has said so."""
    noted = (one for one in incident.milestones if one.milestone is Milestone.CONTAINED)
    controlled = next(noted, None)
    if controlled is None:
        return None
    told = any(one.filed_at >= controlled.entered_at for one in incident.reports)
    return None if told else controlled.entered_at


def _text(incident: Incident, kind: SituationKind, about: str, chance: Random) -> str:
    """Lines as the desk's draft has them: what people add to them is carried on by it."""
    told = {
        "经过": incident.text or incident.title,
        "影响范围": f"挂接 {len(incident.cases)} 件",
        "伤亡损失": words.say_of(incident.title, "harm", chance),
        "已采取措施": words.say_of(incident.title, about, chance),
    }
    if kind is SituationKind.FOLLOW_UP:
        told.pop("经过")
    return "\n".join(f"{name}：{said}" for name, said in told.items())


def _signature(
    incident: Incident, waiting: SituationReport, since: datetime, town: Town, pace: Pace
) -> DeskOrder:
    chance = town.chance("sign", incident.number, len(incident.reports))
    at = pace.after(waiting.entered_at, _minutes(chance, SIGNED_MINUTES))
    order = SignSituationReport(incident=incident.number)
    return DeskOrder(staff.DUTY_LEADER, max(since, at), order)
