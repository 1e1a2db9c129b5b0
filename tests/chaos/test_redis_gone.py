"""Redis stopped, frozen, emptied, trimmed: the wall goes on from SQL, says so, and recovers."""

import os
import time
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page, expect

from dashboard.codec import to_json
from dashboard.streams import changes, inbox
from tests.chaos.senders import event
from tests.helpers.exhaustive import exhaustive
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until
from tests.services.valkey import Valkey

pytestmark = exhaustive

# GONE_SECONDS=60 for the whole minute that the guarantee speaks of.
GONE_S = float(os.environ.get("GONE_SECONDS", "8"))
TOLD_S = 10.0
RIGHT_S = 10.0


@pytest.fixture
def wall(page: Page, centre: RunningCentre) -> Page:
    page.goto(centre.wall_link())
    page.wait_for_function("() => window.cc?.model && document.querySelector('.cell')")
    wait_until_right(page, centre)
    return page


def wait_until_right(wall: Page, centre: RunningCentre) -> None:
    books.wait_until_right(centre.system, lambda: wall.evaluate("() => cc.model"), RIGHT_S)


def wait_for_words(wall: Page, words: str, seconds: float) -> None:
    wall.wait_for_function(
        "words => document.querySelector('#wall-age').textContent.includes(words)",
        arg=words,
        timeout=seconds * 1000,
    )


def send(centre: RunningCentre, number: int) -> int:
    return requests.post(
        f"{centre.address}/api/reports",
        data=to_json(event(number)),
        headers=centre.bearer,
        timeout=15,
    ).status_code


GONE: dict[str, tuple[Callable[[Valkey], None], Callable[[Valkey], None]]] = {
    "stopped": (Valkey.stop, Valkey.start),
    "frozen": (Valkey.pause, Valkey.resume),
}


@pytest.mark.parametrize("how", GONE)
def test_without_redis_the_wall_says_so_goes_on_and_recovers(
    wall: Page, centre: RunningCentre, own_valkey: Valkey, how: str
) -> None:
    go, come_back = GONE[how]
    number = centre.system.now_ms() % 100_000
    go(own_valkey)
    gone = time.monotonic()
    try:
        wait_for_words(wall, "消息通道中断", TOLD_S)
        told = time.monotonic() - gone
        delays = []
        while time.monotonic() - gone < GONE_S:
            began = time.monotonic()
            case = acts.take_in(centre, acts.case())
            row = wall.locator("#wall-recent-0")
            expect(row).to_have_attribute("data-no", case, timeout=10_000)
            delays.append(time.monotonic() - began)
            assert wall.get_attribute("#wall", "data-state") == "live"
        assert send(centre, number) == 503
    finally:
        come_back(own_valkey)
    back = time.monotonic()
    wait_for_words(wall, "实时", 15)
    recovered = time.monotonic() - back
    assert send(centre, number) == 202
    wait_until(lambda: books.became(centre.system, f"r{number:05}"), 10, "it is taken in now")
    wait_until_right(wall, centre)
    assert "FAULT" not in centre.check()
    print(  # noqa: T201 - the figures that the guarantee is about
        f"\nRedis {how} for {back - gone:.0f} s: told after {told:.1f} s, {len(delays)} changes"
        f" from SQL after {min(delays):.1f} to {max(delays):.1f} s, live {recovered:.1f} s after it"
        " was back"
    )


def emptied(centre: RunningCentre) -> None:
    centre.system.redis.flushall()


def group_destroyed(centre: RunningCentre) -> None:
    system = centre.system
    system.redis.xgroup_destroy(inbox.key(system.district.key), inbox.GROUP)


def changes_trimmed(centre: RunningCentre) -> None:
    system = centre.system
    system.redis.xtrim(changes.key(system.district.key), maxlen=0, approximate=False)


def changes_deleted(centre: RunningCentre) -> None:
    system = centre.system
    system.redis.delete(changes.key(system.district.key))


@pytest.mark.parametrize(
    "harm", [emptied, group_destroyed, changes_trimmed, changes_deleted], ids=lambda f: f.__name__
)
def test_a_redis_that_has_lost_something_costs_the_wall_nothing(
    wall: Page, centre: RunningCentre, harm: Callable[[RunningCentre], None]
) -> None:
    acts.put(centre, *(acts.case() for _ in range(100)))
    harm(centre)
    acts.take_in(centre, acts.case())
    (message,) = acts.put(centre, acts.case())
    wait_until(lambda: books.became(centre.system, message), 10, "what comes now is taken in")
    wait_until_right(wall, centre)
    figures = centre.picture()["figures"]
    shown = wall.inner_text("#wall-figure-open")
    assert shown == f"{figures['open']:,}"
    wait_for_words(wall, "实时", 5)
    assert "FAULT" not in centre.check()
