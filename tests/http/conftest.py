"""What these tests work on: a web process on a centre, without a browser."""

import pytest

from tests.helpers.centre import Centre
from tests.helpers.fixtures import centre, sqlite_centre
from tests.helpers.web import Web, web_process

__all__ = ["centre", "sqlite_centre"]


@pytest.fixture
def web(sqlite_centre: Centre) -> Web:
    """A web process whose follower stands still until it is stepped."""
    return web_process(sqlite_centre)
