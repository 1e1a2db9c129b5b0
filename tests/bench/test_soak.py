"""The soak of the bench, three thousand changes of it: nothing grows, nothing is loaded anew."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import NO_REDIS
from tests.bench.soak import GROWTH_LIMIT, growth, soak
from tests.screens.showcase import Showcase

CHANGES = 4_000


@pytest.mark.slow
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
