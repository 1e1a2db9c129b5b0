"""What desks get over their connections: their own cases, who else looks, nothing else."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.oversight_commands import DismissIncident
from dashboard.domain.roles import Role
from dashboard.live.encoding import COLUMNS
from dashboard.live.peers import EXPIRY_S
from dashboard.store.tokens import TokenUse
from tests.desks.conftest import Seat
from tests.helpers.exhaustive import exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre, wait_until
from tests.services.lines import Line
from tests.services.screens import Screen

Sit = Callable[..., Seat]
AWAY_S = EXPIRY_S + 5
# What takes less than a second on a quiet machine takes longer beside other work.
PATIENCE = 3


def report(centre: RunningCentre, grid: int = acts.GRID) -> str:
    """A new case of this grid, by its number."""
    return acts.take_in(centre, acts.case(grid=grid))


def test_a_desk_begins_with_its_rows_and_hears_of_a_new_one(
    centre: RunningCentre, sit: Sit
) -> None:
    before = report(centre)
    seat = sit(Role.DISPATCHER)
    assert before in seat.desk.model["rows"]
    assert tuple(seat.desk.model["columns"]["row"]) == COLUMNS
    new = report(centre)
    seat.hear(lambda: new in seat.desk.model["rows"])
    assert seat.desk.gaps == 0
    assert seat.desk.model["figures"]["open"] == len(seat.desk.model["rows"])


def is_theirs(seat: Seat, row: list[Any]) -> bool:
    """By its place, or by the unit that has it: a street is one, too."""
    grid, unit = (row[COLUMNS.index(name)] for name in ("grid", "unit"))
    person, place = seat.person, seat.centre.system.district.grids[grid]
    whose = {grid, place.street} if unit is None else {grid, place.street, unit}
    return person.role is Role.FOREMAN or bool(whose & {person.grid, person.street, person.unit})


@pytest.mark.parametrize(
    ("role", "scope", "sees"),
    [
        (Role.FOREMAN, {}, {acts.GRID, 1}),
        (Role.GRID_LEADER, {"grid": acts.GRID}, {acts.GRID}),
        (Role.STREET, {"street": "S08"}, {acts.GRID}),
        (Role.UNIT, {"unit": "U01"}, set()),
    ],
)
def test_nobody_is_told_of_cases_that_are_not_theirs(
    centre: RunningCentre, sit: Sit, role: Role, scope: dict[str, object], sees: set[int]
) -> None:
    told = {report(centre, grid): grid for grid in (acts.GRID, 1)}
    seat = sit(role, **scope)
    told |= {report(centre, grid): grid for grid in (acts.GRID, 1)}
    own = {number for number, grid in told.items() if grid in sees}
    seat.hear(lambda: own <= seat.desk.model["rows"].keys())
    time.sleep(0.3)
    rows = seat.desk.model["rows"]
    assert told.keys() & rows.keys() == own
    assert all(is_theirs(seat, row) for row in rows.values())
    assert (role is Role.UNIT) == (len(seat.desk.model["units"]) == 1)


def test_a_unit_is_told_of_a_case_when_it_gets_it_and_when_it_loses_it(
    centre: RunningCentre, sit: Sit
) -> None:
    seat, number = sit(Role.UNIT, unit="U01"), report(centre)
    acts.put(centre, c.Direct(case=number, by=f"grid{acts.GRID}", unit="U01"))
    seat.hear(lambda: number in seat.desk.model["rows"])
    assert seat.desk.model["units"]["U01"]["open"] >= 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.ASSESSOR])
def test_whoever_has_no_desk_gets_none(sit: Sit, role: Role) -> None:
    assert sit(role).answer == "refused"


@pytest.mark.parametrize("screen", ["console:centre", "console:", "console:street/S08", {}, None])
def test_no_desk_can_be_asked_for_by_another_name(
    centre: RunningCentre, sit: Sit, screen: object
) -> None:
    cookie = sit(Role.UNIT, unit="U01").cookie
    line = Line(centre.port, None, cookie=cookie)
    line.join({"screen": screen})
    assert line.answer() == "refused"
    line.close()


def test_colleagues_see_who_looks_and_who_works_on_a_case(centre: RunningCentre, sit: Sit) -> None:
    number = report(centre)
    li, wang = sit(Role.DISPATCHER, "seat-li"), sit(Role.FOREMAN, "seat-wang")
    li.look({"case": number, "mode": "view"})
    wang.hear(lambda: wang.looks(number) == [("seat-li", "view")])
    li.look({"case": number, "mode": "edit"})
    wang.hear(lambda: wang.looks(number) == [("seat-li", "edit")])
    wang.look({"case": number, "mode": "view"})
    li.hear(lambda: len(li.looks(number)) == 2)
    li.look({"case": None})
    wang.hear(lambda: wang.looks(number) == [("seat-wang", "view")])


def test_looking_never_keeps_anybody_from_acting(centre: RunningCentre, sit: Sit) -> None:
    number = report(centre)
    li = sit(Role.DISPATCHER, "seat-li")
    li.look({"case": number, "mode": "edit"})
    li.hear(lambda: bool(li.looks(number)))
    command = c.Direct(case=number, by=f"grid{acts.GRID}", unit="S08")
    assert handle(centre.system, command, by="somebody else").refused is None


def test_a_browser_that_is_killed_is_seen_no_more(centre: RunningCentre, sit: Sit) -> None:
    number = report(centre)
    li, wang = sit(Role.DISPATCHER, "seat-li"), sit(Role.FOREMAN, "seat-wang")
    li.look({"case": number, "mode": "edit"})
    wang.hear(lambda: wang.looks(number) == [("seat-li", "edit")])
    li.line.close()
    wang.hear(lambda: wang.looks(number) == [], 3)


@exhaustive
def test_a_browser_that_is_only_silent_is_seen_no_more_after_ten_seconds(
    centre: RunningCentre, sit: Sit
) -> None:
    number = report(centre)
    li, wang = sit(Role.DISPATCHER, "seat-li"), sit(Role.FOREMAN, "seat-wang")
    li.look({"case": number, "mode": "edit"})
    wang.hear(lambda: wang.looks(number) == [("seat-li", "edit")])
    began = time.monotonic()
    wang.hear(lambda: wang.looks(number) == [], AWAY_S)
    assert time.monotonic() - began > EXPIRY_S - 3


@pytest.mark.parametrize(
    "said",
    [
        None,
        "x",
        7,
        [],
        {},
        {"case": 7, "mode": "view"},
        {"case": "NG20261123-9999", "mode": "view"},
        {"case": {"a": 1}, "mode": "edit"},
        {"mode": "view"},
        {"case": "{number}", "mode": "own"},
        {"case": "{number}", "mode": ["view"]},
        {"case": "{elsewhere}", "mode": "view"},
    ],
)
def test_what_is_no_case_of_theirs_is_nothing_to_look_at(
    centre: RunningCentre, sit: Sit, said: object
) -> None:
    number, elsewhere = report(centre), report(centre, 1)
    grid, wang = sit(Role.GRID_LEADER, "seat-grid", grid=acts.GRID), sit(Role.FOREMAN, "seat-wang")
    grid.look({"case": number, "mode": "view"})
    wang.hear(lambda: wang.looks(number) == [("seat-grid", "view")])
    if isinstance(said, dict) and isinstance(said.get("case"), str):
        case = said["case"].format(number=number, elsewhere=elsewhere)
        said = said | {"case": case}
    grid.look(said)
    wang.hear(lambda: wang.looks(number) == [])
    assert wang.looks(elsewhere) == []


def test_an_incident_is_on_every_wall_and_desk_within_a_second(
    centre: RunningCentre, sit: Sit
) -> None:
    desks = [sit(Role.DISPATCHER), sit(Role.UNIT, unit="U01"), sit(Role.GRID_LEADER, grid=1)]
    with Screen(centre.port, centre.token(TokenUse.WALL)) as wall:
        wait_until(wall.shows, 5, "the wall has its picture")
        began = time.monotonic()
        title = f"供热主管爆裂 {began}"
        kind = c.IncidentKind.ACCIDENT
        acts.put(centre, c.ReportIncident(kind=kind, title=title, grid=acts.GRID))
        for seat in desks:
            seat.hear(lambda seat=seat: title in titles(seat), 5)  # type: ignore[misc]
        wait_until(lambda: title in str(wall.shows()["incident"]), 5, "the wall shows it", 0.01)
        assert time.monotonic() - began < 1 * PATIENCE
    seat = sit(Role.FOREMAN)
    numbers = [no for no, one in seat.desk.model["incidents"].items() if one["title"] == title]
    over = DismissIncident(incident=numbers[0], reason="误报")
    assert handle(centre.system, over, by=seat.person).refused is None


def titles(seat: Seat) -> list[str]:
    return [one["title"] for one in seat.desk.model["incidents"].values()]


def test_books_and_desk_agree_after_all_that(centre: RunningCentre, sit: Sit) -> None:
    seat = sit(Role.DISPATCHER)
    assert sorted(seat.desk.model["rows"]) == sorted(
        case["number"] for case in centre.picture()["cases"]
    )
