"""Instructions as screens get them on a real centre: at once, in order, and only whose they are."""

import pytest

from callbacks import duty, instruction_section, leaders
from callbacks.duty_roster import RosterTold
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.instructions.instruction import About
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    ReadInstruction,
    WithdrawInstruction,
    WriteInstruction,
)
from dashboard.domain.persons import Area
from dashboard.domain.scope import CENTRE, LEADING, Scope
from dashboard.live import instructions as live
from dashboard.live.follower import Follower
from dashboard.store import instructions as store
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report
from tests.helpers.people import do
from tests.helpers.pictures import catch_up, portrait

GO = "请立即到场，一小时内报告。"
WATER, PARKS = Scope(Area.UNIT, "U01"), Scope(Area.UNIT, "D13")
STREET, GRID = Scope(Area.STREET, "S08"), Scope(Area.GRID, "206")


def write(centre: Centre, about: About, of: str, to: str = "") -> str:
    return do(centre, "leader", WriteInstruction(about=about, of=of, words=GO, to=to))


def told(centre: Centre, follower: Follower, scope: Scope) -> set[str]:
    centre.tell()
    catch_up(centre, follower)
    return set(instruction_section.of_desk(follower.picture, scope))


def test_a_desk_is_told_only_what_it_must_answer(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    follower = centre.follower()
    ours = write(centre, About.STREET, "S08")
    streets = write(centre, About.STREET, "S08", "S08")
    waters = write(centre, About.UNIT, WATER_UNIT, WATER_UNIT)
    assert told(centre, follower, CENTRE) == {ours, streets, waters}
    assert told(centre, follower, LEADING) == {ours, streets, waters}
    assert told(centre, follower, WATER) == {waters}
    assert told(centre, follower, STREET) == {streets}
    for nobodys in (PARKS, GRID, Scope(Area.COMMUNITY, "C-01")):
        assert told(centre, follower, nobodys) == set()


def test_a_desks_line_has_the_first_words_alone(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    follower = centre.follower()
    long = WriteInstruction(about=About.STREET, of="S08", words="清雪\n" + "路" * 300)
    number = do(centre, "leader", long)
    centre.tell()
    catch_up(centre, follower)
    line = instruction_section.of_desk(follower.picture, CENTRE)[number]
    assert line == {"words": f"清雪 {'路' * 116}…"}


def test_leaders_and_duty_desk_follow_it_to_its_end(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    follower = centre.follower()
    centre.settle(report(1))
    [case] = centre.numbers()
    number = write(centre, About.CASE, case)
    centre.tell()
    catch_up(centre, follower)
    found = duty.model(centre.system, follower, RosterTold())["points"].values()
    kinds = [(one["kind"], one["of"]) for one in found]
    assert kinds.count((PointKind.INSTRUCTION, number)) == 1
    assert (PointKind.ALERT, number) not in kinds, "its alert has no second line"
    do(
        centre,
        "foreman",
        AnswerInstruction(instruction=number, words="好", final=True, cases=(case,)),
    )
    centre.tell()
    catch_up(centre, follower)
    points = duty.model(centre.system, follower, RosterTold())["points"].values()
    assert number not in [one["of"] for one in points]
    [one] = leaders.model(centre.system, follower, None)["instructions"].values()
    assert (one["no"], one["answers"][0]["words"], one["answers"][0]["cases"]) == (
        number,
        "好",
        [case],
    )


def test_a_followed_picture_knows_what_a_fresh_one_knows(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = sqlite_centre
    for module in (live, store):
        monkeypatch.setattr(module, "CLOSED_SHOWN", 2)
    follower = centre.follower()
    numbers = [write(centre, About.STREET, "S08") for _ in range(6)]
    do(centre, "dispatcher", ReadInstruction(instruction=numbers[5]))
    for at in (4, 0, 2, 1):
        do(centre, "leader", WithdrawInstruction(instruction=numbers[at], reason="重复"))
        centre.tell()
        catch_up(centre, follower)
        assert (
            portrait(follower.picture)["instructions"]
            == (portrait(centre.follower().picture)["instructions"])
        )
    known = [one.number for one in follower.picture.duty_room.instructions.newest()]
    assert known == [numbers[3], numbers[5], numbers[4], numbers[2]]
