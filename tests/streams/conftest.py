"""What these tests work on."""

from collections.abc import Iterator

import pytest
from redis import Redis

from dashboard.streams import client
from tests.helpers.fixtures import centre, sqlite_centre
from tests.services.valkey import Valkey

__all__ = ["centre", "redis", "sqlite_centre"]


@pytest.fixture(params=[2, 3], ids=["RESP2", "RESP3"])
def redis(valkey: Valkey, request: pytest.FixtureRequest) -> Iterator[Redis]:
    """The program's own connection to an empty server, in each of the two protocols."""
    made = client.connect(f"{valkey.url}&protocol={request.param}")
    yield made
    made.close()
