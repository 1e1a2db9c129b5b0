"""A warning is posted as a CAP file: every screen shows it, and a cancellation ends it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind
from dashboard.domain.incident import DRILL_MARK
from dashboard.domain.oversight_commands import BeginDrill
from dashboard.domain.persons import Person, Role
from tests.browser.conftest import PATIENCE, Wall
from tests.browser.desk import seat
from tests.feeds.cap_files import SENDER, chinese, identifier, named
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre

SOON_MS = 10_000 * PATIENCE
OFFICER = Person(login="duty-sun", name="孙", role=Role.DUTY)
FOREMAN = Person(login="foreman-zhou", name="周", role=Role.FOREMAN)
XML = {"Content-Type": "application/cap+xml"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre of its own, because what happens here would show on other tests' walls."""
    with RunningCentre(tmp_path_factory.mktemp("warnings")).running() as centre:
        yield centre


@pytest.fixture
def screens(centre: RunningCentre, browser: Browser) -> Iterator[dict[str, Page]]:
    """Two walls, the duty desk and a desk, each in a browser of its own."""
    acts.take_in(centre, acts.case())
    pages: dict[str, Page] = {}
    watched: list[Wall] = []
    for name in ("overview", "incidents", "/duty", "/console"):
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        watched.append(Wall(page))
        if name.startswith("/"):
            seat(centre, page.context, OFFICER)
            page.goto(f"{centre.address}{name}")
        else:
            page.goto(centre.wall_link().replace("/wall/overview", f"/wall/{name}"))
        pages[name] = page
    yield pages
    for page in pages.values():
        page.context.close()
    assert [one.faults for one in watched] == [[]] * len(watched)


PLACES = {
    "overview": "#wall-warned",
    "incidents": "#wall-warned",
    "/duty": "#duty-warnings",
    "/console": ".bar-warnings",
}


def post(centre: RunningCentre, raw: bytes) -> int:
    address = f"{centre.address}/api/warnings"
    headers = centre.bearer | XML
    return requests.post(address, data=raw, headers=headers, timeout=10).status_code


def test_a_warning_stands_on_every_screen_and_goes_when_it_is_cancelled(
    centre: RunningCentre, screens: dict[str, Page]
) -> None:
    for name, place in PLACES.items():
        expect(screens[name].locator(place)).to_be_hidden(timeout=SOON_MS)
    sent = (centre.system.clock() - timedelta(minutes=5)).replace(microsecond=0)
    assert post(centre, chinese(sent)) == 202
    for name, place in PLACES.items():
        shown = screens[name].locator(place)
        expect(shown).to_be_visible(timeout=SOON_MS)
        for words in ("寒潮蓝色预警", "长春市气象台", "有效至"):
            expect(shown).to_contain_text(words)
    expect(screens["/duty"].locator("#duty-warnings")).to_contain_text(
        "长春市气象台发布寒潮蓝色预警信号"
    )
    assert violations(screens["/duty"]) == []
    reference = named(SENDER, identifier(sent), sent)
    cancel = chinese(sent + timedelta(minutes=1), message="Cancel", references=[reference])
    assert post(centre, cancel) == 202
    for name, place in PLACES.items():
        expect(screens[name].locator(place)).to_be_hidden(timeout=SOON_MS)


def test_a_drill_is_framed_on_every_screen(centre: RunningCentre, screens: dict[str, Page]) -> None:
    drill = BeginDrill(kind=IncidentKind.ACCIDENT, title="厂房起火", grid=206)
    done = handle(centre.system, drill, by=FOREMAN)
    assert done.refused is None, done.refused
    for name, place in {
        "overview": "#wall-incident",
        "incidents": "#wall-incidents-banner",
        "/duty": "#duty-incidents li:not([hidden])",
        "/console": ".bar-incident",
    }.items():
        shown = screens[name].locator(f"{place}[data-drill]")
        expect(shown).to_contain_text(DRILL_MARK, timeout=SOON_MS)
        frame = shown.evaluate("(one) => getComputedStyle(one, '::after').borderImageSource")
        assert "repeating-linear-gradient" in frame
    screens["/console"].keyboard.press("Shift+I")
    dialog = screens["/console"].locator("[data-dialog][data-drill]")
    expect(dialog).to_contain_text(DRILL_MARK, timeout=SOON_MS)
    assert violations(screens["/console"]) == []
