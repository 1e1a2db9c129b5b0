"""A case in the middle of its life, as the desk shows it: road under water, the unit returns it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import dashboard.districts
from dashboard.actions.dossier import Dossier, clocks
from dashboard.districts import almanac
from dashboard.domain.case import Case, CaseState, CoHandler, Links, Supervision
from dashboard.domain.changes import Act, Kind
from dashboard.domain.commands import Channel, IncidentKind
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.proximity import Near
from dashboard.domain.unit import Limit, LimitUnit, Urgency

PACK = dashboard.districts.load("nanguan")
DISTRICT = PACK.district
LON, LAT = PACK.places.center_of(207)
CALENDAR = almanac.calendar(DISTRICT)
NUMBER = "NG20261123-0308"
NOW = datetime(2026, 11, 23, 9, 42, 8, tzinfo=UTC)  # 17:42:08 there


def at(hour: int, minute: int) -> datetime:
    """That time of the same day, by the district's clocks."""
    return datetime(2026, 11, 23, hour - 8, minute, tzinfo=UTC)


GRID = DISTRICT.grids[207]
REPORTED = Case(
    number=NUMBER,
    version=1,
    state=CaseState.FILED,
    item="0211",
    urgency=Urgency.E2,
    text="吉顺街路口路面积水结冰，水深约 12 厘米，车辆打滑，行人绕行机动车道。",
    channel=Channel.PHONE,
    grid=GRID.no,
    community=GRID.community,
    street=GRID.street,
    reported_at=at(13, 51),
    filed_at=at(13, 54),
    lon=LON,
    lat=LAT,
    address="自由大路与吉顺街交口东 30 米",
    reporter_known=True,
    stage_at=at(13, 54),
    limit=Limit(15, LimitUnit.MINUTE),
    amber_at=at(14, 6),
    due_at=at(14, 9),
    severe_at=at(14, 17),
)
DISPATCHED = replace(
    REPORTED,
    version=2,
    state=CaseState.DISPATCHED,
    unit="D13",
    dispatched_at=at(14, 5),
    stage_at=at(14, 5),
    limit=Limit(4, LimitUnit.HOUR),
    amber_at=at(16, 5),
    due_at=at(18, 5),
    severe_at=at(20, 5),
    case_due_at=at(22, 5),
    acknowledge_by=at(14, 35),
    co_handlers=(CoHandler(unit="D14", added_at=at(14, 5), due_at=at(18, 5)),),
)
HANDLED = replace(DISPATCHED, version=3, state=CaseState.PROCESSING, acknowledged_at=at(14, 19))
CASE = replace(
    HANDLED,
    version=8,
    return_pending="积水来自 206 网格供热爆管，属供热单位管线",
    supervision=Supervision(level=1, by="timers", at=at(17, 31), reply_due_at=at(18, 30)),
    attachments=("https://files.example.org/1402.jpg", "现场录音 3 号"),
    links=Links(merged=("NG20261123-0299",)),
)
BURST = Incident(
    number="NGI20261123-01",
    version=2,
    state=IncidentState.CONFIRMED,
    kind=IncidentKind.ACCIDENT,
    title="供热爆管",
    text="",
    grid=206,
    street=GRID.street,
    known_at=at(16, 50),
    reported_at=at(16, 52),
    event_level=3,
)


def acts() -> tuple[Act, ...]:
    """The acts, newest first."""
    told = [
        ("report", "12345", "", at(13, 51), REPORTED),
        (
            "verify_report_found",
            "grid207",
            "现场核实属实",
            at(13, 59),
            replace(REPORTED, version=2),
        ),
        ("dispatch", "dispatcher", "", at(14, 5), DISPATCHED),
        ("acknowledge", "D13", "", at(14, 19), HANDLED),
        ("attach", "D13", "到场：已设围挡，水深约 12 厘米", at(16, 2), CASE),
        ("urge", "timers", "处置时限已用 85%", at(17, 31), CASE),
        ("supervise", "timers", "E2 将到期", at(17, 31), CASE),
        ("return", "D13", CASE.return_pending, at(17, 40), CASE),
    ]
    return tuple(Act(Kind.CASE, NUMBER, *one) for one in reversed(told))


def example() -> Dossier:
    """The example with a likely duplicate, a merged case and an incident near by."""
    other = replace(
        REPORTED,
        number="NG20261123-0321",
        text="自由大路靠近吉顺街处有大面积结冰",
        reported_at=at(15, 12),
        state=CaseState.PROCESSING,
    )
    merged = replace(REPORTED, number="NG20261123-0299", state=CaseState.MERGED)
    return Dossier(
        case=CASE,
        now=NOW,
        acts=acts(),
        clocks=clocks(CASE, CALENDAR, DISTRICT),
        relatives={merged.number: merged},
        linked={merged.number: merged},
        alike=[Near(other, 140)],
        incidents=[Near(BURST, 300)],
    )


def work_day_example() -> Dossier:
    """A long case over the new year, whose last days have no official calendar yet."""
    began = datetime(2026, 12, 14, 2, 10, tzinfo=UTC)
    limit = Limit(15, LimitUnit.WORK_DAY)
    due = CALENDAR.add(began, limit)
    case = replace(
        HANDLED,
        item="0102",
        urgency=Urgency.E4,
        unit="U01",
        reported_at=began - timedelta(hours=1),
        filed_at=began,
        dispatched_at=began,
        stage_at=began,
        limit=limit,
        amber_at=due - timedelta(days=4),
        due_at=due,
        severe_at=due + timedelta(days=3),
        case_due_at=due + timedelta(days=2),
        calendar_provisional=True,
    )
    found = clocks(case, CALENDAR, DISTRICT)
    return replace(example(), case=case, clocks=found, now=began + timedelta(days=3))
