"""A denied act is answered in words and recorded; repeated attempts make few journal rows."""

from typing import Any

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.accounts import DENIALS_MAX
from dashboard.domain.changes import Act, Kind
from dashboard.domain.persons import Person, Role
from dashboard.store import journal
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report

LEADER = Person(login="grid206", name="刘桂兰", role=Role.GRID_LEADER, grid=206)
STRANGER = Person(login="grid1", name="王芳", role=Role.GRID_LEADER, grid=1)


def a_case(centre: Centre) -> str:
    centre.settle(report(1))
    return centre.numbers()[0]


def direct(number: str) -> c.Direct:
    return c.Direct(case=number, by="somebody else", unit=WATER_UNIT)


def denials(centre: Centre, person: Person = STRANGER) -> list[Act]:
    with centre.system.reader.connect() as connection:
        return journal.history(connection, centre.district, Kind.DENIED, person.login)


def test_who_may_acts_under_their_own_name(centre: Centre) -> None:
    number = a_case(centre)
    assert handle(centre.system, direct(number), by=LEADER).refused is None
    with centre.system.reader.connect() as connection:
        last = journal.last_heading(connection, centre.district, Kind.CASE, number)
    assert (last.act, last.by) == ("direct", "grid206")


def test_a_denied_act_changes_nothing_and_is_on_record(centre: Centre) -> None:
    number = a_case(centre)
    before = centre.case(number)
    answer = handle(centre.system, direct(number), by=STRANGER)
    assert answer.refused is not None
    assert answer.refused.code == "NOT_YOUR_AREA"
    assert answer.refused.values["case"] == number
    assert centre.case(number) == before
    (told,) = denials(centre)
    assert (told.act, told.by, told.why) == ("direct", "grid1", answer.refused.words)
    assert getattr(told.state, "case", "") == number
    centre.tell()
    assert centre.faults() == []


def test_a_refusal_of_the_state_is_not_a_denial(centre: Centre) -> None:
    number = a_case(centre)
    handle(centre.system, direct(number), by=LEADER)
    answer = handle(centre.system, direct(number), by=LEADER)
    assert answer.refused is not None
    assert denials(centre, LEADER) == []


def test_a_case_that_nobody_knows_is_no_denial(centre: Centre) -> None:
    answer = handle(centre.system, direct("NG20261123-9999"), by=STRANGER)
    assert answer.refused is not None
    assert answer.refused.code == "NO_SUCH_CASE"
    assert denials(centre) == []


def test_hammering_leaves_so_many_rows_a_minute_and_no_more(centre: Centre) -> None:
    number = a_case(centre)
    for _ in range(3 * DENIALS_MAX):
        assert handle(centre.system, direct(number), by=STRANGER).refused is not None
    assert len(denials(centre)) == DENIALS_MAX
    centre.clock.move(minutes=1)
    handle(centre.system, direct(number), by=STRANGER)
    assert len(denials(centre)) == DENIALS_MAX + 1


def test_each_person_has_a_share_of_their_own(centre: Centre) -> None:
    number = a_case(centre)
    other = Person(login="grid2", name="李强", role=Role.GRID_LEADER, grid=2)
    for _ in range(DENIALS_MAX + 1):
        handle(centre.system, direct(number), by=STRANGER)
    handle(centre.system, direct(number), by=other)
    assert len(denials(centre, other)) == 1


def test_a_grid_leader_reports_by_a_point_and_it_is_the_points_grid_that_counts(
    centre: Centre,
) -> None:
    place: dict[str, Any] = {"lon": 125.35, "lat": 43.86, "crs": c.Crs.WGS84}
    command = c.SelfResolve(item="0101", by="x", result="已扫", **place)
    found = handle(centre.system, c.ReportCase(item="0101", **place), by="test")
    grid = centre.case(found.key).grid
    there = Person(login="there", name="a", role=Role.GRID_LEADER, grid=grid)
    assert handle(centre.system, command, by=there).refused is None
    answer = handle(centre.system, command, by=STRANGER)
    assert answer.refused is not None
    assert answer.refused.code == "NOT_YOUR_GRID"
