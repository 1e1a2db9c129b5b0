"""The roster through the one door, on both databases: recorded, told, refused, raced for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson, SwitchAccount
from dashboard.domain.changes import Kind
from dashboard.domain.duty import roster as rules
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.roster import (
    AddToRoster,
    ChangeInRoster,
    RosterEntry,
    SwapInRoster,
    TakeGap,
    TakeOutOfRoster,
    roster_key,
)
from dashboard.domain.duty.rostering import NEAR
from dashboard.domain.refusals import Refused
from dashboard.store import journal, roster
from tests.helpers.centre import Centre
from tests.helpers.people import PEOPLE, ask, do, refused

HOUR = timedelta(hours=1)
ON_DUTY = ("duty", "duty-leader", "foreman", "foreman2")


@pytest.fixture(autouse=True)
def accounts(request: pytest.FixtureRequest) -> None:
    """Who is in a roster has an account."""
    name = "centre" if "centre" in request.fixturenames else "sqlite_centre"
    centre: Centre = request.getfixturevalue(name)
    for login in ON_DUTY:
        command = AddPerson(person=PEOPLE[login], hashed="x")
        assert handle(centre.system, command, by="test").refused is None


def at(centre: Centre, hours: float) -> datetime:
    """So many hours after this hour began."""
    return centre.clock().replace(minute=0, second=0, microsecond=0) + hours * HOUR


def tour(
    centre: Centre, login: str, begins: float, hours: float = 8, post: str = "MAIN"
) -> AddToRoster:
    return AddToRoster(
        post=post,
        login=login,
        begins_at=at(centre, begins),
        ends_at=at(centre, begins + hours),
        contact=f"tel {login}",
    )


def entries(centre: Centre) -> dict[str, RosterEntry]:
    with centre.system.reader.connect() as connection:
        found = roster.not_over(connection, centre.district, centre.clock())
    return {entry.number: entry for entry in found}


def test_each_act_is_recorded_with_who_and_why(centre: Centre) -> None:
    number = do(centre, "foreman", tour(centre, "duty", 2))
    later = ChangeInRoster(number=number, version=1, tour=tour(centre, "duty-leader", 3))
    do(centre, "duty-leader", later)
    assert entries(centre)[number].login == "duty-leader"
    do(centre, "foreman", TakeOutOfRoster(number=number, version=2, reason="病假"))
    assert entries(centre) == {}
    with centre.system.reader.connect() as connection:
        acts = journal.history(connection, centre.district, Kind.ROSTER, roster_key(number))
    assert [(act.act, act.by, act.why) for act in acts] == [
        ("add_to_roster", "foreman", ""),
        ("change_in_roster", "duty-leader", ""),
        ("take_out_of_roster", "foreman", "病假"),
    ]
    assert centre.faults() == []


def test_a_stale_write_is_refused_and_changes_nothing(centre: Centre) -> None:
    number = do(centre, "foreman", tour(centre, "duty", 2))
    out = TakeOutOfRoster(number=number, version=1, reason="病假")
    change = ChangeInRoster(number=number, version=1, tour=tour(centre, "foreman2", 2, 2))
    do(centre, "duty-leader", change)
    before = entries(centre)
    assert refused(centre, "foreman", out).code == "ROSTER_CHANGED"
    assert refused(centre, "foreman", change).values == {"who": PEOPLE["foreman2"].name}
    assert entries(centre) == before
    assert refused(centre, "foreman", TakeOutOfRoster(number="x", version=1, reason="y")).code == (
        "ROSTER_NO_ENTRY"
    )


COMMANDS: list[DutyCommand] = [
    TakeOutOfRoster(number="1", version=1, reason="y"),
    SwapInRoster(number="1", version=1, other="2", other_version=1, reason="y"),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("who", ["duty", "dispatcher", "leader", "admin", "auditor"])
def test_who_does_not_answer_for_the_desk_plans_nothing(
    sqlite_centre: Centre, who: str, command: DutyCommand
) -> None:
    assert refused(sqlite_centre, who, command).code == "NOT_YOUR_ROLE"
    assert refused(sqlite_centre, who, tour(sqlite_centre, "duty", 2)).code == "NOT_YOUR_ROLE"


@pytest.mark.parametrize("who", ["dispatcher", "leader", "unit-u01", "admin"])
def test_who_is_not_of_the_desk_takes_no_gap(sqlite_centre: Centre, who: str) -> None:
    gap = TakeGap(post="MAIN", begins_at=at(sqlite_centre, 1), ends_at=at(sqlite_centre, 2))
    assert refused(sqlite_centre, who, gap).code == "NOT_YOUR_ROLE"


def test_a_switched_off_account_is_in_no_new_tour(sqlite_centre: Centre) -> None:
    handle(sqlite_centre.system, SwitchAccount(login="duty", active=False), by="test")
    assert refused(sqlite_centre, "foreman", tour(sqlite_centre, "duty", 2)).code == (
        "ROSTER_NO_ACCOUNT"
    )


def test_a_gap_is_taken_once_however_many_press_at_once(centre: Centre) -> None:
    """The first to press has it, with the contact of their last tour; the others are told who."""
    do(centre, "foreman", tour(centre, "duty-leader", -1, 3))
    gap = TakeGap(post="MAIN", begins_at=at(centre, 12), ends_at=at(centre, 14))

    def press(login: str) -> Refused | None:
        return ask(centre, login, gap).refused

    with ThreadPoolExecutor() as pool:
        answers = dict(zip(ON_DUTY, pool.map(press, ON_DUTY), strict=True))
    [winner] = [login for login, answer in answers.items() if answer is None]
    others = [answer for answer in answers.values() if answer is not None]
    assert {answer.code for answer in others} == {"ROSTER_TAKEN"}
    assert {answer.values["who"] for answer in others} == {PEOPLE[winner].name}
    [entry] = [one for one in entries(centre).values() if one.begins_at == gap.begins_at]
    assert (entry.login, entry.role) == (winner, PEOPLE[winner].role)
    assert entry.contact == ("tel duty-leader" if winner == "duty-leader" else "")
    assert centre.faults() == []


def swap(one: RosterEntry, other: RosterEntry) -> SwapInRoster:
    return SwapInRoster(
        number=one.number,
        version=one.version,
        other=other.number,
        other_version=other.version,
        reason="家事",
    )


def test_a_swap_is_one_act_on_both_tours_or_on_none(centre: Centre) -> None:
    first = do(centre, "foreman", tour(centre, "duty", 24))
    second = do(centre, "foreman", tour(centre, "foreman2", 72))
    found = entries(centre)
    do(centre, "duty-leader", swap(found[first], found[second]))
    after = entries(centre)
    assert (after[first].login, after[second].login) == ("foreman2", "duty")
    assert (after[first].contact, after[second].contact) == ("tel foreman2", "tel duty")
    assert refused(centre, "foreman", swap(found[first], after[second])).code == "ROSTER_CHANGED"
    # Seven hours after the second one the other's next begins: swapped back they wouldn't rest.
    do(centre, "foreman", tour(centre, "foreman2", 72 + 8 + 7, 2, "WATER"))
    assert refused(centre, "foreman", swap(after[first], after[second])).code == "ROSTER_NO_REST"
    assert {n: entries(centre)[n] for n in (first, second)} == after
    assert centre.faults() == []


def test_a_full_roster_takes_no_more(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ENTRIES_MAX", 2)
    do(sqlite_centre, "foreman", tour(sqlite_centre, "duty", 1))
    number = do(sqlite_centre, "foreman", tour(sqlite_centre, "duty", 33))
    gap = TakeGap(post="MAIN", begins_at=at(sqlite_centre, 12), ends_at=at(sqlite_centre, 13))
    for command in (tour(sqlite_centre, "foreman", 20, 1), gap):
        assert refused(sqlite_centre, "foreman", command).code == "ROSTER_FULL"
    do(sqlite_centre, "foreman", TakeOutOfRoster(number=number, version=1, reason="错"))
    do(sqlite_centre, "foreman", gap)


def test_what_a_decision_looks_at_is_near_it(centre: Centre) -> None:
    """A day and a rest on both sides, and no further; what was taken out is nowhere."""
    far = do(centre, "foreman", tour(centre, "duty", 1, 2))
    out = do(centre, "foreman", tour(centre, "duty", 60, 2))
    near = do(centre, "foreman", tour(centre, "duty", 30, 2))
    do(centre, "foreman", TakeOutOfRoster(number=out, version=1, reason="错"))
    since, until = at(centre, 60) - NEAR, at(centre, 62) + NEAR
    with centre.system.reader.connect() as connection:
        found = roster.between(connection, centre.district, since, until)
        own = roster.of_person(connection, centre.district, "duty", centre.clock())
        nobodys = roster.of_person(connection, centre.district, "foreman", centre.clock())
        contact = roster.last_contact(connection, centre.district, "duty")
    assert [entry.number for entry in found] == [near]
    assert [entry.number for entry in own] == [far, near]
    assert (nobodys, contact) == ([], "tel duty")
