"""A hand on the wall that the server has drawn, before Dash's own takes its place."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Request, Route, ViewportSize, expect

from tests.screens.map_page import MapPage
from tests.screens.showcase import DRAWN, Showcase

THEN = "?at=2026-11-23T17:42"
STEP_MS = 400  # quick steps wait for each other a little less than this
UPRIGHT: ViewportSize = {"width": 1080, "height": 1300}
STANDS = """() => document.querySelector("#page-frame #wall[data-known]") !== null"""
GIVEN_WAY = """() => document.querySelector("#page-outlet #wall[data-known]") !== null
    && document.querySelector("#page-frame") === null"""
MINUTE = "(minute) => document.querySelector('#wall').dataset.minute === minute"
FOCUSED = "() => document.activeElement.id"
# What the units' places show at present, as a reader sees it.
CORNER = """() => [...document.querySelectorAll(".wall-load > .body > *, .band > *")]
  .filter((part) => part.checkVisibility()).map((part) => part.id || part.className)"""


class Drawn:
    """A page in which Dash hasn't come yet; `screens` are the addresses that Dash asks for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.screens: list[str] = []
        self._held: list[Route] = []
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._request)
        page.route("**/dash_renderer*", self._hold)

    def _hold(self, route: Route) -> None:
        self._held.append(route)

    def _request(self, request: Request) -> None:
        if "/_dash-update-component" in request.url:
            self.screens.append(request.post_data or "")

    def open(self, url: str) -> Page:
        """Returns when the drawn wall has its figures."""
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_function(STANDS)
        return self.page

    def give_way(self) -> None:
        """Lets Dash come; returns when its wall is there."""
        [route] = self._held
        route.continue_()
        self.page.wait_for_function(GIVEN_WAY)


@pytest.fixture
def drawn(page: Page) -> Iterator[Drawn]:
    watched = Drawn(page)
    yield watched
    assert watched.said == []


@pytest.fixture
def late(showcase: Showcase) -> str:
    """The address of a wall without a map: no library is still at work on it when it is left."""
    showcase.load("overdue_busy")
    return showcase.url.replace("overview", "overdue")


def at(minute: str) -> Callable[[Page], None]:
    def reached(page: Page) -> None:
        page.wait_for_function(MINUTE, arg=f"2026-11-23T{minute}")

    return reached


@pytest.mark.parametrize("pause_ms", [0, STEP_MS])
def test_steps_into_the_past_lead_there_in_one_go(late: str, drawn: Drawn, pause_ms: int) -> None:
    page = drawn.open(late + THEN)
    for key in ("ArrowLeft", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_timeout(pause_ms)
    assert drawn.screens == []
    drawn.give_way()
    expect(page.locator("#wall-past-bar")).to_have_css("opacity", "1")
    expect(page.get_by_label("回看时刻", exact=True)).to_have_value("2026-11-23T17:30")
    at("17:30")(page)
    page.wait_for_timeout(STEP_MS)
    assert len(drawn.screens) == 1


def test_escape_takes_back_steps_that_have_led_nowhere_yet(late: str, drawn: Drawn) -> None:
    page = drawn.open(late + THEN)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    page.wait_for_timeout(STEP_MS)
    drawn.give_way()
    page.wait_for_function("() => document.querySelector('#wall').dataset.past === undefined")
    page.wait_for_timeout(STEP_MS)
    assert page.url == late
    assert len(drawn.screens) == 1


def test_a_minute_that_is_being_written_stays_and_counts_when_it_is_left(
    late: str, drawn: Drawn
) -> None:
    page = drawn.open(late + THEN)
    field = page.get_by_label("回看时刻", exact=True)
    field.fill("2026-11-23T09:15")
    drawn.give_way()
    expect(field).to_have_value("2026-11-23T09:15")
    expect(field).to_be_focused()
    page.wait_for_timeout(STEP_MS)
    assert drawn.screens == []
    field.evaluate("(field) => field.blur()")
    at("09:15")(page)


def test_a_layer_and_the_rings_are_switched_once(shown: MapPage, drawn: Drawn) -> None:
    page = drawn.open(shown.url)
    page.keyboard.press("7")
    page.locator("#wall-layer-rings").focus()
    page.keyboard.press("Space")
    drawn.give_way()
    for _ in range(2):  # then, and when all cells have come
        expect(page.locator("#wall-layer-MAJOR")).to_have_attribute("aria-checked", "true")
        expect(page.locator("#wall-layer-rings")).to_have_attribute("aria-checked", "false")
        assert page.evaluate(FOCUSED) == "wall-layer-rings"
        page.wait_for_function(DRAWN)
    expect(page.locator(".ring").first).to_be_hidden()
    assert page.url.endswith("?layer=MAJOR")
    page.keyboard.press("Space")
    expect(page.locator(".ring").first).to_be_visible()
    assert drawn.screens == []


def test_the_card_of_a_cell_stays_open(shown: MapPage, drawn: Drawn) -> None:
    page = drawn.open(shown.url)
    page.locator("#wall-odd-0").focus()
    page.keyboard.press("Enter")
    card = page.locator("#wall-card")
    expect(card).to_be_visible()
    drawn.give_way()
    page.wait_for_function(DRAWN)
    expect(card).to_be_visible()
    expect(page.locator("#wall-card-title")).to_have_text("永吉 206")
    assert page.url.endswith("?cell=206")
    # It was opened by a hand: it closes when that has gone.
    page.evaluate("() => void (cc.mapHold.patience.ms = 300)")
    page.keyboard.press("Shift")
    expect(card).to_be_hidden()
    assert page.url == shown.url


def test_a_gesture_holds_no_map_before_there_is_one(shown: MapPage, drawn: Drawn) -> None:
    page = drawn.open(shown.url)
    page.mouse.move(300, 500)
    page.mouse.wheel(0, -400)
    page.mouse.dblclick(300, 500)
    expect(page.locator("#wall-map-back")).to_be_hidden()
    drawn.give_way()
    page.wait_for_function(DRAWN)
    expect(page.locator("#wall-map-back")).to_be_hidden()


def test_a_link_leads_on_as_soon_as_there_is_a_way(late: str, drawn: Drawn) -> None:
    page = drawn.open(late)
    for _ in range(2):
        page.locator(".figure-overdue .cover-link").focus()
        page.keyboard.press("Enter")
    drawn.give_way()
    expect(page).to_have_url(re.compile(r"/wall/queue\?of=overdue$"))
    expect(page.locator("#wall.wall-rows, #wall.wall-queue")).to_be_visible()
    assert len(drawn.screens) == 1


def test_escape_takes_back_a_link_that_has_led_nowhere_yet(
    showcase: Showcase, drawn: Drawn
) -> None:
    page = drawn.open(showcase.url)
    link = page.locator(".figure-overdue .cover-link")
    link.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    drawn.give_way()
    expect(link).to_be_focused()
    page.wait_for_function(DRAWN)
    assert page.url == showcase.url
    assert drawn.screens == []


def test_a_reader_stays_where_they_have_scrolled_to(showcase: Showcase, drawn: Drawn) -> None:
    drawn.page.set_viewport_size(UPRIGHT)
    page = drawn.open(showcase.url)
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => document.querySelector('#wall').scrollTop === 300")
    drawn.give_way()
    assert page.evaluate("() => document.querySelector('#wall').scrollTop") == 300


def test_what_takes_turns_goes_on_from_where_it_is(showcase: Showcase, drawn: Drawn) -> None:
    showcase.load("load_busy")
    drawn.page.set_viewport_size({"width": 1366, "height": 768})
    page = drawn.open(showcase.url.replace("overview", "load"))
    first = page.evaluate(CORNER)
    page.evaluate("() => cc.loadPlaces.take(2)")
    then = page.evaluate(CORNER)
    assert then != first
    drawn.give_way()
    assert page.evaluate(CORNER) == then
