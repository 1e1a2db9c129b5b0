"""When a source of reports counts as silent: judged by its own rhythm."""

import pytest
from redis import Redis

from dashboard.streams import sources
from dashboard.streams.sources import SILENT_LEAST_MS, TIMES_LEAST, SourceActivity, SourceTracker

MINUTE = 60_000


def heard(pauses: list[int]) -> SourceActivity:
    """A source that sent with these pauses."""
    found = SourceActivity(0, times=1)
    for pause in pauses:
        found = found.again(found.at + pause)
    return found


@pytest.mark.parametrize(
    ("pause", "silence", "silent"),
    [
        (MINUTE // 2, SILENT_LEAST_MS - 1, False),
        (MINUTE // 2, SILENT_LEAST_MS + 1, True),
        (10 * MINUTE, 39 * MINUTE, False),
        (10 * MINUTE, 41 * MINUTE, True),
        (MINUTE, 25 * 60 * MINUTE, False),
    ],
)
def test_a_source_is_silent_by_its_own_habit(pause: int, silence: int, silent: bool) -> None:
    found = heard([pause] * TIMES_LEAST)
    assert found.silent(found.at + silence) is silent


def test_a_source_heard_seldom_has_no_habit() -> None:
    found = heard([MINUTE] * (TIMES_LEAST - 2))
    assert not found.silent(found.at + 60 * MINUTE)


def test_a_long_pause_is_forgotten_by_and_by() -> None:
    found = heard([60 * MINUTE] + [MINUTE] * 100)
    assert found.every < 2 * MINUTE


def test_a_pause_of_the_intake_is_not_the_sources(redis: Redis) -> None:
    tracker = SourceTracker(redis, "d", 10)
    for minute in range(TIMES_LEAST + 1):
        tracker.note({"hotline"}, minute * MINUTE)
    SourceTracker(redis, "d", 10).note({"hotline"}, 600 * MINUTE)
    found = sources.last(redis, "d")["hotline"]
    assert (found.every, found.at) == (round(MINUTE * sources.FADES), 600 * MINUTE)
    assert list(sources.silent(sources.last(redis, "d"), 606 * MINUTE)) == ["hotline"]


def test_no_more_sources_are_kept_than_allowed(redis: Redis) -> None:
    tracker = SourceTracker(redis, "d", 3)
    for number in range(5):
        tracker.note({f"s{number}"}, MINUTE)
    assert len(sources.last(redis, "d")) == 3


def test_an_instant_as_it_was_written_formerly_is_read() -> None:
    assert SourceActivity.read(b"1795426928000") == SourceActivity(1795426928000, fresh=False)
