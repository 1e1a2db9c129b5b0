"""The desk of these tests: three cases with a unit, one that waits for dispatch."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from dashboard.actions.handle import handle
from dashboard.domain.desk_commands import Dispatch
from tests.dialogs.acting import LI, Acting, put
from tests.dialogs.hand import HEAT, Hand
from tests.helpers.centre import Centre
from tests.helpers.fixtures import sqlite_centre
from tests.helpers.messages import report

__all__ = ["sqlite_centre"]
ITEM = "0211"


@pytest.fixture
def numbers(sqlite_centre: Centre) -> list[str]:
    """Three cases with the lead unit of their item, and one that waits for dispatch."""
    sqlite_centre.settle(*(report(n, item=ITEM) for n in range(4)))
    found = sqlite_centre.numbers()
    for number in found[:3]:
        done = handle(sqlite_centre.system, Dispatch(case=number, unit="D13"), by=LI)
        assert done.refused is None, done.refused
    sqlite_centre.tell()
    return found


@pytest.fixture
def hand(sqlite_centre: Centre) -> Hand:
    sqlite_centre.settle(report(1), report(2), report(3, item=HEAT))
    return Hand(sqlite_centre)


@pytest.fixture
def acting(sqlite_centre: Centre, numbers: list[str]) -> Iterator[Acting]:
    assert numbers
    served = Acting(sqlite_centre, LI)
    served.start()
    yield served
    served.stop()


@pytest.fixture
def desk(acting: Acting, sqlite_centre: Centre, page: Page) -> Iterator[Page]:
    """The desk, whose queue has the present versions; a message on the console fails the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(acting.url)
    page.wait_for_selector(".ag-row")
    page.wait_for_selector("#console-keys", state="attached")
    for number in sqlite_centre.numbers():
        put(page, sqlite_centre, number)
    yield page
    assert said == []
