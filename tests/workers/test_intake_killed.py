"""An intake dies at any step: the next one loses nothing and takes nothing twice (D1, D2)."""

from collections.abc import Callable

import pytest

from dashboard import codec
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.streams import inbox
from dashboard.workers import intake as worker
from dashboard.workers.publisher import Publisher
from tests.helpers.centre import Centre
from tests.helpers.killing import Killed, kill_after, kill_before
from tests.helpers.messages import report, reports

STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "after read": lambda patch: kill_after(patch, inbox, "read"),
    "after decoding": lambda patch: kill_before(patch, worker, "take"),
    "before the commit": lambda patch: kill_after(patch, UnitOfWork, "write"),
    "after the commit": lambda patch: kill_before(patch, Publisher, "tell"),
    "after telling": lambda patch: kill_after(patch, worker, "take"),
    "before the acknowledgement": lambda patch: kill_before(patch, inbox, "settle"),
    "after the acknowledgement": lambda patch: kill_after(patch, inbox, "settle"),
}


@pytest.mark.parametrize("step", STEPS)
def test_an_intake_killed_at_this_step_loses_nothing_and_repeats_nothing(
    centre: Centre, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.send(*reports(30), b"not JSON", *reports(30))
    with centre.beside() as dying, monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(Killed):
            dying.take_in()
    centre.settle()
    assert len(centre.numbers()) == 30
    assert [code for code, _ in centre.rejected()] == ["UNREADABLE"]
    assert centre.faults() == []


def test_what_was_committed_but_not_acknowledged_is_taken_for_a_repetition(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.send(*reports(30))
    with monkeypatch.context() as patch, centre.beside() as dying:
        patch.setattr(inbox, "settle", lambda *_: None)
        dying.intake.step()
        assert len(centre.numbers()) == 30
    assert inbox.depth(centre.system.redis, centre.district) == (30, 0)
    centre.settle()
    assert inbox.depth(centre.system.redis, centre.district) == (0, 0)
    assert len(centre.numbers()) == 30
    assert centre.faults() == []


def test_who_stops_has_acknowledged_what_it_has_committed(sqlite_centre: Centre) -> None:
    sqlite_centre.send(*reports(3))
    sqlite_centre.intake.step()
    sqlite_centre.rest()
    assert inbox.depth(sqlite_centre.system.redis, sqlite_centre.district) == (0, 0)


def test_a_message_that_kills_the_intake_five_times_is_rejected_and_the_others_are_taken(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(raw: bytes) -> object:
        if b"poison" in raw:
            raise Killed
        return read_report(raw)

    read_report = codec.read_report
    monkeypatch.setattr(codec, "read_report", decode)
    centre.send(report(1), report(2, text="poison and more"), report(3))
    deaths = 0
    while True:
        with centre.beside() as next_one:
            try:
                next_one.take_in()
            except Killed:
                deaths += 1
            else:
                break
    assert deaths == 5
    assert centre.rejected() == [("STOPS_INTAKE", "It has stopped the intake 5 times.")]
    centre.tell()
    assert len(centre.numbers()) == 2
    assert centre.faults() == []
