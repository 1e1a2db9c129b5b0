"""For the `conftest.py` of tests that need a whole centre and can share it with others."""

import pytest

from tests.services.centre import RunningCentre


@pytest.fixture
def centre(running_centre: RunningCentre) -> RunningCentre:
    """The shared centre, made ready again after whatever the test before did to it."""
    running_centre.wait_ready(30)
    return running_centre
