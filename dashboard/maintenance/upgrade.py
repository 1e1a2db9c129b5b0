"""Upgrades a database to this version: its schema, what needs the secret key, the calendar."""

from dashboard.actions import calendar, phone_index
from dashboard.store import migrate
from dashboard.system import System


def update(system: System, by: str) -> None:
    """Runs before every start; safe to run again."""
    migrate.upgrade(system.engine)
    phone_index.index_older(system)
    calendar.load(system, by)
