"""What the centre does with a case: accept, dispatch, rule, merge, link, call back.

Each is a person's act at their desk, through the same commands and rules as anybody's.
"""

from datetime import datetime, timedelta

from dashboard.domain.commands import CallBack, Channel, Satisfaction
from dashboard.domain.desk_commands import (
    Accept,
    Close,
    DecideExtension,
    DecideReturn,
    DecideSuspension,
    Dispatch,
    Merge,
)
from dashboard.domain.duties import duties
from dashboard.domain.life.assignment import disputed
from dashboard.domain.life.closing import to_call
from dashboard.domain.life.owner import standing
from dashboard.domain.oversight_commands import EscalateIncident, ReplySupervision
from dashboard.domain.unit import Urgency
from feeds.simulator import grid_leaders, staff, words
from feeds.simulator.orders import Act, DeskOrder
from feeds.simulator.scene import Scene

SLOW = {Urgency.E1: 0.01, Urgency.E2: 0.025}
SLOW_ELSE = 0.02
"""Share of cases that are dispatched late because it isn't clear who is responsible."""
BY_STREET = 0.16
"""Share of cases that the street's centre dispatches before the district's does."""
BY_STATION = 0.08
"""Of the others that aren't urgent, the share that the community's station dispatches."""
BY_HAND = {Channel.GRID: 0.55, Channel.PATROL: 0.55}
BY_HAND_ELSE = 0.05
"""Share of cases that the grid leader gives directly to a unit (网格直派)."""
MERGED = 0.85
"""Share of a burst's complaints that are merged; the others contain something more."""
FULL = 1.0
"""At this load or above a dispatcher gives a reason for choosing this unit."""
RETURN_AGREED, EXTENSION_AGREED, SUSPENSION_AGREED = 0.7, 0.88, 0.85
ANSWERS_LATE = 0.05
REACHED = 0.9
NEXT_DAY = 20 * 60
"""In minutes: only one attempt a day counts."""
SOLVED = 0.97
SATISFACTION = {
    Satisfaction.SATISFIED: 78,
    Satisfaction.BASIC: 16,
    Satisfaction.DISSATISFIED: 6,
}
TOLD_TOGETHER = 4
"""From this many reporters on, one text message informs them all."""


def accept(scene: Scene) -> Act:
    """受理: the intake reads reports without an item; urgent ones at night too."""
    pressing = scene.item.urgency in (Urgency.E1, Urgency.E2)
    at = scene.minutes(2, 12) if pressing else scene.by_day(scene.minutes(3, 25))
    return scene.desk_order(staff.INTAKE, at, Accept(case=scene.case.number, item=scene.item.code))


def assign(scene: Scene) -> Act:
    """并案、挂接 or 派遣: by the centre, the street, or the grid leader."""
    return _link(scene) or _merge(scene) or _dispatch(scene)


def _link(scene: Scene) -> DeskOrder | None:
    case = scene.case
    incident = None if case.incident else scene.board.incident_of(case)
    if incident is None:
        return None
    at = scene.minutes(0.4, 1.5) if case.urgency is Urgency.E1 else scene.minutes(1, 6)
    who = staff.dispatcher(scene.town, at, case.number)
    reason = words.say("links", scene.chance)
    order = EscalateIncident(case=case.number, incident=incident.number, reason=reason)
    return scene.desk_order(who, at, order)


def _merge(scene: Scene) -> DeskOrder | None:
    case = scene.case
    wanted = not case.incident or scene.drawn("merge").random() < MERGED
    into = scene.board.main_of(case) if case.incident else scene.board.same(case)
    if into is None or not wanted or case.rework_count or case.links.merged:
        return None
    at = scene.minutes(0.6, 2.5) if case.incident else _dispatched_at(scene)
    reason = words.say("merges_burst" if case.incident else "merges", scene.chance)
    order = Merge(case=case.number, into=into.number, reason=reason)
    return scene.desk_order(staff.dispatcher(scene.town, at, case.number), at, order)


def _dispatch(scene: Scene) -> Act:
    case, drawn = scene.case, scene.drawn("who")
    by_hand = BY_HAND.get(case.channel, BY_HAND_ELSE)
    if drawn.random() < by_hand and not case.returned_by and not case.incident:
        return grid_leaders.direct(scene)
    at = _dispatched_at(scene)
    street = drawn.random() < BY_STREET and scene.item.territorial and not case.returned_by
    who = staff.dispatcher(scene.town, at, case.number)
    if street:
        who = staff.of_unit(case.street)
    elif disputed(case):
        who = staff.FOREMAN
    elif not case.returned_by and not scene.urgent and scene.drawn("tier").random() < BY_STATION:
        who = staff.of_station(case.community)
    unit = _unit(scene)
    full = scene.board.load(scene.town.district, unit).share >= FULL
    reason = words.say("overloads", scene.chance) if full else ""
    return scene.desk_order(who, at, Dispatch(case=case.number, unit=unit, reason=reason))


def _unit(scene: Scene) -> str:
    """The responsible unit; a unit that returned the case gets it only if no other is left."""
    able = list(duties(scene.town.district, scene.item, scene.case.grid))
    return next((unit for unit in able if unit not in scene.case.returned_by), able[0])


def _dispatched_at(scene: Scene) -> datetime:
    slow = scene.chance.random() < SLOW.get(scene.case.urgency, SLOW_ELSE)
    if scene.case.urgency is Urgency.E1:
        return scene.minutes(5.2, 8) if slow else scene.minutes(0.5, 2.8)
    if scene.case.urgency is Urgency.E2:
        return scene.minutes(16, 35) if slow else scene.minutes(1.5, 9)
    return scene.by_day(scene.minutes(70, 150) if slow else _soon(scene))


def _soon(scene: Scene) -> datetime:
    return scene.minutes(3, 32)


# Rulings --------------------------------------------------------------------------------------


def rule_return(scene: Scene) -> Act:
    """退单裁定; the foreman decides about a second return."""
    case = scene.case
    agreed = scene.drawn(f"return{case.return_count}").random() < RETURN_AGREED
    at = scene.by_day(scene.minutes(4, 18) if scene.urgent else scene.minutes(10, 60))
    second = case.return_count > 1
    who = staff.FOREMAN if second else staff.dispatcher(scene.town, at, case.number)
    reason = words.say("returns_agreed" if agreed else "returns_refused", scene.chance)
    return scene.desk_order(who, at, DecideReturn(case=case.number, agreed=agreed, reason=reason))


def rule_extension(scene: Scene) -> Act:
    """延期审批: decides about an extension."""
    case = scene.case
    agreed = scene.chance.random() < EXTENSION_AGREED
    at = scene.by_day(scene.minutes(5, 20) if scene.urgent else scene.minutes(15, 90))
    at = min(at, max(scene.since, scene.due_at - timedelta(minutes=1)))
    who = staff.DIRECTOR if case.extensions else staff.dispatcher(scene.town, at, case.number)
    reason = words.say("extensions_agreed" if agreed else "extensions_refused", scene.chance)
    return scene.desk_order(
        who, at, DecideExtension(case=case.number, agreed=agreed, reason=reason)
    )


def rule_suspension(scene: Scene) -> Act:
    """挂账审批: the district leader decides about a complex case."""
    case = scene.case
    agreed = scene.chance.random() < SUSPENSION_AGREED
    complex_case = case.urgency is Urgency.E4
    at = scene.awake(scene.minutes(45, 300) if complex_case else scene.minutes(20, 120))
    who = staff.LEADER if complex_case else staff.FOREMAN
    reason = words.say("suspensions_agreed" if agreed else "suspensions_refused", scene.chance)
    return scene.desk_order(
        who, at, DecideSuspension(case=case.number, agreed=agreed, reason=reason)
    )


def answer(scene: Scene) -> DeskOrder | None:
    """督办答复 by the supervised unit, within hours."""
    case = scene.case
    asked = standing(case)
    if asked is None or asked.replied_at is not None or asked.seat != "UNIT" or not case.unit:
        return None
    critical = case.urgency is Urgency.E1
    soon = (4, 20) if critical else (25, 200)
    planned = asked.at + timedelta(minutes=scene.chance.uniform(*soon))
    if asked.reply_due_at and scene.drawn(f"late{asked.level}").random() < ANSWERS_LATE:
        planned = asked.reply_due_at + timedelta(minutes=scene.chance.uniform(20, 90))
    at = max(scene.since, planned if critical else scene.awake(planned))
    reply = ReplySupervision(case=case.number, words=words.say("replies", scene.chance))
    return scene.desk_order(staff.of_unit(case.unit), at, reply)


# The end --------------------------------------------------------------------------------------


def call_back(scene: Scene) -> Act:
    """回访 by telephone; a person who isn't reached is called again the next day."""
    case, chance = scene.case, scene.chance
    if len(to_call(case)) >= TOLD_TOGETHER:
        return _tell_all(scene)
    soon, late = (5, 60) if scene.urgent else (20, 240)
    again = NEXT_DAY if case.callback_attempts else 0
    at = scene.awake(scene.minutes(soon + again, late + again))
    if chance.random() > REACHED:
        return scene.desk_order(staff.INTAKE, at, CallBack(case=case.number, reached=False))
    solved = chance.random() < SOLVED or case.rework_count > 0
    answered = chance.choices(list(SATISFACTION), weights=list(SATISFACTION.values()))[0]
    said = answered if solved else Satisfaction.DISSATISFIED
    order = CallBack(case=case.number, reached=True, solved=solved, satisfaction=said)
    return scene.desk_order(staff.INTAKE, at, order)


def _tell_all(scene: Scene) -> DeskOrder:
    """One message to all who reported one burst; the foreman closes."""
    reply = words.say("told_together", scene.chance)
    order = Close(case=scene.case.number, reason=words.say("closes", scene.chance), reply=reply)
    return scene.desk_order(staff.FOREMAN, scene.awake(scene.minutes(20, 80)), order)
