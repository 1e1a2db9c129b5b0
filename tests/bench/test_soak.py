"""The soak of the bench, four thousand changes of it: nothing grows, nothing is loaded anew."""

from pathlib import Path

from playwright.sync_api import Page

from tests.bench.browser import WALL_READY
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import NO_REDIS
from tests.bench.soak import GROWTH_LIMIT, growth, look, soak
from tests.helpers.exhaustive import exhaustive
from tests.screens.conftest import served, showcase
from tests.screens.showcase import Showcase

__all__ = ["served", "showcase"]
CHANGES = 4_000
TITLES = {"en": "Overview", "zh": "运行总览"}
SWITCHED = f"""title => document.querySelector('.title-view')?.textContent === title
  && ({WALL_READY})()"""


def switch_views(page: Page, times: int) -> None:
    """Switches to the other language and back; each makes a new root on the same page."""
    for _ in range(times):
        for lang, title in TITLES.items():
            page.evaluate("lang => cc.wall.go(`/wall/overview?lang=${lang}`)", lang)
            page.wait_for_function(SWITCHED, arg=title)


@exhaustive
def test_a_view_that_is_left_leaves_nothing_behind(showcase: Showcase, page: Page) -> None:
    page.goto(showcase.url)
    page.wait_for_function(WALL_READY)
    switch_views(page, 3)
    known = look(page)
    switch_views(page, 6)
    assert (look(page).nodes, look(page).listeners) == (known.nodes, known.listeners)


@exhaustive
def test_a_wall_holds_after_thousands_of_changes_what_it_held_before(
    page: Page, tmp_path: Path
) -> None:
    system = open_here(tmp_path, NO_REDIS)
    fill(system, 100)
    showcase = Showcase()
    showcase.start()
    held, said = soak(page, showcase, system, CHANGES)
    showcase.stop()
    close(system)
    before, after = growth(held)
    assert said == []
    assert after.heap_mb < GROWTH_LIMIT * before.heap_mb
    assert after.nodes <= 1.02 * before.nodes
    assert after.listeners == before.listeners
