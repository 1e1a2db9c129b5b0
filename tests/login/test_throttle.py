"""Log-in attempts are slowed down, by name and by address, and nobody is locked out."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from dashboard.access.known_browsers import COOKIE_MAX, PERSONS_MAX, browser_of, remembered
from dashboard.access.throttle import (
    ALL,
    FORGOTTEN_S,
    KEYS_MAX,
    WAITING_EACH_MAX,
    WAITING_MAX,
    Throttle,
    TooMany,
    network,
)


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def throttle(time: Time) -> Throttle:
    return Throttle(clock=lambda: time.now, sleep=time.sleep)


def fail(throttle: Throttle, times: int, login: str = "li", address: str = "10.0.0.1") -> None:
    for _ in range(times):
        throttle.failed(login, address)


def test_three_slips_cost_nothing(throttle: Throttle, time: Time) -> None:
    fail(throttle, 2)
    throttle.wait("li", "10.0.0.1")
    assert time.slept == []


def test_each_further_one_waits_longer_up_to_a_bound(throttle: Throttle, time: Time) -> None:
    fail(throttle, 2)
    for _ in range(8):
        fail(throttle, 1)
        throttle.wait("li", "10.0.0.2")
    assert time.slept == [0.5, 1, 2, 4, 5, 5, 5, 5]


def test_guessing_at_many_names_from_one_address_waits_too(throttle: Throttle) -> None:
    for number in range(30):
        throttle.failed(f"name{number}", "10.0.0.1")
    assert throttle.delay("another", "10.0.0.1") == 10
    assert throttle.delay("another", "10.0.0.2") == 0


def test_the_owner_gets_in_while_somebody_guesses(throttle: Throttle) -> None:
    """Never locked: from elsewhere it takes five seconds at most, after any number of attempts."""
    fail(throttle, 1000)
    assert throttle.delay("li", "10.9.9.9") == 5


def test_the_right_password_forgives_the_name_and_not_the_address(throttle: Throttle) -> None:
    fail(throttle, 20)
    throttle.succeeded("li")
    assert throttle.delay("li", "10.9.9.9") == 0
    assert throttle.delay("li", "10.0.0.1") > 0


def test_failures_are_forgotten_after_a_while(throttle: Throttle, time: Time) -> None:
    fail(throttle, 20)
    time.now += FORGOTTEN_S + 1
    assert throttle.delay("li", "10.0.0.1") == 0


def test_what_is_remembered_is_bounded(throttle: Throttle) -> None:
    for number in range(KEYS_MAX + 100):
        throttle.failed(f"name{number}", "10.0.0.1")
    assert len(throttle._counts) <= KEYS_MAX  # noqa: SLF001 - memory is what is asked about


def test_one_line_of_ipv6_is_one_address(throttle: Throttle) -> None:
    for number in range(40):
        throttle.failed(f"name{number}", f"2001:db8:1:2::{number:x}")
    assert throttle.delay("another", "2001:db8:1:2:ffff::1") == 10
    assert throttle.delay("another", "2001:db8:1:3::1") == 0
    assert network("::ffff:10.0.0.1") == network("10.0.0.1") == "10.0.0.1"
    assert network("x" * 40) == "x" * 40


def test_a_new_name_and_a_new_address_a_try_wait_after_a_while(throttle: Throttle) -> None:
    for number in range(ALL[0] + 20):
        throttle.failed(f"name{number}", f"10.0.{number // 250}.{number % 250}")
    assert throttle.delay("another", "10.9.9.9") == 5
    assert throttle.delay("another", "10.9.9.9", "a known browser") == 0


def test_a_known_browser_waits_for_its_own_failures_alone(throttle: Throttle) -> None:
    fail(throttle, 1000)
    assert throttle.delay("li", "10.0.0.1", "at home") == 0
    for _ in range(20):
        throttle.failed("li", "10.0.0.1", "at home")
    assert throttle.delay("li", "10.0.0.1", "at home") == 5
    assert throttle.delay("wang", "10.5.5.5") == 5  # the thousand count for all
    throttle.succeeded("li", "at home")
    assert throttle.delay("li", "10.0.0.1", "at home") == 0


def test_only_its_own_centre_and_person_know_a_browser() -> None:
    cookie = ""
    for login in ("li", "wang", *(f"person{n}" for n in range(PERSONS_MAX - 2))):
        cookie = remembered("a secret", cookie, login)
    assert len(cookie) < COOKIE_MAX
    assert browser_of("a secret", cookie, "li") == browser_of("a secret", cookie, "wang") != ""
    for secret, shown, login in (
        ("another", cookie, "li"),
        ("a secret", cookie, "zhao"),
        ("a secret", cookie[:16] + "." + "0" * 32, "li"),
        ("a secret", "", "li"),
        ("a secret", "." * 5000, "li"),
    ):
        assert browser_of(secret, shown, login) == ""
    assert browser_of("a secret", remembered("a secret", cookie, "one more"), "li") == ""
    assert remembered("a secret", "", "li") != remembered("a secret", "", "li")


@pytest.fixture
def stuck() -> Iterator[tuple[Throttle, threading.Event]]:
    """A throttle whose waiting attempts wait until a test releases them."""
    wake = threading.Event()

    def sleep(_: float) -> None:
        wake.wait()

    yield Throttle(sleep=sleep), wake
    wake.set()


def test_those_who_wait_are_bounded_for_each_address(
    stuck: tuple[Throttle, threading.Event],
) -> None:
    throttle, wake = stuck
    fail(throttle, 20)
    waiting = [
        threading.Thread(target=throttle.wait, args=("li", "10.0.0.1"))
        for _ in range(WAITING_EACH_MAX)
    ]
    for thread in waiting:
        thread.start()
    while sum(count.waiting for count in throttle._counts.values()) < WAITING_EACH_MAX:  # noqa: SLF001
        pass
    with pytest.raises(TooMany):
        throttle.wait("li", "10.0.0.1")
    wake.set()
    for thread in waiting:
        thread.join()
    throttle.wait("li", "10.0.0.1")


@pytest.mark.parametrize("browser", ["", "at home"])
def test_a_crowd_of_addresses_doesn_t_take_the_owner_s_place(
    stuck: tuple[Throttle, threading.Event], browser: str
) -> None:
    """From elsewhere the owner waits, at a known browser not even that; nobody is refused."""
    throttle, wake = stuck
    addresses = [f"10.0.0.{n}" for n in range(6)]
    for address in addresses:
        fail(throttle, 20, address=address)

    def guess(address: str) -> None:
        with suppress(TooMany):
            throttle.wait("li", address)

    crowd = [threading.Thread(target=guess, args=(address,)) for address in addresses * 4]
    for thread in crowd:
        thread.start()
    while sum(thread.is_alive() for thread in crowd) > WAITING_MAX:
        pass
    owner = threading.Thread(target=throttle.wait, args=("li", "10.9.9.9", browser))
    owner.start()
    owner.join(0.2)
    assert owner.is_alive() == (not browser)
    wake.set()
    for thread in (*crowd, owner):
        thread.join(5)
