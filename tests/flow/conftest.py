"""What these tests work on."""

from tests.helpers.fixtures import centre, sqlite_centre

__all__ = ["centre", "sqlite_centre"]
