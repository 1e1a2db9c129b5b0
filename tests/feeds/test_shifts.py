"""Who is on duty, and when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.districts import Pack
from dashboard.domain.commands import SetCapacity
from dashboard.domain.limits import check
from feeds.simulator.shifts import shifts
from feeds.simulator.town import Town

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)


def strengths(town: Town, start: datetime) -> dict[str, dict[str, int]]:
    """Handlers on duty, by time of day and unit."""
    found: dict[str, dict[str, int]] = {}
    for report in shifts(town, start, start + timedelta(days=1)):
        assert isinstance(report.command, SetCapacity)
        assert report.time is not None
        at = report.time.astimezone(ZONE).strftime("%H:%M")
        found.setdefault(at, {})[report.command.unit] = report.command.on_duty
    return found


def test_every_unit_says_its_strength_at_each_change_of_shifts(pack: Pack, town: Town) -> None:
    for report in shifts(town, MONDAY, MONDAY + timedelta(days=1)):
        check(report, pack.district, datetime(2026, 11, 20, tzinfo=UTC))
    said = strengths(town, MONDAY)
    assert list(said) == ["06:00", "08:30", "12:00", "17:30", "22:00"]
    assert all(set(units) == set(pack.district.units) for units in said.values())


def test_offices_are_empty_at_night_and_on_sundays_and_fire_stations_are_not(
    pack: Pack, town: Town
) -> None:
    monday, sunday = strengths(town, MONDAY), strengths(town, MONDAY + timedelta(days=6))
    for code in ("D15", "D17", "D20", "D21"):
        staff = pack.district.units[code].staff
        assert monday["08:30"][code] >= 0.6 * staff
        assert monday["22:00"][code] <= 0.3 * staff
        assert sunday["08:30"][code] <= 0.4 * staff
    for code in ("D06", "D09", "D12"):
        staff = pack.district.units[code].staff
        assert {at[code] for at in (*monday.values(), *sunday.values())} == {staff}


def test_no_unit_has_the_same_strength_every_day(pack: Pack, town: Town) -> None:
    mornings = [strengths(town, MONDAY + timedelta(days=n))["08:30"]["D15"] for n in range(5)]
    assert len(set(mornings)) > 1
