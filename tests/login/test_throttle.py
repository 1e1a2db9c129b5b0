"""Attempts are slowed down, by name and by address, and nobody is locked out."""

import threading
from collections.abc import Iterator

import pytest

from dashboard.throttle import FORGOTTEN_S, KEYS_MAX, WAITING_EACH_MAX, Throttle, TooMany


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
    """No lock: from elsewhere it takes five seconds at most, however many attempts there were."""
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


@pytest.fixture
def stuck() -> Iterator[tuple[Throttle, threading.Event]]:
    """A throttle whose sleepers sleep until they are woken."""
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
