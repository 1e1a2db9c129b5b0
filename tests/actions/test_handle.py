"""handle(): one command in one transaction; a command that comes too late names the first one."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from dashboard.actions.handle import handle
from dashboard.actions.ingest import Receipt
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain import commands as c
from dashboard.domain.case import CaseState
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency
from dashboard.store.engines import Conflict, DatabaseUnavailable
from tests.helpers.centre import Centre
from tests.helpers.messages import GRID, ITEM, WATER_UNIT, reports
from tests.services.valkey import Valkey

FIRST = "NG20261123-0001"
RACES = 200
DESKS = 8


def new() -> c.ReportCase:
    return c.ReportCase(item=ITEM, grid=GRID, channel=c.Channel.PHONE)


def direct(number: str, by: str, unit: str = WATER_UNIT) -> c.Direct:
    return c.Direct(case=number, by=by, unit=unit)


def refusal(answer: Receipt) -> Refused:
    assert answer.refused is not None
    return answer.refused


def at_once(deeds: Sequence[Callable[[], Receipt]]) -> list[Receipt]:
    """The answers of commands that all begin at the same instant, each in its own thread."""
    start = threading.Barrier(len(deeds))
    answers: dict[int, Receipt] = {}

    def run(place: int) -> None:
        start.wait()
        answers[place] = deeds[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [answers[place] for place in range(len(deeds))]


def test_a_persons_command_is_done_once_it_is_answered(centre: Centre) -> None:
    assert handle(centre.system, new(), by="desk") == Receipt(FIRST)
    assert centre.case(FIRST).state is CaseState.FILED
    centre.tell()
    assert centre.told() == [1]
    assert centre.faults() == []


def test_who_saw_the_present_version_may_change_it(centre: Centre) -> None:
    handle(centre.system, new(), by="desk")
    assert handle(centre.system, direct(FIRST, "anna"), by="anna", seen=1) == Receipt(FIRST)
    assert centre.case(FIRST).unit == WATER_UNIT
    assert centre.acts(FIRST) == ["report", "direct"]


def test_who_saw_an_older_version_hears_who_did_what_and_when(centre: Centre) -> None:
    handle(centre.system, new(), by="desk")
    centre.clock.move(hours=1, seconds=5)
    handle(centre.system, direct(FIRST, "anna"), by="anna", seen=1)
    centre.clock.move(minutes=1)
    late = refusal(handle(centre.system, direct(FIRST, "ben", "D13"), by="ben", seen=1))
    assert late.code == "CHANGED"
    assert late.words == f"anna did `direct` on case {FIRST} at 11:00:05, before you."
    assert centre.case(FIRST).unit == WATER_UNIT


UNTIL = datetime.fromisoformat("2026-12-01T00:00:00+08:00")
BY_A_UNIT: dict[str, c.Command] = {
    "return": c.Return(case=FIRST, unit=WATER_UNIT, reason="not ours"),
    "acknowledge": c.Acknowledge(case=FIRST, unit=WATER_UNIT),
}


@pytest.mark.parametrize("act", BY_A_UNIT)
def test_the_person_is_named_and_not_the_unit_they_act_for(sqlite_centre: Centre, act: str) -> None:
    handle(sqlite_centre.system, new(), by="desk")
    handle(sqlite_centre.system, direct(FIRST, "anna"), by="anna")
    assert handle(sqlite_centre.system, BY_A_UNIT[act], by="ben", seen=2).key == FIRST
    again = refusal(handle(sqlite_centre.system, BY_A_UNIT[act], by="carl", seen=2))
    assert again.words.startswith(f"ben did `{act}` on case {FIRST}")


def test_of_two_people_on_one_case_exactly_one_wins_each_of_200_times(centre: Centre) -> None:
    centre.settle(*reports(RACES))
    wins = {"anna": 0, "ben": 0}
    for number in centre.numbers():
        answers = dict(zip(wins, at_once(_race(centre, number, list(wins))), strict=True))
        winners = [name for name, answer in answers.items() if answer == Receipt(number)]
        assert len(winners) == 1, answers
        (loser,) = answers.keys() - set(winners)
        late = refusal(answers[loser])
        assert late.code == "CHANGED"
        assert late.words.startswith(f"{winners[0]} did `direct` on case {number} at ")
        assert centre.case(number).directed_by == winners[0]
        assert centre.case(number).version == 2
        wins[winners[0]] += 1
    assert sum(wins.values()) == RACES
    centre.tell()
    assert centre.last_seq() == 2 * RACES
    assert centre.faults() == []


def _race(centre: Centre, number: str, names: list[str]) -> list[Callable[[], Receipt]]:
    return [
        lambda name=name: handle(centre.system, direct(number, name), by=name, seen=1)  # type: ignore[misc]
        for name in names
    ]


def test_without_a_version_the_rules_decide_on_the_state_as_it_is(centre: Centre) -> None:
    handle(centre.system, new(), by="desk")
    handle(centre.system, direct(FIRST, "anna"), by="anna")
    late = refusal(handle(centre.system, direct(FIRST, "ben", "D13"), by="ben"))
    assert late.code == "ALREADY_ASSIGNED"


def test_many_desks_at_once_open_a_case_each_and_lose_no_strength(centre: Centre) -> None:
    """D5: the chain has a unit's versions in order, however many writers wait for the unit."""
    opened = at_once([lambda: handle(centre.system, new(), by="desk")] * DESKS)
    assert sorted(a.key for a in opened) == centre.numbers()
    assert len(centre.numbers()) == DESKS
    said = c.SetCapacity(unit=WATER_UNIT, on_duty=3)
    heard = at_once([lambda: handle(centre.system, said, by="foreman")] * DESKS)
    assert heard == [Receipt(WATER_UNIT)] * DESKS
    centre.tell()
    assert centre.last_seq() == 2 * DESKS
    assert centre.faults() == []


def test_a_refused_command_keeps_nothing_and_wastes_no_number(centre: Centre) -> None:
    critical = c.SelfResolve(item=ITEM, grid=GRID, by="grid206", result="done", urgency=Urgency.E1)
    assert refusal(handle(centre.system, critical, by="desk")).code == "E1_NOT_ALONE"
    assert refusal(handle(centre.system, direct(FIRST, "anna"), by="anna")).code == "NO_SUCH_CASE"
    nowhere = c.ReportCase(item=ITEM, grid=999)
    assert refusal(handle(centre.system, nowhere, by="desk")).code == "UNKNOWN_GRID"
    assert handle(centre.system, new(), by="desk") == Receipt(FIRST)


def test_who_loses_every_time_is_asked_to_come_again(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_: UnitOfWork) -> None:
        raise Conflict

    monkeypatch.setattr(UnitOfWork, "write", lose)
    assert refusal(handle(sqlite_centre.system, new(), by="desk")).code == "BUSY"
    assert sqlite_centre.numbers() == []


def test_a_command_is_done_while_redis_is_away_and_told_when_it_is_back(
    centre: Centre, valkey: Valkey
) -> None:
    handle(centre.system, new(), by="desk")
    centre.tell()
    valkey.stop()
    assert handle(centre.system, direct(FIRST, "anna"), by="anna") == Receipt(FIRST)
    valkey.start()
    centre.tell()
    assert centre.told() == [1, 2]
    assert centre.faults() == []


def test_a_database_that_is_away_is_no_refusal(sqlite_centre: Centre) -> None:
    file = Path(make_url(sqlite_centre.system.settings.database_url).database or "")
    sqlite_centre.system.engine.dispose()
    file.rename(file.with_suffix(".away"))
    with pytest.raises(DatabaseUnavailable):
        handle(sqlite_centre.system, new(), by="desk")
