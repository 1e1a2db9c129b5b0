"""The walls of the overdue and of loads: every number agrees with the rows and with SQL."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Row as Found
from sqlalchemy import select

from callbacks.console_feed import DeskFeed, Neighbours
from callbacks.load_section import load_data
from callbacks.wall import WallRequest, Walls
from callbacks.wall.load import AHEAD_MS
from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.alerts.turns import owes_reply
from dashboard.domain.case import Case, CaseState
from dashboard.domain.desk_commands import Dispatch
from dashboard.domain.figures import SOON_MS
from dashboard.domain.life.owner import OwnerKind, owner
from dashboard.domain.oversight_commands import ReplySupervision
from dashboard.domain.scope import CENTRE
from dashboard.domain.unit import Urgency
from dashboard.live.follower import Follower
from dashboard.live.presence import Presence
from dashboard.live.wall_status import Watch
from dashboard.store import tables
from dashboard.store.records import read_case
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.pictures import counted, recount
from tests.live.ways import LIFE, command

UNITS = ("U01", "D13", "D14", "S08")
HOUR_MS = 3_600_000
AGES_MS = (HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS)


def live_some_days(centre: Centre, chance: Random) -> None:
    """Some days with reports, acts on them, too few handlers, and passing deadlines."""
    for part in range(7):
        reports = [
            report(f"{part}-{n}", urgency=chance.choice(list(Urgency)), grid=chance.randint(1, 310))
            for n in range(chance.randint(2, 8))
        ]
        said = c.SetCapacity(unit=chance.choice(UNITS), on_duty=chance.randint(0, 2))
        centre.settle(*reports, message(f"duty {part}", said))
        for number in centre.numbers():
            steps = LIFE[: chance.choice([0, 0, 1, 1, 2, 3])]
            unit, now = chance.choice(UNITS), centre.clock()
            acts: list[Any] = [command(name, number, unit, now) for name in steps]
            if chance.random() < 0.3:
                acts.append(ReplySupervision(case=number, words="已到现场"))
            if chance.random() < 0.2:
                acts.append(Dispatch(case=number, unit=unit, reason="就近"))
            for act in acts:
                handle(centre.system, act, by="dispatcher")
        centre.clock.move(minutes=chance.choice([7, 20, 55, 240, 900]))
        centre.ring_deadlines()
    centre.tell()


@pytest.fixture(params=[1, 2])
def lived(request: pytest.FixtureRequest, centre: Centre) -> Centre:
    live_some_days(centre, Random(request.param))
    return centre


def cases_of(centre: Centre) -> list[tuple[Found[Any], Case]]:
    """The open cases by SQL: the columns, and what only the body has."""
    t = tables.cases.c
    query = select(tables.cases).where(t.district == centre.district, t.is_open)
    with centre.system.reader.connect() as connection:
        return [(found, read_case(found.body)) for found in connection.execute(query)]


def model(centre: Centre, view: str) -> Any:
    follower = Follower(centre.system)
    assert counted(follower.picture) == recount(follower.picture)
    return Walls(centre.system, follower).model(WallRequest(view))


def told(section: dict[str, Any]) -> list[Any]:
    return [section[str(place)] for place in range(len(section))]


def holder(case: Case) -> str:
    held = owner(case)
    assert held
    return held.key if held.seat is OwnerKind.UNIT else str(held.seat)


def test_the_wall_of_the_overdue_counts_as_sql_does(lived: Centre) -> None:
    now, found = to_ms(lived.clock()), cases_of(lived)
    clocked = [(row, case) for row, case in found if row.due_at and row.state != "SUSPENDED"]
    late = [(row, case) for row, case in clocked if row.due_at < now]
    soon = [(row, case) for row, case in clocked if now <= row.due_at <= now + SOON_MS]
    shown = model(lived, "overdue")
    figures = shown["figures"]
    assert late
    assert figures["overdue"] == sum(told(shown["ages"])) == len(late)
    bands = Counter(sum(now - row.due_at >= age for age in AGES_MS) for row, _ in late)
    assert told(shown["ages"]) == [bands[band] for band in range(5)]
    assert {one["who"]: one["n"] for one in told(shown["hands"])} == Counter(
        holder(case) for _, case in late
    )
    assert {one["no"] for one in told(shown["late"])} == {row.number for row, _ in late}
    assert figures["soon"] == shown["next"]["all"] == len(shown["soon"]) == len(soon)
    assert [one["due"] for one in told(shown["soon"])] == sorted(row.due_at for row, _ in soon)
    unheard = sum(row.state == "DISPATCHED" for row, _ in soon)
    assert shown["next"]["unheard"] == unheard
    owing = [row.reply_due_at for row, case in found if owes_reply(case) and row.reply_due_at < now]
    assert figures["supervision_late"] == len(owing)
    assert shown["replies"]["late_since"] == min(owing, default=None)


def test_a_row_says_who_has_it_and_how_its_supervision_stands(lived: Centre) -> None:
    cases = {case.number: case for _, case in cases_of(lived)}
    rows = told(model(lived, "overdue")["late"])
    assert any(row["level"] for row in rows)
    for row in rows:
        case = cases[row["no"]]
        asked = case.supervision
        assert row["who"] == holder(case)
        assert row["level"] == (asked.level if asked else 0)
        assert row["asked"] == (to_ms(asked.at) if asked else None)
        replied = asked.replied_at if asked else None
        assert row["replied"] == (to_ms(replied) if replied else None)


def test_the_wall_of_loads_counts_as_sql_does(lived: Centre) -> None:
    now, found = to_ms(lived.clock()), [row for row, _ in cases_of(lived)]
    shown = model(lived, "load")
    units = shown["units"]
    running = [row for row in found if row.due_at and row.state != "SUSPENDED"]
    of = {name: Counter[str]() for name in ("open", "overdue", "ahead")}
    of["open"].update(row.unit for row in found if row.unit)
    of["overdue"].update(row.unit for row in running if row.unit and row.due_at < now)
    of["ahead"].update(
        row.unit for row in running if row.unit and now <= row.due_at <= now + AHEAD_MS
    )
    for name, counts in of.items():
        assert {code: unit[name] for code, unit in units.items() if unit[name]} == counts
    over = {code for code, unit in units.items() if unit["open"] > unit["capacity"]}
    assert shown["figures"]["over_capacity"] == len(over)
    assert shown["district"]["open"] == sum(of["open"].values())
    assert shown["district"]["units"] == len(lived.system.district.units)
    assert shown["district"]["free"] == sum(
        unit["open"] <= unit["capacity"] / 2 for unit in units.values()
    )
    waiting = [row.dispatched_at for row in found if row.state == CaseState.DISPATCHED.value]
    assert shown["figures"]["awaiting_acknowledgement"] == len(waiting)
    assert (shown["waits"]["oldest"] is None) == (not waiting)
    assert over <= set(told(shown["help"]))
    assert set(told(shown["help"])) == over | set(of["overdue"])


def test_those_over_capacity_are_to_be_helped_before_all_others(lived: Centre) -> None:
    shown = model(lived, "load")
    needs = [shown["units"][code] for code in told(shown["help"])]
    ranks = [(one["open"] <= one["capacity"], -one["overdue"], -one["ahead"]) for one in needs]
    assert ranks == sorted(ranks)


def test_the_wall_and_the_dialog_that_reassigns_say_the_same_of_a_unit(lived: Centre) -> None:
    follower = Follower(lived.system)
    others = Neighbours(Presence(lived.system), Watch(lived.system))
    desk: Any = DeskFeed(lived.system, follower, others, CENTRE).whole()["units"]
    wall = Walls(lived.system, follower).model(WallRequest("load"))["units"]
    assert desk.keys() == wall.keys()
    for code, shown in desk.items():
        assert wall[code] == {"unit": code, "ahead": wall[code]["ahead"]} | shown
        assert load_data(follower.picture, code) == shown


def test_bands_and_what_is_next_move_with_time_alone(centre: Centre) -> None:
    centre.settle(report(1, urgency=Urgency.E1))
    follower = Follower(centre.system)
    walls, [number] = Walls(centre.system, follower), centre.numbers()
    due = centre.case(number).due_at
    assert due is not None
    seen = []
    for past in (-31, -30, 0, 0.001, 59, 60, 240, 4_320):
        ahead = due + timedelta(minutes=past) - centre.clock()
        centre.clock.move(seconds=ahead.total_seconds())
        follower.step(1)
        shown: Any = walls.model(WallRequest("overdue"))
        seen.append((shown["next"]["all"], told(shown["ages"])))
    assert seen == [
        (0, [0, 0, 0, 0, 0]),
        (1, [0, 0, 0, 0, 0]),
        (1, [0, 0, 0, 0, 0]),
        (0, [1, 0, 0, 0, 0]),
        (0, [1, 0, 0, 0, 0]),
        (0, [0, 1, 0, 0, 0]),
        (0, [0, 0, 1, 0, 0]),
        (0, [0, 0, 0, 0, 1]),
    ]
