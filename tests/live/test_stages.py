"""Stages: the way of a change, mark by mark, from the inbox to the line of every screen."""

from itertools import pairwise
from typing import Any

import pytest

from dashboard.domain.changes import Change, Kind
from dashboard.domain.scope import CENTRE
from dashboard.live.follower import Follower
from dashboard.live.stages import BUCKETS_S, MARKS, PENDING_MAX, STAGES, Stages
from dashboard.streams import inbox
from dashboard.streams.traces import WAY, Trace, entered_ms
from dashboard.system import fine_ms
from dashboard.workers.intake import BATCH_MAX
from tests.helpers.centre import Centre
from tests.helpers.messages import report, reports
from tests.helpers.pictures import catch_up
from tests.helpers.states import strength
from tests.live.live_screens import LiveScreens

ROUNDED_MS = 0.01


def counted(stages: Stages) -> dict[str, tuple[int, float]]:
    """How often each stage was counted, and its seconds together."""
    [family] = stages.histogram.collect()
    value = {(s.name, s.labels["stage"]): s.value for s in family.samples if "le" not in s.labels}
    return {
        name: (
            round(value["centre_stage_seconds_count", name]),
            value["centre_stage_seconds_sum", name],
        )
        for name in STAGES
    }


def counts(stages: Stages) -> set[int]:
    return {count for count, _ in counted(stages).values()}


def told(centre: Centre, follower: Follower) -> Stages:
    """What a web process with one desk has counted once all is told."""
    room = LiveScreens(centre.system, follower)
    room.hub.when_told(follower.stages.told)
    room.enter(CENTRE)
    catch_up(centre, follower)
    room.tell()
    return follower.stages


def change(seq: int) -> Change:
    return Change(seq, Kind.DUTY, "U01", strength("U01", seq))


def trace(seq: int, *at: float) -> Trace:
    return Trace("U01", seq, at or tuple(float(n) for n in range(len(WAY))))


def listening(centre: Centre) -> Follower:
    """A follower whose line is open: what is said from now on is heard."""
    follower = centre.follower()
    follower.follow(1)
    return follower


# A real centre -----------------------------------------------------------------------------


def test_every_stage_of_every_report_is_counted_when_it_is_quiet(centre: Centre) -> None:
    follower = listening(centre)
    before = fine_ms()
    for one in reports(5):
        centre.settle(one)
    found = counted(told(centre, follower))
    assert {name: count for name, (count, _) in found.items()} == dict.fromkeys(STAGES, 5)
    # Together no longer than from just before the first until now, for each of them.
    assert 0 < sum(seconds for _, seconds in found.values()) <= 5 * (fine_ms() - before + 1) / 1000


def test_the_stages_of_a_change_add_up_to_its_whole_way(centre: Centre) -> None:
    follower = listening(centre)
    centre.send(report(1))
    inboxed: Any = centre.system.redis.xrange(inbox.key(centre.district))
    [(entry, _)] = inboxed
    centre.take_in()
    centre.tell()
    untold = fine_ms()
    found = counted(told(centre, follower))
    whole = sum(seconds for _, seconds in found.values()) * 1000
    assert untold <= entered_ms(entry) + whole + ROUNDED_MS
    assert entered_ms(entry) + whole <= fine_ms() + ROUNDED_MS


def test_of_a_whole_batch_one_is_traced(sqlite_centre: Centre) -> None:
    follower = listening(sqlite_centre)
    sqlite_centre.settle(*reports(BATCH_MAX))
    assert counts(told(sqlite_centre, follower)) == {1}


def test_what_is_refused_repeated_or_unreadable_hides_no_change_behind_it(
    sqlite_centre: Centre,
) -> None:
    follower = listening(sqlite_centre)
    sqlite_centre.settle(report(1))
    sqlite_centre.settle(b"junk", report(1), report(2, grid=999), report(3))
    sqlite_centre.settle(report(3))
    assert counts(told(sqlite_centre, follower)) == {2}


def test_who_hears_nothing_shows_the_changes_and_counts_none(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = listening(sqlite_centre)
    monkeypatch.setattr(Trace, "read", lambda _: None)
    sqlite_centre.settle(*reports(3))
    assert counts(told(sqlite_centre, follower)) == {0}
    assert follower.picture.figures["open"] == 3


# The sums ----------------------------------------------------------------------------------


def test_stages_are_named_by_the_mark_at_their_end() -> None:
    assert MARKS[0] == "entered"
    assert STAGES == ("read", "begun", "committed", "announced", "received", "applied", "told")


def test_buckets_reach_from_a_tenth_of_a_millisecond_to_ten_seconds() -> None:
    assert (BUCKETS_S[0], BUCKETS_S[-1]) == (0.0001, 10.0)
    assert all(1.3 < after / before <= 2.5 for before, after in pairwise(BUCKETS_S))


def test_a_change_is_counted_only_with_the_telling_that_holds_it() -> None:
    stages = Stages()
    stages.heard([trace(1), trace(2)])
    stages.applied(change(1))
    stages.applied(change(2))
    stages.told(0)
    assert counts(stages) == {0}
    stages.told(1)
    assert counts(stages) == {1}
    stages.told(7)
    stages.told(8)
    assert counts(stages) == {2}


def test_clocks_that_disagree_count_as_no_time() -> None:
    stages = Stages()
    later = fine_ms() + 60_000
    stages.heard([trace(1, later, later + 5, later + 1, later + 3, later + 4)])
    stages.applied(change(1))
    stages.told(1)
    found = counted(stages)
    seconds = [round(seconds, 5) for _, seconds in found.values()]
    assert seconds == [0.005, 0, 0.002, 0.001, 0, *seconds[5:]]
    assert counts(stages) == {1}


def test_a_trace_counts_once_and_without_its_change_never() -> None:
    stages = Stages()
    stages.heard([trace(1)])
    for seq in (1, 1, 2):
        stages.applied(change(seq))
    stages.told(2)
    assert counts(stages) == {1}


def test_traces_without_changes_are_forgotten_for_newer_ones() -> None:
    stages = Stages()
    stages.heard(trace(seq) for seq in range(PENDING_MAX + 5))
    for seq in range(PENDING_MAX + 5):
        stages.applied(change(seq))
    stages.told(PENDING_MAX + 5)
    assert counts(stages) == {PENDING_MAX}


def test_changes_that_nobody_is_told_are_forgotten_for_newer_ones() -> None:
    stages = Stages()
    for seq in range(PENDING_MAX + 5):
        stages.heard([trace(seq)])
        stages.applied(change(seq))
    stages.told(PENDING_MAX + 5)
    assert counts(stages) == {PENDING_MAX}
