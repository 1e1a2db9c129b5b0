"""From the inbox to the wall, and what the wall says when the connection is cut."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import WebSocketRoute, expect

from dashboard.store import tokens
from tests.browser.conftest import Wall
from tests.helpers.exhaustive import exhaustive
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until
from tests.services.proxy import Proxy


@pytest.fixture
def proxy(centre: RunningCentre) -> Iterator[Proxy]:
    between = Proxy(centre.port)
    yield between
    between.close()


@pytest.fixture
def far_wall(centre: RunningCentre, proxy: Proxy, wall: Wall) -> Wall:
    """A wall whose connection leads through the proxy."""
    return through(proxy, wall, centre)


def through(proxy: Proxy, wall: Wall, centre: RunningCentre) -> Wall:
    wall.may_lose_line = True
    return wall.open(centre.wall_link().replace(f":{centre.port}/", f":{proxy.port}/"))


def half_dead(wall: Wall, centre: RunningCentre) -> Wall:
    """A wall whose first connection carries only pings, as from a half-dead process."""

    def lead(line: WebSocketRoute) -> None:
        server, first = line.connect_to_server(), wall.lines == 0
        wall.lines += 1

        def pass_on(message: str | bytes) -> None:
            if not (first and str(message).startswith(('42["beat"', '42["change"'))):
                line.send(message)

        server.on_message(pass_on)

    wall.page.route_web_socket("**/socket.io/**", lead)
    return wall.open(centre.wall_link())


def test_a_message_put_into_the_inbox_appears_on_the_wall(
    wall: Wall, centre: RunningCentre
) -> None:
    wall.open(centre.wall_link())
    before = int(wall.text("#wall-figure-open").replace(",", ""))
    (message,) = acts.put(centre, acts.case())
    number = wait_until(lambda: books.became(centre.system, message), 5, "it has become a case")
    expect(wall.page.locator("#wall-recent-0")).to_have_attribute("data-no", number)
    expect(wall.page.locator("#wall-figure-open")).to_have_text(f"{before + 1:,}")
    wall.wait_until_right(centre)


@exhaustive
def test_each_kind_of_silence_is_told_in_words_and_healed(
    centre: RunningCentre, proxy: Proxy, walls: Callable[[], Wall]
) -> None:
    """A cut cable, a server that only pings, and a stopped relay, all at the same time."""
    far, deaf = through(proxy, walls(), centre), half_dead(walls(), centre)
    near = walls().open(centre.wall_link())
    relay = centre.process("relay")
    assert relay is not None
    proxy.swallow()
    cut = time.monotonic()
    relay.suspend()
    try:
        acts.take_in(centre, acts.case())
        far.state("late", 8, "延迟")
        far.state("lost", 8, "数据中断")
        assert (
            time.monotonic() - cut < 15
        )  # ten seconds by the screen's own clock, and a slow machine
        deaf.state("lost", 4, "数据中断")
        near.state("live", 8, "传送程序")
    finally:
        relay.resume()
    proxy.go_on()
    deaf.wait_for_line(2, 8)
    for wall in (far, deaf, near):
        wall.wait_until_right(centre)
        wall.state("live", 8, "实时")


def test_a_line_that_is_reset_comes_back_by_itself(
    far_wall: Wall, centre: RunningCentre, proxy: Proxy
) -> None:
    proxy.reset()
    acts.take_in(centre, acts.case())
    far_wall.page.wait_for_timeout(1500)
    proxy.go_on()
    far_wall.wait_until_right(centre)
    far_wall.state("live", 5, "实时")


def test_a_slow_line_stays_live(far_wall: Wall, centre: RunningCentre, proxy: Proxy) -> None:
    proxy.delay(0.3)
    acts.take_in(centre, acts.case())
    far_wall.wait_until_right(centre)
    far_wall.state("live", 3, "实时")


@exhaustive
def test_a_server_that_hangs_is_told_and_waited_for(wall: Wall, centre: RunningCentre) -> None:
    wall.may_lose_line = True
    wall.open(centre.wall_link())
    hung = centre.web_worker()
    assert hung is not None
    try:
        hung.suspend()
        wall.state("late", 7)
        wall.state("lost", 6)
    finally:
        hung.resume()
    wall.state("live", 10)
    wall.wait_until_right(centre)


def test_a_restarted_server_of_the_same_build_reloads_no_page(
    wall: Wall, centre: RunningCentre
) -> None:
    wall.may_lose_line = True
    wall.open(centre.wall_link())
    wall.page.evaluate("() => { window.sameAsBefore = true }")
    centre.kill9("web")
    acts.take_in(centre, acts.case())
    wall.wait_for_line(2, 15)
    wall.wait_until_right(centre, 15)
    wall.state("live", 5)
    wall.page.wait_for_timeout(1000)
    assert wall.page.evaluate("() => window.sameAsBefore")


@exhaustive
def test_a_revoked_wall_is_told_that_it_is_refused(wall: Wall, centre: RunningCentre) -> None:
    wall.may_lose_line = True
    wall.open(centre.wall_link())
    wall.page.context.clear_cookies()
    centre.kill9("web worker")
    wall.page.wait_for_function("() => cc.live.refused")
    wall.page.evaluate("() => { cc.live.dataAt -= 10_000 }")
    wall.state("lost", 1, "服务器拒绝连接")
    wall.page.context.add_cookies(
        [{"name": "wall", "value": centre.token(tokens.TokenUse.WALL), "url": centre.address}]
    )
    wall.state("live", 10)
