"""The district's own table of working days; it begins as the libraries have it."""

from dashboard.districts import almanac
from dashboard.domain.calendar import Calendar
from dashboard.domain.district import District
from dashboard.store.engines import Connection


def current(_: Connection, district: District) -> Calendar:
    """The calendar that this transaction counts with."""
    return almanac.calendar(district)
