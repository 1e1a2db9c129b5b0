"""Cases and the next acts on them: what the tests of the simulator's persons share."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.districts import Pack, almanac
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case
from dashboard.domain.commands import (
    Acknowledge,
    Channel,
    Direct,
    Report,
    ReportCase,
)
from dashboard.domain.life import Circumstances, decide
from feeds.simulator.acts import next_act
from feeds.simulator.board import Board
from feeds.simulator.orders import Act, DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.feeds.memory import Memory

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
SLOWLY = Pace()


def opened(pack: Pack, count: int = 1, **fields: object) -> list[Case]:
    """Cases that differ only in their number."""
    memory = Memory(pack)
    told: dict[str, object] = {
        "item": "0201",
        "grid": 206,
        "channel": Channel.PHONE,
        "text": "垃圾",
    }
    for i in range(count):
        command = ReportCase(**(told | fields))  # type: ignore[arg-type]
        memory.take(Report("test", str(i), MORNING, command), MORNING)
    return list(memory.cases.values())


def after(pack: Pack, case: Case, command: CentreCommand, at: datetime = MORNING) -> Case:
    return decide(
        case,
        command,
        Circumstances(at, pack.district, almanac.calendar(pack.district), case.number),
    )


def in_hands(pack: Pack, case: Case, unit: str) -> Case:
    directed = after(pack, case, Direct(case=case.number, unit=unit, by="grid206"))
    return after(pack, directed, Acknowledge(case=case.number, unit=unit))


def act(
    case: Case,
    town: Town,
    pace: Pace = SLOWLY,
    since: datetime = MORNING,
    board: Board | None = None,
) -> Act:
    found = next_act(case, since, town, pace, board or Board(town))
    assert found is not None
    assert found.time is not None
    return found


def asked(act: Act) -> Any:
    """The command of an act, given by message or at a desk."""
    return act.order if isinstance(act, DeskOrder) else act.command


def wait(act: Act) -> timedelta:
    assert act.time is not None
    return act.time - MORNING
