"""Looking back: an instant is shown later as it was then, and few pictures are kept."""

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import TimeoutError

from dashboard.actions.undo import UNDO_WITHIN
from dashboard.domain import commands as c
from dashboard.domain.refusals import Refused
from dashboard.live import past
from dashboard.live.past import Past, PastPictures
from dashboard.store import samples
from dashboard.store.hourly_flows import HOUR_MS
from dashboard.store.past import TAKEN_BACK_WITHIN
from tests.helpers.centre import Centre, read_settings, rounds_until
from tests.helpers.exhaustive import PROVE
from tests.helpers.messages import WATER_UNIT, message, report
from tests.live.past_story import PastStory
from tests.services.valkey import Valkey

STORIES = 60 if PROVE else 12
STEPS = 30
DAY_MS = 24 * 60 * 60_000


# Hypothesis shortens a failing story.
@pytest.mark.timeout(600)
def test_the_past_is_as_it_was_shown_then(
    tmp_path: Path, valkey: Valkey, migrated_url: str
) -> None:
    found = read_settings(tmp_path, valkey.url, migrated_url)
    districts = (f"district-{number}" for number in itertools.count())
    run_state_machine_as_test(  # a factory does, whatever its type says
        lambda: PastStory(Centre(found, district=next(districts))),  # type: ignore[arg-type]
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_is_taken_back_is_looked_for_long_enough() -> None:
    assert TAKEN_BACK_WITHIN > UNDO_WITHIN


# Few are kept ------------------------------------------------------------------------------


class Teller:
    """Counts how often a picture has come."""

    def __init__(self, centre: Centre) -> None:
        self.told = 0
        self.pasts = PastPictures(centre.system, self._tell)

    def _tell(self) -> None:
        self.told += 1

    def wait(self, then_ms: int) -> Past | Refused:
        for _ in rounds_until(lambda: self.pasts.at(then_ms)):
            threading.Event().wait(0.01)
        found = self.pasts.at(then_ms)
        assert found is not None
        return found


@pytest.fixture
def teller(sqlite_centre: Centre) -> Iterator[Teller]:
    """Past pictures of a centre with a case from an hour ago, dispatched half an hour ago."""
    sqlite_centre.settle(report(1))
    sqlite_centre.clock.move(minutes=30)
    (number,) = sqlite_centre.numbers()
    sqlite_centre.settle(message(2, c.Direct(case=number, by="grid206", unit=WATER_UNIT)))
    sqlite_centre.clock.move(minutes=30)
    made = Teller(sqlite_centre)
    yield made
    made.pasts.close()


def code(found: Past | Refused | None) -> str:
    assert isinstance(found, Refused)
    return found.code


def test_a_past_is_told_when_it_has_come_and_is_kept(sqlite_centre: Centre, teller: Teller) -> None:
    then_ms = sqlite_centre.system.now_ms() - 40 * 60_000
    assert teller.pasts.at(then_ms) is None
    found = teller.wait(then_ms)
    assert isinstance(found, Past)
    assert (found.now_ms(), found.picture.figures["unassigned"]) == (then_ms, 1)
    assert teller.pasts.at(then_ms) is found
    assert teller.told == 1


def test_an_hour_before_the_past_is_known_where_the_journal_reaches(
    sqlite_centre: Centre, teller: Teller
) -> None:
    now_ms = sqlite_centre.system.now_ms()
    sqlite_centre.clock.move(minutes=30)
    late, early = teller.wait(now_ms), teller.wait(now_ms - 10 * 60_000)
    assert isinstance(late, Past)
    assert isinstance(early, Past)
    told = {name: n for name, n in late.health.before.items() if n}
    assert told == {"open": 1, "soon": 1, "unassigned": 1}
    assert early.health.before == {}


def test_what_was_kept_of_an_hour_before_is_taken_as_it_was_shown(
    sqlite_centre: Centre, teller: Teller
) -> None:
    system = sqlite_centre.system
    now_ms = system.now_ms()
    kept = samples.Sample(samples.minute_of(now_ms - HOUR_MS), {"open": 7, "over_capacity": 2}, {})
    with system.engine.begin() as connection:
        samples.write(connection, sqlite_centre.district, kept)
    sqlite_centre.clock.move(minutes=1)
    found = teller.wait(now_ms)
    assert isinstance(found, Past)
    assert found.health.before == kept.figures
    assert found.health.trends.at == now_ms


def test_what_is_not_past_or_not_kept_is_refused_at_once(
    sqlite_centre: Centre, teller: Teller
) -> None:
    now_ms = sqlite_centre.system.now_ms()
    for then_ms in (now_ms, now_ms + 1, now_ms + DAY_MS):
        assert code(teller.pasts.at(then_ms)) == "NOT_YET_PAST"
    assert code(teller.pasts.at(now_ms - 31 * DAY_MS)) == "TOO_LONG_PAST"
    assert code(teller.wait(now_ms - DAY_MS)) == "BEFORE_RECORDS"


def test_only_so_many_are_kept_and_the_one_not_asked_for_goes_first(
    sqlite_centre: Centre, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "KEPT_MAX", 2)
    first, second, third = (sqlite_centre.system.now_ms() - n * 60_000 for n in (1, 2, 3))
    kept = teller.wait(first)
    teller.wait(second)
    assert teller.wait(first) is kept
    teller.wait(third)
    assert teller.pasts.at(first) is kept
    assert teller.pasts.at(second) is None


def test_many_open_cases_leave_room_for_few_pictures(
    sqlite_centre: Centre, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "ROWS_MAX", 1)
    first, second = (sqlite_centre.system.now_ms() - n * 60_000 for n in (1, 2))
    teller.wait(first)
    kept = teller.wait(second)
    assert teller.pasts.at(first) is None
    assert teller.pasts.at(second) is kept


def test_only_so_many_may_wait(
    sqlite_centre: Centre, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "WAITING_MAX", 3)
    going = threading.Event()
    make = past.make
    monkeypatch.setattr(past, "make", lambda *asked: going.wait(20) and make(*asked))
    now_ms = sqlite_centre.system.now_ms()
    asked = [now_ms - n * 60_000 for n in range(1, 5)]
    assert [teller.pasts.at(then_ms) for then_ms in asked[:3]] == [None] * 3
    assert code(teller.pasts.at(asked[3])) == "PAST_BUSY"
    assert teller.pasts.at(asked[0]) is None
    going.set()
    assert all(isinstance(teller.wait(then_ms), Past) for then_ms in asked)


def test_a_database_that_was_away_is_asked_again(centre: Centre) -> None:
    centre.settle(report(1))
    centre.clock.move(minutes=30)
    teller = Teller(centre)
    then_ms = centre.system.now_ms() - 60_000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(past, "make", _away)
        assert code(teller.wait(then_ms)) == "PAST_AWAY"
    assert code(teller.pasts.at(then_ms)) == "PAST_AWAY"
    centre.clock.move(milliseconds=past.RETRY_MS)
    assert teller.pasts.at(then_ms) is None
    assert isinstance(teller.wait(then_ms), Past)
    teller.pasts.close()


def _away(*_: object) -> Past:
    raise TimeoutError("the database is away")
