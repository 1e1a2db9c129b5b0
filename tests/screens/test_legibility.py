"""Every wall can be read from afar: contrast, size, nothing cut, nothing by colour alone.

One page goes from view to view. A view that is added to `dashboard.domain.wall_views` is included
by itself, with its examples `<view>_busy.json` and `<view>_empty.json`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.domain.wall_views import VIEWS
from layouts.wall.device_settings import AT_HAND
from tests.helpers.exhaustive import PROVE, exhaustive, one_in_the_gate
from tests.screens.looker import DRAWN, Looker
from tests.screens.looks import LONGEST, MINUTE_MS, ROUNDS, SIZES, TURNS, Longest, look, looks
from tests.screens.showcase import FIXTURES, Showcase

THEMES = ("dark", "light") if PROVE else ("dark",)


@pytest.fixture(scope="module")
def looker(served: Showcase, browser: Browser) -> Iterator[Looker]:
    with browser.new_context(timezone_id="Asia/Shanghai", reduced_motion="reduce") as context:
        yield Looker(context.new_page(), served)


def unreadable(looker: Looker, view: str, lang: str, sizes: list[tuple[int, int]]) -> list[str]:
    """What is cut in one of these sizes, or illegible in one of the themes."""
    found: list[str] = []
    for one in looks(view):
        looker.go(one, lang)
        for size in [size for size in sizes if size in (one.sizes or sizes)]:
            found += looker.cut(one, size)
        looker.resize(DRAWN)
        for theme in THEMES:
            found += looker.illegible(one, theme)
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_legible(looker: Looker, view: str) -> None:
    found = unreadable(looker, view, "zh", SIZES[view][:1])
    assert found == [], "\n".join(found)


@exhaustive
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_legible_in_every_size_and_language(
    looker: Looker, view: str, lang: str
) -> None:
    found = unreadable(looker, view, lang, SIZES[view])
    assert found == [], "\n".join(found)


def cuts_the_longest(looker: Looker, view: str, lang: str, size: tuple[int, int]) -> list[str]:
    """What is cut when the district's longest words and figures are in every list."""
    shown = look(view)
    looker.go(shown, lang)
    longest = Longest(looker.showcase.pack.district, looker.showcase.now())
    found = set()
    for _ in range(ROUNDS):
        looker.put(longest.model(looker.showcase.model))
        found |= set(looker.cut(shown, size))
    return sorted(found)


@pytest.mark.parametrize("view", LONGEST)
def test_no_list_cuts_the_longest_words(looker: Looker, view: str) -> None:
    found = cuts_the_longest(looker, view, "zh", DRAWN)
    assert found == [], "\n".join(found)


@exhaustive
@pytest.mark.parametrize("size", SIZES["overdue"][:3], ids=str)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", LONGEST)
def test_no_list_cuts_the_longest_words_in_any_size_and_language(
    looker: Looker, view: str, lang: str, size: tuple[int, int]
) -> None:
    found = cuts_the_longest(looker, view, lang, size)
    assert found == [], "\n".join(found)


BEYOND = """() => [...document.querySelectorAll("#wall .row .time")]
  .filter((time) => time.getClientRects().length > 0 && time.scrollWidth > time.clientWidth + 2)
  .map((time) => `"${time.textContent}" is ${time.scrollWidth - time.clientWidth} px too wide`)"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", LONGEST)
def test_no_time_runs_into_the_column_beside_it(looker: Looker, view: str, lang: str) -> None:
    looker.go(look(view), lang)
    looker.resize(DRAWN)
    longest = Longest(looker.showcase.pack.district, looker.showcase.now())
    looker.put(longest.model(looker.showcase.model))
    found = looker.page.evaluate(BEYOND)
    assert found == [], "\n".join(found)


TOGETHER = """() => [...document.querySelectorAll("#wall .stage[data-stage]")].flatMap((stage) => {
  const boxes = [...stage.querySelectorAll(".name, .count, .oldest")].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getBoundingClientRect();
  }).filter((box) => box.width > 0);
  const close = boxes.slice(1).some((box, at) => box.left - boxes[at].right < 4);
  return close ? [stage.textContent] : [];
})"""


@pytest.mark.parametrize("lang", one_in_the_gate(["en", "zh"]))
def test_name_count_and_age_of_a_stage_stand_apart(looker: Looker, lang: str) -> None:
    looker.go(look("queue"), lang)
    looker.resize(DRAWN)
    stages = looker.showcase.model["stages"]
    aged = looker.showcase.now() - 48 * MINUTE_MS
    looker.put({"stages": {name: {"count": 28, "late": 4, "oldest": aged} for name in stages}})
    assert looker.page.evaluate(TOGETHER) == []


@pytest.mark.parametrize("lang", one_in_the_gate(["en", "zh"]))
def test_the_overdue_are_legible_on_a_small_screen_at_hand(looker: Looker, lang: str) -> None:
    shown = look("overdue", query="distance={}&pitch={}".format(*AT_HAND), turns=TURNS["overdue"])
    looker.go(shown, lang)
    found = looker.cut(shown, (1024, 640))
    assert found == [], "\n".join(found)


def test_every_view_has_a_busy_and_an_empty_example() -> None:
    wanted = {f"{view}_{example}.json" for view in VIEWS for example in ("busy", "empty")}
    assert wanted <= {path.name for path in FIXTURES.iterdir()}
