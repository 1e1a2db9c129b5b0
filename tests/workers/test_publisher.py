"""Full batches are published beside the next one, in order; whoever can't publish loses nothing."""

from dataclasses import replace

from dashboard import codec
from dashboard.actions.ingest import take
from dashboard.domain.commands import Report
from dashboard.streams import client
from dashboard.workers.publisher import MANY, Publisher
from tests.helpers.centre import Centre
from tests.helpers.messages import report, reports


def batch(amount: int, source: str) -> list[Report]:
    return [codec.read_report(raw) for raw in reports(amount, source)]


def test_many_and_few_changes_are_published_in_their_order(sqlite_centre: Centre) -> None:
    publisher = Publisher()
    for n, amount in enumerate((MANY, 1, MANY, MANY, 2)):
        take(sqlite_centre.system, batch(amount, f"batch{n}"), (), publisher.tell)
    publisher.close()
    assert sqlite_centre.told() == list(range(1, 3 * MANY + 4))


def test_few_changes_are_published_when_the_taking_returns(sqlite_centre: Centre) -> None:
    publisher = Publisher()
    take(sqlite_centre.system, batch(MANY, "many"), (), publisher.tell)
    take(sqlite_centre.system, batch(MANY - 1, "few"), (), publisher.tell)
    assert sqlite_centre.told() == list(range(1, 2 * MANY))
    publisher.close()


def test_what_could_not_be_published_is_left_to_the_relay(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(report(0))
    publisher = Publisher()
    without = replace(sqlite_centre.system, redis=client.connect("redis://127.0.0.1:1"))
    take(without, batch(MANY, "many"), (), publisher.tell)
    publisher.close()
    assert sqlite_centre.told() == [1]
    sqlite_centre.tell()
    assert sqlite_centre.told() == list(range(1, MANY + 2))
