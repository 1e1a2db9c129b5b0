"""What grid leaders and the people who call back do."""

from datetime import datetime

from dashboard.domain.case import Case
from dashboard.domain.commands import CallBack, CaseCommand, Direct, Satisfaction, Verify
from dashboard.domain.district import District
from dashboard.domain.unit import DutyItem, Urgency
from feeds.simulator import words
from feeds.simulator.scene import Scene

SLOW = 0.2
"""Share of cases that wait longer, because it isn't clear who answers for them."""
PASSED, PASSED_AGAIN = 0.93, 0.98
REACHED = 0.85
NEXT_DAY = 20 * 60
"""Minutes: one attempt a day counts."""
SOLVED = 0.96
SATISFACTION = {
    Satisfaction.SATISFIED: 78,
    Satisfaction.BASIC: 16,
    Satisfaction.DISSATISFIED: 6,
}

Turn = tuple[datetime, CaseCommand]


def direct(scene: Scene) -> Turn:
    """网格直派: a critical case within two minutes, most within ten, unread text when read."""
    case, item = scene.case, scene.item
    unit = scene.town.district.unit_for(item, case.grid).code
    if case.urgency is Urgency.E1:
        at = scene.minutes(0.4, 1.8)
    elif case.item is None:
        at = scene.by_day(scene.minutes(15, 150))
    elif scene.chance.random() < SLOW:
        at = scene.by_day(scene.minutes(30, 200))
    else:
        at = scene.by_day(scene.minutes(2, 10))
    return at, _directed(case, item, unit)


def direct_again(scene: Scene) -> Turn:
    """After a return: to a unit that assists, or the street, or the same one after all."""
    unit = _second(scene.case, scene.item, scene.town.district)
    return scene.by_day(scene.minutes(15, 90)), _directed(scene.case, scene.item, unit)


def _directed(case: Case, item: DutyItem, unit: str) -> Direct:
    by = f"grid{case.grid}"
    return Direct(case=case.number, unit=unit, by=by, item=None if case.item else item.code)


def _second(case: Case, item: DutyItem, district: District) -> str:
    others = [code for code in item.co_units if code != case.unit]
    if others:
        return others[0]
    return case.street if case.street in district.units else case.unit or item.unit


def verify(scene: Scene) -> Turn:
    """By the grid leader on the spot; what the grid settled itself, by the community station."""
    case, chance = scene.case, scene.chance
    if case.urgency is Urgency.E1:
        at = scene.minutes(4, 20)
    elif scene.urgent:
        at = scene.minutes(10, 70)
    else:
        at = scene.by_day(scene.minutes(20, 360))
    settled = case.self_resolved_by or case.rework_count
    passed = chance.random() < (PASSED_AGAIN if settled else PASSED)
    by = f"station-{case.community}" if case.self_resolved_by else f"grid{case.grid}"
    opinion = words.say("passed" if passed else "failed", chance)
    return at, Verify(case=case.number, passed=passed, by=by, opinion=opinion)


def call_back(scene: Scene) -> Turn:
    """By telephone; who isn't reached is called again the next day."""
    case, chance = scene.case, scene.chance
    soon, late = (5, 60) if scene.urgent else (20, 240)
    again = NEXT_DAY if case.callback_attempts else 0
    at = scene.by_day(scene.minutes(soon + again, late + again))
    if chance.random() > REACHED:
        return at, CallBack(case=case.number, reached=False)
    solved = chance.random() < SOLVED or case.rework_count > 0
    answer = chance.choices(list(SATISFACTION), weights=list(SATISFACTION.values()))[0]
    said = answer if solved else Satisfaction.DISSATISFIED
    return at, CallBack(case=case.number, reached=True, solved=solved, satisfaction=said)
