"""What may stand in a roster, and what is refused with which sentence."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.roster import (
    AHEAD_MAX,
    CONTACT_MAX,
    REASON_MAX,
    REST,
    TOUR_MAX,
    AddToRoster,
    ChangeInRoster,
    RosterEntry,
    TakeOutOfRoster,
)
from dashboard.domain.duty.rostering import (
    Rostered,
    added,
    changed,
    gap_taken,
    taken_out,
)
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)  # nine in the morning there
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SUN, LI, ZHOU = (
    Person(login=name, name=name.title(), role=role)
    for name, role in (("sun", Role.DUTY), ("li", Role.DUTY), ("zhou", Role.DUTY_LEADER))
)
PEOPLE = {one.login: one for one in (SUN, LI, ZHOU)}


def post(code: str, *roles: Role, hours: tuple[time, time] | None = None) -> DutyPost:
    return DutyPost(
        code=code, name_zh=code, name_en=code, roles=frozenset(roles), hours=hours, has_shift=False
    )


POSTS = {
    one.code: one
    for one in (
        post("MAIN", Role.DUTY, Role.DUTY_LEADER, hours=(time(8, 30), time(8, 30))),
        post("WATER", Role.DUTY, hours=(time(8), time(20))),
        post("LEADER", Role.DUTY_LEADER),
    )
}


def tour(begins: float, hours: float = 8, who: Person = SUN, **more: object) -> RosterEntry:
    """An entry that begins so many hours from now."""
    known: dict[str, object] = {
        "number": f"{who.login}{begins}",
        "version": 1,
        "post": "MAIN",
        "login": who.login,
        "name": who.name,
        "role": who.role,
        "begins_at": NOW + begins * HOUR,
        "ends_at": NOW + (begins + hours) * HOUR,
    }
    return RosterEntry(**known | more)  # type: ignore[arg-type]


def ask(entry: RosterEntry) -> AddToRoster:
    return AddToRoster(
        post=entry.post,
        login=entry.login,
        begins_at=entry.begins_at,
        ends_at=entry.ends_at,
        contact=entry.contact,
    )


def change(entry: RosterEntry, version: int = 1, **more: Any) -> ChangeInRoster:
    return ChangeInRoster(number=entry.number, version=version, tour=ask(replace(entry, **more)))


def beside(*entries: RosterEntry) -> Rostered:
    return Rostered(POSTS, entries, NOW)


def add(entry: RosterEntry, *others: RosterEntry) -> RosterEntry:
    return added(ask(entry), entry.number, PEOPLE.get(entry.login), beside(*others))


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.code


def test_an_entry_holds_from_its_first_minute_and_not_in_its_last() -> None:
    one = add(tour(1, 2, contact=" 139 "))
    assert (one.version, one.name, one.contact) == (1, "Sun", "139")
    assert [one.holds_at(NOW + n * HOUR) for n in (0, 1, 2, 3)] == [False, True, True, False]
    after = add(tour(3, 2, LI), one)
    assert after.begins_at == one.ends_at, "the next one begins in the minute in which it ends"


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (tour(1, post="COAL"), "ROSTER_NO_POST"),
        (tour(1, login="wang"), "ROSTER_NO_ACCOUNT"),
        (tour(1, post="LEADER"), "ROSTER_NOT_FOR"),
        (tour(1, who=ZHOU, post="WATER"), "ROSTER_NOT_FOR"),
        (tour(1, 0), "ROSTER_BACKWARDS"),
        (tour(3, -1), "ROSTER_BACKWARDS"),
        (tour(-9, 8), "ROSTER_OVER"),
        (tour(1, TOUR_MAX / HOUR + 0.5), "ROSTER_TOO_LONG"),
        (tour(AHEAD_MAX / HOUR, 1), "ROSTER_TOO_FAR"),
        (tour(1, begins_at=NOW + timedelta(seconds=61)), "ROSTER_NO_MINUTE"),
        (tour(1, contact="1" * (CONTACT_MAX + 1)), "ROSTER_LONG_WORDS"),
        (tour(1, contact="1\n2"), "ROSTER_LONG_WORDS"),
    ],
)
def test_what_cannot_stand_in_a_roster_is_refused(entry: RosterEntry, why: str) -> None:
    with pytest.raises(Refused) as caught:
        add(entry)
    assert code(caught) == why


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (tour(3, 4, LI), "ROSTER_TAKEN"),
        (tour(3, 4, SUN, post="WATER"), "ROSTER_TWICE"),
        (tour(10 + 7.5, 4), "ROSTER_NO_REST"),
        (tour(-6, 2), "ROSTER_OVER"),
        (tour(10, 17, post="WATER"), "ROSTER_NO_END"),
    ],
)
def test_what_stands_there_forbids_it(entry: RosterEntry, why: str) -> None:
    with pytest.raises(Refused) as caught:
        add(entry, tour(2, 8))
    assert code(caught) == why


def test_tours_that_touch_are_one_and_rest_is_counted_around_them() -> None:
    longer = add(tour(10, 6), tour(2, 8))
    with pytest.raises(Refused) as caught:
        add(tour(16 + REST / HOUR - 1, 2), tour(2, 8), longer)
    assert code(caught) == "ROSTER_NO_REST"
    rested = tour(16 + REST / HOUR, 2)
    assert add(rested, tour(2, 8), longer).begins_at == longer.ends_at + REST


def test_a_change_needs_the_version_that_was_seen() -> None:
    before = tour(2, version=3)
    later = before.ends_at + HOUR
    after = changed(before, change(before, 3, ends_at=later), SUN, beside(before))
    assert (after.number, after.version, after.ends_at) == (before.number, 4, later)
    for seen, why in ((2, "ROSTER_CHANGED"), (4, "ROSTER_CHANGED")):
        with pytest.raises(Refused) as caught:
            changed(before, change(before, seen), SUN, beside(before))
        assert code(caught) == why
        assert before.name in caught.value.words
    for gone in (None, replace(before, taken_out=True)):
        with pytest.raises(Refused) as caught:
            changed(gone, change(before, 3), SUN, beside())
        assert code(caught) == "ROSTER_NO_ENTRY"


def test_of_a_running_tour_the_end_and_the_contact_change_alone() -> None:
    runs = tour(-2)
    early = NOW + 30 * MINUTE
    assert changed(runs, change(runs, ends_at=early), SUN, beside(runs)).ends_at == early
    changes: list[dict[str, Any]] = [
        {"begins_at": NOW},
        {"login": "li"},
        {"post": "WATER"},
    ]
    for more in changes:
        asked = change(runs, **more)
        with pytest.raises(Refused) as caught:
            changed(runs, asked, PEOPLE[asked.tour.login], beside(runs))
        assert code(caught) == "ROSTER_RUNS"
    with pytest.raises(Refused) as caught:
        taken_out(runs, TakeOutOfRoster(number=runs.number, version=1, reason="病假"), NOW)
    assert code(caught) == "ROSTER_RUNS"


def test_what_is_over_is_never_touched() -> None:
    over = tour(-9, 8)
    with pytest.raises(Refused) as caught:
        taken_out(over, TakeOutOfRoster(number=over.number, version=1, reason="病假"), NOW)
    assert code(caught) == "ROSTER_OVER"


def test_taking_out_needs_a_reason_of_some_length() -> None:
    entry = tour(2)
    out = taken_out(entry, TakeOutOfRoster(number=entry.number, version=1, reason="病假"), NOW)
    assert (out.taken_out, out.version) == (True, 2)
    for reason, why in ((" ", "WORDS_MISSING"), ("长" * (REASON_MAX + 1), "ROSTER_LONG_WORDS")):
        with pytest.raises(Refused) as caught:
            taken_out(entry, TakeOutOfRoster(number=entry.number, version=1, reason=reason), NOW)
        assert code(caught) == why


def test_who_takes_a_gap_has_what_is_left_of_it_and_only_a_gap_is_taken() -> None:
    """The main post runs from half past eight to half past eight; now is nine."""
    held = tour(3, 20.5, LI)
    gap = tour(-0.5, 3.5)
    entry = gap_taken(ask(gap), "9", SUN, beside(held), ZONE)
    assert (entry.begins_at, entry.ends_at) == (NOW, gap.ends_at)
    for asked, who, why in (
        (tour(2, 3), SUN, "ROSTER_TAKEN"),
        (tour(12, 1, post="WATER"), SUN, "ROSTER_NO_GAP"),
        (tour(1, 1, post="LEADER"), ZHOU, "ROSTER_NO_GAP"),
        (tour(1, 1, post="WATER"), ZHOU, "ROSTER_NOT_FOR"),
        (tour(-3, 2), SUN, "ROSTER_OVER"),
    ):
        with pytest.raises(Refused) as caught:
            gap_taken(ask(asked), "9", who, beside(held), ZONE)
        assert code(caught) == why, asked
