"""What grid leaders and community stations do."""

from datetime import datetime

from dashboard.domain.commands import CaseCommand, Direct, Report, Verify
from dashboard.domain.unit import Urgency
from feeds.simulator import words
from feeds.simulator.scene import Scene
from feeds.simulator.town import SOURCE

PASSED, PASSED_AGAIN = 0.935, 0.98


def direct(scene: Scene) -> Report:
    """网格直派: a critical case within two minutes, others within ten."""
    case, item = scene.case, scene.item
    unit = scene.town.district.unit_for(item, case.grid).code
    critical = case.urgency is Urgency.E1
    at = scene.minutes(0.4, 1.8) if critical else scene.by_day(scene.minutes(2, 10))
    command = Direct(case=case.number, unit=unit, by=f"grid{case.grid}")
    return message(scene, at, command)


def verify(scene: Scene) -> Report:
    """The grid leader verifies on the spot; the community station, if the grid settled it."""
    case, chance = scene.case, scene.chance
    if case.urgency is Urgency.E1:
        at = scene.minutes(4, 20)
    elif scene.urgent:
        at = scene.awake(scene.minutes(10, 70))
    else:
        at = scene.by_day(scene.minutes(20, 300))
    settled = case.self_resolved_by or case.rework_count
    passed = chance.random() < (PASSED_AGAIN if settled else PASSED)
    by = f"station-{case.community}" if case.self_resolved_by else f"grid{case.grid}"
    opinion = words.say("passed" if passed else "failed", chance)
    return message(scene, at, Verify(case=case.number, passed=passed, by=by, opinion=opinion))


def message(scene: Scene, at: datetime, command: CaseCommand) -> Report:
    """A message about this version of the case: the same message has the same id."""
    identity = f"{scene.case.number}-{scene.case.version}"
    return Report(SOURCE, identity, max(at, scene.since), command)
