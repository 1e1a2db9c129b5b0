"""Turns come at the instant that was said last, and what was said before takes no room."""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.live import turns
from dashboard.live.rows import NEVER
from dashboard.live.turns import Turns

ROOM = 2**20
CASES = st.sampled_from(["A", "B", "C"])
INSTANTS = st.one_of(st.integers(1, 30), st.just(NEVER))
SAID = st.lists(
    st.one_of(
        st.tuples(st.just("expect"), CASES, INSTANTS),
        st.tuples(st.just("forget"), CASES),
        st.tuples(st.just("due"), st.integers(1, 10)),
    ),
    max_size=60,
)


@given(said=SAID)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_case_turns_at_the_instant_that_was_said_last(
    said: list[tuple[str | int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SPARE", 3)  # so that old ones are thrown out on the way
    expected: dict[str, int] = {}
    kept, now = Turns(), 0
    for what, *told in said:
        match what, told:
            case "expect", (str(number), int(instant)):
                at = max(instant, now + 1)
                kept.expect(number, at)
                expected[number] = at
            case "forget", (str(number),):
                kept.forget(number)
                expected.pop(number, None)
            case "due", (int(step),):
                now += step
                come = {number: at for number, at in expected.items() if at <= now}
                assert list(kept.due(now)) == sorted(come, key=lambda no: (come[no], no))
                expected = {no: at for no, at in expected.items() if no not in come}


def test_a_case_that_turned_may_turn_again_at_once() -> None:
    kept = Turns()
    kept.expect("A", 1)
    found = []
    for number in kept.due(3):
        found.append(number)
        if len(found) < 3:
            kept.expect(number, len(found) + 1)
    assert found == ["A", "A", "A"]


def test_cases_that_are_put_off_for_ever_take_no_more_room() -> None:
    kept = Turns()
    tracemalloc.start()
    try:
        for at in range(1, 100_000):
            kept.expect("A", at)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < ROOM
