"""Whatever fails behind a wall: it says so, keeps its picture, and recovers by itself.

The walls stand behind a real nginx with the configuration of docs/nginx.conf.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.store import tokens
from tests.browser.conftest import PATIENCE, Wall
from tests.helpers.exhaustive import exhaustive
from tests.services import acts, books, outages
from tests.services.centre import ROOT, wait_until
from tests.services.outages import OUTAGES, RIGHT_S, TOLD_S, OutageSite, Times
from tests.services.screens import Screen

pytestmark = exhaustive

SOURCES = ("dashboard", "callbacks", "layouts", "feeds", "assets")
CROWD = 50
# A clock that a sleep moves on, while the counter of milliseconds stands still, as on Linux.
SLEEPING = """
window.slept = 0;
const Real = Date;
window.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + window.slept); }
  static now() { return Real.now() + window.slept; }
};
"""


@pytest.fixture(scope="module")
def shared_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OutageSite]:
    """Runs a copy of the programs, so that a test may change them meanwhile."""
    folder = tmp_path_factory.mktemp("outages")
    tree = folder / "tree"
    for name in SOURCES:
        shutil.copytree(ROOT / name, tree / name)
    with outages.room(folder, tree, PATIENCE) as room:
        yield room


@pytest.fixture
def room(shared_room: OutageSite) -> OutageSite:
    shared_room.centre.wait_ready(30)
    return shared_room


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wall that trusts the tests' certificate."""
    context = browser.new_context(
        viewport={"width": 1920, "height": 1080},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        ignore_https_errors=True,
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def far_wall(wall: Wall) -> Wall:
    wall.may_lose_line = True
    return wall


def in_time(times: Times) -> None:
    assert times.told_s is None or times.told_s < TOLD_S * PATIENCE
    assert times.right_s < RIGHT_S * PATIENCE


@pytest.mark.parametrize("name", sorted(OUTAGES.keys() - {outages.WEB_AWAY, outages.WEB_KILLED}))
def test_the_wall_says_what_is_lost_and_recovers_alone(
    far_wall: Wall, room: OutageSite, name: str
) -> None:
    far_wall.page.clock.install()
    far_wall.open(room.link())
    times = room.run_outage(OUTAGES[name], far_wall.page)
    in_time(times)
    assert far_wall.page.locator("form").count() == 0
    assert far_wall.page.url.endswith("/wall/overview")


def test_a_wall_that_is_switched_on_before_its_centre_waits_for_it(
    far_wall: Wall, room: OutageSite
) -> None:
    """Also beside one that is already open; neither is left with a proxy's error page."""
    late: list[Page] = []

    def switch_on(room: OutageSite, page: Page) -> None:
        another = page.context.new_page()
        answer = another.goto(room.link())
        assert answer is not None
        assert answer.status == 502
        expect(another.locator("body")).to_contain_text("正在重新连接")
        late.append(another)

    far_wall.open(room.link())
    outage = OUTAGES[outages.WEB_AWAY]
    times = room.run_outage(replace(outage, meanwhile=switch_on), far_wall.page)
    in_time(times)
    late[0].wait_for_function(outages.READY, timeout=RIGHT_S * PATIENCE * 1000)
    room.wait_until_right(late[0], acts.take_in(room.centre, acts.case()))


def test_a_frozen_page_is_right_soon_after_it_thaws(far_wall: Wall, room: OutageSite) -> None:
    far_wall.open(room.link())
    browser = far_wall.page.context.new_cdp_session(far_wall.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    room.cable.reset()  # as the server does after some seconds
    number = acts.take_in(room.centre, acts.case())
    room.cable.go_on()
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    room.wait_until_right(far_wall.page, number)


def test_a_laptop_that_wakes_up_does_not_take_old_news_for_new(
    far_wall: Wall, room: OutageSite
) -> None:
    far_wall.page.add_init_script(SLEEPING)
    far_wall.open(room.link())
    far_wall.state("live", 3)
    room.cable.swallow()
    try:
        far_wall.page.evaluate("() => { window.slept = 2 * 3_600_000 }")
        far_wall.state("lost", 3, "数据中断 2时00分")
        number = acts.take_in(room.centre, acts.case())
    finally:
        room.cable.go_on()
    room.wait_until_right(far_wall.page, number)


def test_a_new_build_is_taken_once_and_only_from_a_server_that_lives(
    far_wall: Wall, room: OutageSite
) -> None:
    asked: list[str] = []
    proxy_page = "<html><h1>502 Bad Gateway</h1></html>"

    def away(route: Route) -> None:
        asked.append(route.request.url)
        # Some proxies send their error page with status 200.
        route.fulfill(status=200, content_type="text/html", body=proxy_page)

    page = far_wall.page
    far_wall.open(room.link())
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.route(re.compile("/healthz$"), away)
    (room.centre.tree / "assets" / "css" / "wall" / "new.css").write_text("/* another build */\n")
    page.evaluate("() => { window.old = true }")
    room.centre.kill9("web")
    wait_until(lambda: page.evaluate("() => cc.live.dataAt") and len(asked) > 0, 40, "it asks")
    page.wait_for_timeout(500)
    assert (loads, page.evaluate("() => window.old")) == ([], True)
    page.unroute(re.compile("/healthz$"))
    page.wait_for_function("() => window.old === undefined", timeout=RIGHT_S * PATIENCE * 1000)
    page.wait_for_function(outages.READY)
    room.wait_until_right(page, acts.take_in(room.centre, acts.case()))
    assert len(loads) == 1


def test_fifty_walls_come_back_together(far_wall: Wall, room: OutageSite) -> None:
    token = room.centre.token(tokens.TokenUse.WALL)
    with ExitStack() as stack:
        screens = [
            stack.enter_context(Screen(room.nginx.port, token, secure=True)) for _ in range(CROWD)
        ]
        far_wall.open(room.link())
        wait_until(lambda: all(one.snapshots for one in screens), 20 * PATIENCE, "all are there")
        # A connection made before the centre knows the wall gets two snapshots: the stranger's, its
        # own.
        before = {one: one.snapshots for one in screens}
        in_time(room.run_outage(OUTAGES[outages.WEB_KILLED], far_wall.page))
        wait_until(
            lambda: all(one.snapshots > before[one] for one in screens),
            RIGHT_S * PATIENCE,
            "all are back",
        )
        for one in screens[::10]:
            books.wait_until_right(room.centre.system, one.shows, RIGHT_S * PATIENCE)
