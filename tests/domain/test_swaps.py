"""A swap of two tours gives both or none, and leaves a roster as sound as it was."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.duty.roster import REST, RosterEntry, SwapInRoster
from dashboard.domain.duty.rostering import swapped
from dashboard.domain.refusals import Refused
from tests.domain.test_rostering import LI, PEOPLE, POSTS, SUN, ZHOU, add, beside, code, tour


def swap(one: RosterEntry, two: RosterEntry, *others: RosterEntry) -> tuple[RosterEntry, ...]:
    command = SwapInRoster(
        number=one.number, version=1, other=two.number, other_version=1, reason="家事"
    )
    return swapped(one, two, command, PEOPLE, beside(one, two, *others))


def test_a_swap_exchanges_the_persons_with_their_contacts() -> None:
    one, two = tour(24, contact="1"), tour(72, who=LI, contact="2")
    after_one, after_two = swap(one, two)
    assert (after_one.login, after_one.contact, after_one.begins_at) == ("li", "2", one.begins_at)
    assert (after_two.login, after_two.contact, after_two.begins_at) == ("sun", "1", two.begins_at)
    assert (after_one.version, after_two.version) == (2, 2)


@pytest.mark.parametrize(
    ("one", "two", "others", "why"),
    [
        (tour(24), tour(72), [], "ROSTER_SAME_PERSON"),
        (tour(-1), tour(72, who=LI), [], "ROSTER_BEGUN"),
        (tour(24, post="WATER"), tour(72, who=ZHOU), [], "ROSTER_NOT_FOR"),
        (tour(24), tour(72, who=LI), [tour(83, who=SUN)], "ROSTER_NO_REST"),
        (tour(24), tour(72, who=LI), [tour(19, 8, LI, post="WATER")], "ROSTER_TWICE"),
    ],
)
def test_a_swap_that_hurts_either_side_is_refused(
    one: RosterEntry, two: RosterEntry, others: list[RosterEntry], why: str
) -> None:
    for first, second in ((one, two), (two, one)):
        with pytest.raises(Refused) as caught:
            swap(first, second, *others)
        assert code(caught) == why


@st.composite
def rosters(draw: st.DrawFn) -> list[RosterEntry]:
    """A roster that came about by the rules: what was refused isn't in it."""
    found: list[RosterEntry] = []
    for n in range(draw(st.integers(2, 12))):
        asked = tour(
            draw(st.integers(1, 200)),
            draw(st.integers(1, 14)),
            draw(st.sampled_from([SUN, LI, ZHOU])),
            post=draw(st.sampled_from(["MAIN", "WATER"])),
            number=str(n),
        )
        try:
            found.append(add(asked, *found))
        except Refused:
            continue
    return found


def assert_sound(entries: list[RosterEntry]) -> None:
    """Nobody in two places, no post twice, rest between tours: said anew, pair by pair."""
    for one, two in combinations(entries, 2):
        apart = max(two.begins_at - one.ends_at, one.begins_at - two.ends_at)
        if one.post == two.post:
            assert apart >= timedelta(0)
        if one.login == two.login:
            assert apart == timedelta(0) or apart >= REST
    assert all(entry.role in POSTS[entry.post].roles for entry in entries)


@given(entries=rosters(), data=st.data())
def test_after_any_swap_the_roster_is_as_sound_as_before_or_the_same(
    entries: list[RosterEntry], data: st.DataObject
) -> None:
    assert_sound(entries)
    if len(entries) < 2:
        return
    one, two = data.draw(st.sampled_from(list(combinations(entries, 2))))
    rest = [entry for entry in entries if entry not in (one, two)]
    try:
        after = swap(one, two, *rest)
    except Refused:
        return
    assert {entry.number for entry in after} == {one.number, two.number}
    assert_sound([*rest, *after])
    assert len({entry.login for entry in after}) == 2
