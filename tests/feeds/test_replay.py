"""Past reports are sent again as if they happened now."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.commands import Report, ReportCase
from feeds.replay import BATCH_MAX, GAP_MAX, replay

THEN = datetime(2018, 1, 2, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def reports(*seconds: float) -> list[Report]:
    return [
        Report("la311", str(i), THEN + timedelta(seconds=s), ReportCase(grid=206, item="0201"))
        for i, s in enumerate(seconds)
    ]


class Listener:
    """A clock that only sleeping and sending move; records what was sent at which second."""

    def __init__(self, sending_takes: float = 0) -> None:
        self.time = NOW
        self.sent: list[tuple[float, Report]] = []
        self.batches: list[int] = []
        self._takes = timedelta(seconds=sending_takes)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        # A clock of whole microseconds may wake a touch too early.
        self.time += timedelta(seconds=seconds)

    def send(self, batch: list[Report]) -> None:
        self.batches.append(len(batch))
        self.sent += [((self.time - NOW).total_seconds(), report) for report in batch]
        self.time += self._takes

    def play(self, what: list[Report], speed: float) -> int:
        return replay(what, self.send, self.now, self.sleep, speed)


def test_ten_times_as_fast_takes_a_tenth_of_the_time() -> None:
    listener = Listener()
    assert listener.play(reports(0, 10, 60), 10) == 3
    assert [at for at, _ in listener.sent] == pytest.approx([0, 1, 6], abs=1e-3)


def test_each_report_happens_now_and_keeps_its_identity() -> None:
    listener = Listener()
    listener.play(reports(0, 10), 1)
    for at, report in listener.sent:
        assert isinstance(report.command, ReportCase)
        assert report.time == report.command.occurred_at == NOW + timedelta(seconds=at)
    assert [(report.source, report.id) for _, report in listener.sent] == [
        ("la311", "0"),
        ("la311", "1"),
    ]


def test_reports_go_in_the_order_in_which_they_happened() -> None:
    listener = Listener()
    listener.play(reports(30, 10, 20), 1)
    assert [report.id for _, report in listener.sent] == ["1", "2", "0"]


def test_what_is_due_together_goes_together_but_never_more_than_a_hundred() -> None:
    listener = Listener()
    listener.play(reports(*[0] * 250), 1)
    assert listener.batches == [BATCH_MAX, BATCH_MAX, 50]


def test_what_fell_due_while_sending_follows_at_once() -> None:
    listener = Listener(sending_takes=5)
    listener.play(reports(0, 1, 2, 3, 20), 1)
    assert listener.batches == [1, 3, 1]


def test_a_year_of_silence_is_half_a_day() -> None:
    listener = Listener()
    listener.play(reports(0, 365 * 86_400), 1)
    assert listener.sent[-1][0] == pytest.approx(GAP_MAX.total_seconds())


def test_nothing_to_send_sends_nothing() -> None:
    assert Listener().play([], 1) == 0


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_speed_that_goes_nowhere_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Listener().play(reports(0), speed)


@given(
    seconds=st.lists(st.floats(0, 1e6), max_size=60),
    speed=st.floats(0.5, 10_000),
    takes=st.floats(0, 2),
)
def test_every_report_is_sent_once_and_never_early(
    seconds: list[float], speed: float, takes: float
) -> None:
    listener = Listener(takes)
    what = reports(*seconds)
    assert listener.play(what, speed) == len(what)
    assert sorted(report.id for _, report in listener.sent) == sorted(r.id for r in what)
    times = [at for at, _ in listener.sent]
    assert times == sorted(times)
