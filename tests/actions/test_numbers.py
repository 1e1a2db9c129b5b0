"""Case numbers: the district's own day, no gaps, never twice."""

import threading
from datetime import timedelta

from dashboard import codec
from dashboard.actions.ingest import take
from dashboard.domain import commands as c
from dashboard.store import intake
from dashboard.store.engines import Conflict
from tests.helpers.centre import Centre
from tests.helpers.messages import GRID, message, report, reports

# From ten in the morning, when these tests begin.
TO_MIDNIGHT = timedelta(hours=14)
REFUSED = c.SelfResolve(item="0112", grid=GRID, by="grid206", result="已处理")
INCIDENT = c.ReportIncident(kind=c.IncidentKind.NATURAL, title="暴雪", grid=GRID)


def test_a_day_begins_at_midnight_in_the_districts_zone(centre: Centre) -> None:
    centre.clock.move(seconds=TO_MIDNIGHT.total_seconds() - 0.001)
    centre.settle(*reports(2, "before"))
    centre.clock.move(seconds=0.001)
    centre.settle(*reports(2, "after"))
    assert centre.numbers() == [
        "NG20261123-0001",
        "NG20261123-0002",
        "NG20261124-0001",
        "NG20261124-0002",
    ]


def test_refusals_and_repeats_leave_no_gap(centre: Centre) -> None:
    centre.settle(report(1), message(2, REFUSED), report(1), report(3))
    centre.settle(message(4, REFUSED), report(5))
    assert centre.numbers() == [f"NG20261123-{number:04}" for number in (1, 2, 3)]


def test_incidents_have_their_own_series(centre: Centre) -> None:
    centre.settle(report(1), message(2, INCIDENT), report(3), message(4, INCIDENT))
    incidents = centre.follower().picture.running_incidents()
    assert sorted(i.number for i in incidents) == ["NGI20261123-01", "NGI20261123-02"]
    assert centre.numbers() == ["NG20261123-0001", "NG20261123-0002"]


def test_the_ten_thousandth_case_of_a_day_is_numbered_on(sqlite_centre: Centre) -> None:
    with sqlite_centre.system.engine.begin() as connection:
        intake.reserve_numbers(connection, sqlite_centre.district, "20261123", 9_998)
    sqlite_centre.settle(*reports(3))
    assert sqlite_centre.numbers() == ["NG20261123-10000", "NG20261123-10001", "NG20261123-9999"]
    assert sqlite_centre.faults() == []


def test_four_intakes_at_once_share_the_numbers_without_gap_or_double(centre: Centre) -> None:
    def work(source: str) -> None:
        for number in range(10):
            batch = [codec.read_report(report(f"{number}-{part}", source)) for part in range(3)]
            while True:
                try:
                    take(centre.system, batch)
                except Conflict:
                    continue
                break

    threads = [threading.Thread(target=work, args=(f"source {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert centre.numbers() == [f"NG20261123-{number:04}" for number in range(1, 121)]
    centre.tell()
    assert centre.faults() == []
