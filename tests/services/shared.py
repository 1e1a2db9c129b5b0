"""For the `conftest.py` of tests that ask a whole centre, and can share it with others."""

import pytest

from tests.services.centre import RunningCentre


@pytest.fixture
def centre(running_centre: RunningCentre) -> RunningCentre:
    """The shared centre, well again, whatever the test before did to it."""
    running_centre.wait_ready(30)
    return running_centre
