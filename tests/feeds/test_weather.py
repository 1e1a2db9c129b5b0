"""The simulated weather office: believable days, updates and ends that name what they change."""

from datetime import UTC, datetime, timedelta

import dashboard.districts
from dashboard.domain.commands import Report
from dashboard.domain.limits import check
from dashboard.domain.warned import warning as w
from dashboard.domain.warned.messages import MessageType, PublishWarning
from feeds.cap import CHINESE
from feeds.simulator.town import Town
from feeds.simulator.weather import LONGEST, warnings

PACK = dashboard.districts.load("nanguan")
TOWN = Town(PACK.district, PACK.places, "206")
DAY = timedelta(days=1)
WINTER = datetime(2026, 12, 1, tzinfo=UTC)
DAYS = 80


def told(start: datetime, end: datetime) -> list[tuple[Report, PublishWarning]]:
    found = []
    for report in warnings(TOWN, start, end):
        assert isinstance(report.command, PublishWarning)
        found.append((report, report.command))
    return found


def test_a_winter_has_cold_waves_and_ice_and_a_spring_nothing() -> None:
    alerts = [
        one.words[0].event
        for _, one in told(WINTER, WINTER + DAYS * DAY)
        if one.message is MessageType.ALERT
    ]
    assert 10 <= alerts.count("寒潮") <= 45
    assert 10 <= alerts.count("道路结冰") <= 45
    assert told(WINTER + 140 * DAY, WINTER + 160 * DAY) == []


def test_they_come_in_order_and_each_once_whatever_the_pieces() -> None:
    whole = [report for report, _ in told(WINTER, WINTER + 20 * DAY)]
    assert whole == sorted(whole, key=lambda one: (one.time or WINTER, one.id))
    pieces = [
        report
        for no in range(40)
        for report, _ in told(WINTER + no * DAY / 2, WINTER + (no + 1) * DAY / 2)
    ]
    assert pieces == whole
    assert len({one.id for one in whole}) == len(whole)


def test_each_is_taken_and_what_it_names_has_been_told_before() -> None:
    taken: dict[str, w.PublicWarning] = {}
    streets = tuple(sorted(PACK.district.streets))
    for report, command in told(WINTER, WINTER + DAYS * DAY):
        assert report.time == command.sent
        assert CHINESE.fullmatch(command.identifier)
        check(report, PACK.district, command.sent)
        state = w.taken(command, "00000001", streets, None, command.sent)
        named = [w.identity_of(one) for one in command.references]
        early = command.sent < WINTER + LONGEST  # what it names was told before the first day
        assert early or all(identity in taken for identity in named)
        for identity in named:
            if identity in taken:
                after = w.ended(taken[identity], state, command.sent)
                assert after is not None, "it stood until then"
        taken[w.identity_of(w.own_reference(command))] = state
    kinds = {one.message for one in taken.values()}
    assert kinds == set(MessageType)
