"""The heartbeat to an address outside: once a minute, whatever that address answers."""

import json
from datetime import timedelta

from dashboard.workers.outside_beat import OutsideBeat
from tests.helpers.clock import MORNING
from tests.senders.test_senders import Other, other

__all__ = ["other"]
SECOND = timedelta(seconds=1)


def test_it_beats_once_a_minute_and_goes_on_after_a_refusal(other: Other) -> None:
    beat = OutsideBeat(other.url)
    for seconds in (0, 1, 59):
        beat.step(MORNING + seconds * SECOND)
        beat.wait(20)
    assert [path for path, _, _ in other.got] == ["/robot?key=k"]
    assert json.loads(other.got[0][2])["alive"].startswith("2026-11-23T02:00:00")
    other.answer = (500, {}, b"")
    for minute in (1, 2):
        beat.step(MORNING + 60 * minute * SECOND)
        beat.wait(20)
    assert len(other.got) == 3
    beat.step(MORNING - 60 * SECOND)  # the clock was set back
    beat.wait(20)
    assert len(other.got) == 4


def test_without_an_address_nothing_is_sent(other: Other) -> None:
    beat = OutsideBeat("")
    beat.step(MORNING)
    beat.wait(1)
    assert other.got == []
