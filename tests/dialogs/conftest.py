"""What these tests work on."""

from tests.helpers.fixtures import sqlite_centre

__all__ = ["sqlite_centre"]
