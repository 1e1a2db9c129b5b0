"""What `python -m dashboard calendar show` prints."""

from dashboard.cli.calendar import lines_of
from dashboard.districts import almanac


def test_an_official_year_is_told_in_runs() -> None:
    assert list(lines_of(almanac.days_of(2026)))[:5] == [
        "2026-01-01 to 01-03  off  元旦",
        "2026-01-04  works  元旦",
        "2026-02-14  works  春节",
        "2026-02-15 to 02-23  off  春节",
        "2026-02-28  works  春节",
    ]
    assert list(lines_of(almanac.days_of(2026)))[-1] == f"official: {almanac.OFFICIAL}"


def test_a_computed_year_says_that_it_is_provisional() -> None:
    lines = list(lines_of(almanac.days_of(2027)))
    assert lines[:3] == [
        "2027-01-01  off  元旦",
        "2027-02-05  off  农历除夕",
        "2027-02-06 to 02-08  off  春节",
    ]
    assert lines[-1] == f"provisional: {almanac.COMPUTED}"
