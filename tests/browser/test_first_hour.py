"""A centre on its first day: no error, no unknown figure, no empty space."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from layouts.words import live_words
from tests.browser.conftest import Wall
from tests.helpers.exhaustive import exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre


@pytest.fixture
def new_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with RunningCentre(tmp_path_factory.mktemp("new")).running() as centre:
        yield centre


@exhaustive
def test_a_new_centre_gives_the_good_news_and_then_its_first_case(
    new_centre: RunningCentre, wall: Wall
) -> None:
    wall.open(new_centre.wall_link())
    wall.state("live", 3, "实时")
    assert wall.text("#wall-figure-open") == "0"
    words = live_words("zh", "wall") | live_words("zh", "wall/overview")
    for panel, news in {
        "late": "no_late",
        "recent": "no_recent",
        "unit": "no_units",
        "incident": "no_incident",
    }.items():
        expect(wall.page.locator(f"#wall-{panel}-empty")).to_contain_text(words[news])
    assert wall.page.locator('.cell[fill="var(--q0)"]').count() == 310
    number = acts.take_in(new_centre, acts.case())
    expect(wall.page.locator("#wall-recent-0")).to_have_attribute("data-no", number)
    expect(wall.page.locator("#wall-recent-empty")).to_be_hidden()
    wall.wait_until_right(new_centre)
