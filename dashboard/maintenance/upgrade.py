"""Brings what a database holds to this version: its schema, what needs the key, the calendar."""

from dashboard.actions import calendar, phone_index
from dashboard.store import migrate
from dashboard.system import System


def update(system: System, by: str) -> None:
    """Safe to run again, and before every start."""
    migrate.upgrade(system.engine)
    phone_index.index_older(system)
    calendar.load(system, by)
