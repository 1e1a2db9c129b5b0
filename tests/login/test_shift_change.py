"""A whole shift logs in in the same second, over real HTTP, without delaying anybody else."""

import re
import statistics
import threading
import time
from collections.abc import Iterator

import pytest
import requests

from dashboard.access import passwords
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.persons import Person, Role
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre

pytestmark = exhaustive

PASSWORD = "correct horse"
SHIFT = 12
ALL_IN_S = 30.0
HELD_UP_S = 1.0


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    running = RunningCentre(tmp_path_factory.mktemp("shift"))
    hashed = passwords.hashed(PASSWORD)
    try:
        running.start()
        for number in range(SHIFT):
            person = Person(login=f"desk{number}", name="某", role=Role.DISPATCHER)
            made = handle(running.system, AddPerson(person=person, hashed=hashed), by="test")
            assert made.refused is None
        yield running
    finally:
        running.stop()


def log_in(centre: RunningCentre, login: str, password: str = PASSWORD) -> requests.Session:
    browser = requests.Session()
    page = browser.get(f"{centre.address}/login", timeout=30).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    fields = {"login": login, "password": password, "csrf_token": found[1]}
    browser.post(f"{centre.address}/login", data=fields, timeout=30, allow_redirects=False)
    return browser


def is_in(centre: RunningCentre, browser: requests.Session) -> bool:
    return browser.get(f"{centre.address}/session", timeout=30).status_code == 200


def test_all_get_in_and_health_answers_meanwhile(centre: RunningCentre) -> None:
    inside: list[bool] = []

    def come(number: int) -> None:
        browser = log_in(centre, f"desk{number}")
        with browser:
            inside.append(is_in(centre, browser))

    crowd = [threading.Thread(target=come, args=(number,)) for number in range(SHIFT)]
    began = time.monotonic()
    for thread in crowd:
        thread.start()
    held_up = []
    while any(thread.is_alive() for thread in crowd):
        asked = time.monotonic()
        assert requests.get(f"{centre.address}/healthz", timeout=30).status_code == 200
        held_up.append(time.monotonic() - asked)
    assert inside == [True] * SHIFT
    assert time.monotonic() - began < ALL_IN_S
    assert statistics.median(held_up) < HELD_UP_S


def test_a_guesser_gets_slower_and_the_owner_still_gets_in(centre: RunningCentre) -> None:
    times = []
    for _ in range(5):
        began = time.monotonic()
        with log_in(centre, "desk0", "wrong") as browser:
            assert not is_in(centre, browser)
        times.append(time.monotonic() - began)
    assert times[-1] - times[0] > 0.4
    with log_in(centre, "desk0") as owner:
        assert is_in(centre, owner)
