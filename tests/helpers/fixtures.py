"""Fixtures for tests that need a whole centre; a folder's conftest imports them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.centre import Centre, read_settings
from tests.services.valkey import Valkey

__all__ = ["centre", "sqlite_centre"]


@pytest.fixture
def centre(tmp_path: Path, valkey: Valkey, migrated_url: str) -> Iterator[Centre]:
    """A centre whose clock stands still; the test runs once on each kind of database."""
    with Centre(read_settings(tmp_path, valkey.url, migrated_url)) as made:
        yield made


@pytest.fixture
def sqlite_centre(tmp_path: Path, valkey: Valkey, migrated_sqlite_url: str) -> Iterator[Centre]:
    """The same on SQLite only, for tests where the kind of database makes no difference."""
    with Centre(read_settings(tmp_path, valkey.url, migrated_sqlite_url)) as made:
        yield made
