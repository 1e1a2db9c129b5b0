"""One centre for all tests that don't kill Redis in the middle of a write."""

from collections.abc import Iterator

import pytest

from tests.services.centre import RunningCentre
from tests.services.valkey import Valkey


@pytest.fixture(scope="session")
def own_valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A Valkey that no supervisor restarts."""
    server = Valkey(tmp_path_factory.mktemp("own"))
    server.start()
    yield server
    server.start()
    server.resume()
    server.stop()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, own_valkey: Valkey) -> Iterator[RunningCentre]:
    with RunningCentre(
        tmp_path_factory.mktemp("centre"), REDIS_URL=own_valkey.url
    ).running() as centre:
        yield centre


@pytest.fixture
def centre(shared: RunningCentre) -> RunningCentre:
    """The shared centre, repaired after whatever the test before did to it."""
    shared.wait_ready(30)
    return shared
