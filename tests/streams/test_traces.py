"""Traces: said beside an announcement, heard with it, and never in the way of a change."""

from typing import Any

from redis import Redis

from dashboard import codec
from dashboard.domain.changes import Heading, Kind
from dashboard.store.journal import Stamped
from dashboard.streams import announcements, changes, inbox, traces
from dashboard.streams.announcements import Listener
from dashboard.streams.traces import WAY, Trace
from dashboard.system import fine_ms
from tests.helpers.clock import MORNING
from tests.helpers.states import strength

D = "nanguan"
WAIT_MS = 2_000
UNTOLD = Trace("U 01", 1, (1764574225123.0, 1764574225124.25, 1764574225125.5, 1764574225127.125))


def told(*numbers: int) -> list[Stamped]:
    heading = Heading(Kind.DUTY, "U01", "set_capacity", "test", "", MORNING)
    return [
        Stamped(n, codec.write_change(n, heading, codec.write_state(strength("U01", n))))
        for n in numbers
    ]


def listening(redis: Redis) -> Listener:
    """One who has looked into the stream, as a new listener must."""
    made = Listener(redis, D)
    assert made.after(0, WAIT_MS).look
    return made


def test_what_is_written_is_read() -> None:
    trace = UNTOLD.passed(1764574225128.0)
    assert len(trace.at) == len(WAY)
    assert Trace.read(trace.written().encode()) == trace


def test_what_another_version_says_is_no_trace() -> None:
    written = UNTOLD.passed(1.0).written().encode()
    for said in (b"", b"1", b"x" + written, written.replace(b" ", b"", 1), b"\xff 1 2 3 4 5 key"):
        assert Trace.read(said) is None, said


def test_it_is_heard_with_its_change_and_stands_in_no_stream(redis: Redis) -> None:
    listener = listening(redis)
    before = fine_ms()
    assert changes.publish(redis, D, told(1), None, UNTOLD)
    found = listener.after(0, WAIT_MS)
    [trace] = found.traces
    assert [change.seq for change in found.changes] == [1]
    assert not found.look
    assert (trace.key, trace.version, trace.at[:-1]) == ("U 01", 1, UNTOLD.at)
    assert before - 1 <= trace.at[-1] <= fine_ms()
    stream: Any = redis.xrange(changes.key(D))
    [(_, fields)] = stream
    assert fields == {changes.FIELD: told(1)[0].raw}


def test_where_too_many_are_told_it_comes_before_the_look(redis: Redis) -> None:
    listener = listening(redis)
    changes.publish(redis, D, told(*range(1, announcements.CHANGES_MAX + 2)), None, UNTOLD)
    found = listener.after(0, WAIT_MS)
    assert [trace.key for trace in found.traces] == ["U 01"]
    assert found.look or listener.after(0, WAIT_MS).look


def test_a_ring_carries_it_for_the_change_that_the_relay_will_announce(redis: Redis) -> None:
    listener = listening(redis)
    bell = changes.Bell(redis, D)
    changes.ring(redis, D, UNTOLD)
    assert bell.wait(WAIT_MS / 1000)
    found = listener.after(0, WAIT_MS)
    assert [trace.key for trace in found.traces] == ["U 01"]
    assert not found.look


def test_an_entry_says_when_it_was_added(redis: Redis) -> None:
    before = fine_ms()
    [entry] = inbox.put(redis, D, [b"a message"])
    assert before - 1 <= traces.entered_ms(entry.encode()) <= fine_ms()
