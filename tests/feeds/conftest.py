"""The packaged district, and the town that the simulator makes of it."""

import pytest

from dashboard.districts import Pack, load
from feeds.simulator.town import Town


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load("nanguan")


@pytest.fixture(scope="session")
def town(pack: Pack) -> Town:
    return Town(pack.district, pack.places, "206")
