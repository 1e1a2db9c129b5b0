"""The leaders' model on a real centre: now, against yesterday, and the days behind."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from callbacks.leaders import OF_REVIEW, model
from callbacks.leaders_history import list_request
from dashboard.actions.sampling import keep
from dashboard.domain import commands as c
from dashboard.domain.assessment.metrics import METRICS, Part
from dashboard.domain.unit import Urgency
from dashboard.live import review as reviewing
from dashboard.live.review import Review, Reviews
from dashboard.store import reads
from dashboard.system import System, to_ms
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import WATER_UNIT, message, report, reports


def story(centre: Centre) -> None:
    """Eight reports; the second day finds one of them critical and late."""
    centre.settle(*reports(7), report(7, urgency=Urgency.E1))
    keep(centre.system)
    centre.clock.move(days=1)
    centre.ring_deadlines()
    centre.settle(report(1, "today"))


def test_now_is_what_sql_counts_and_yesterday_what_was_kept(centre: Centre) -> None:
    story(centre)
    system, reviews = centre.system, Reviews(centre.system)
    told = model(system, centre.follower(), reviews.now())
    with system.reader.connect() as connection:
        now = centre.clock()
        figures = reads.figures(connection, system.district, now, system.day_start(now))
        streets = reads.group_figures(connection, system.district.key, now, "street")
    assert told["figures"] == figures
    assert figures["overdue"] > 0
    assert (told["yesterday"]["open"], told["yesterday"]["overdue"]) == (8, 0)
    open_by_street = {
        code: (s["open"], s["overdue"], s["amber"]) for code, s in told["streets"].items()
    }
    assert {code: found for code, found in open_by_street.items() if found[0]} == streets
    assert told["worst"]["0"]["urgency"] == "E1"
    assert len(told["worst"]) <= 5
    assert told["rates"]["reported"] == [8, 8], "those of the last day, the newest minute excepted"


def test_until_the_days_behind_are_read_nothing_is_said_of_them(sqlite_centre: Centre) -> None:
    told = model(sqlite_centre.system, sqlite_centre.follower(), None)
    assert [told[section] for section in OF_REVIEW] == [{}] * len(OF_REVIEW)


def test_each_number_is_as_long_as_its_list_of_the_same_minute(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    story(centre)
    number = centre.numbers()[0]
    centre.settle(message("d", c.Direct(case=number, by="grid206", unit=WATER_UNIT)))
    review = Reviews(centre.system).now()
    window = review.digest.window
    for name, share in review.digest.shares.items():
        assert len(METRICS[name].rows(review.cases, window)) == share.met
    assert review.digest.shares["late"].met > 0
    assert review.seq == centre.last_seq()


def test_the_review_is_read_once_a_minute_and_only_while_somebody_looks(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, told = sqlite_centre, list[int]()
    asked: list[int] = []
    read = reviewing.read

    def noted(system: System) -> Review:
        asked.append(1)
        return read(system)

    monkeypatch.setattr(reviewing, "read", noted)
    reviews = Reviews(centre.system)

    def tell() -> None:
        told.append(1)

    reviews.look(tell)
    assert (asked, told) == ([], [])
    assert reviews.last() is None
    reviews.look(tell)
    reviews.look(tell)
    assert (len(asked), len(told)) == (1, 1)
    assert reviews.last() is reviews.now()
    reviews.look(tell)
    assert (len(asked), len(told)) == (1, 1), "the same minute"
    centre.clock.move(minutes=1)
    reviews.look(tell)
    assert (len(asked), len(told)) == (2, 2)
    centre.clock.move(minutes=1)
    reviews.look(tell)
    assert len(asked) == 2, "whoever was told has gone"


def test_what_a_page_has_read_is_told_to_those_who_look(sqlite_centre: Centre) -> None:
    told = list[int]()
    reviews = Reviews(sqlite_centre.system)
    assert reviews.last() is None
    opened = reviews.now()
    reviews.look(lambda: told.append(1))
    assert told == [1]
    assert reviews.last() is opened


def test_while_the_database_is_away_the_last_one_stays(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("away"))

    centre, told = sqlite_centre, list[int]()
    reviews = Reviews(centre.system)
    before = reviews.now()
    centre.clock.move(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr(reviewing, "read", away)
        assert reviews.last() is before
        reviews.look(lambda: told.append(1))
        assert (reviews.last(), told) == (before, [])
    reviews.look(lambda: told.append(1))
    assert told == [1]
    assert reviews.last() is not before


MINUTES = "since=2026-11-20T10:00&until=2026-11-23T10:00"


def test_an_address_asks_for_a_list_of_the_district() -> None:
    asked = list_request(f"?of=late&{MINUTES}&unit=U01&lang=en", PACK.district)
    assert asked is not None
    assert (asked.of, asked.part) == ("late", Part(unit="U01"))
    assert asked.window.until - asked.window.since == timedelta(days=3) / timedelta(milliseconds=1)


@pytest.mark.parametrize(
    "search",
    [
        "",
        "?of=late",
        f"?of=nothing&{MINUTES}",
        f"?of=late&unit=U99&{MINUTES}",
        f"?of=late&street=<b>&{MINUTES}",
        "?of=late&since=2026-11-31T10:00&until=2026-11-23T10:00",
        "?of=late&since=now&until=2026-11-23T10:00",
        "?" + "&".join(f"a{n}=1" for n in range(99)),
    ],
)
def test_what_is_no_list_is_none(search: str) -> None:
    assert list_request(search, PACK.district) is None


def test_a_minute_of_yesterday_that_nobody_kept_is_counted_out_of_the_journal(
    sqlite_centre: Centre,
) -> None:
    centre = sqlite_centre
    centre.settle(*reports(2))
    assert Reviews(centre.system).now().yesterday == {}, "before the first row"
    centre.clock.move(days=1, minutes=5)
    centre.settle(report(1, "today"))
    assert Reviews(centre.system).now().yesterday["open"] == 2
    assert Reviews(centre.system).now().at == to_ms(centre.clock())
