"""The longest words and figures that the district has, in every list of every wall."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.domain.district import District
from tests.screens.measured import cut
from tests.screens.showcase import Showcase

LIVE = "() => document.querySelector('#wall')?.dataset.state === 'live'"
SETTLE_MS = 400
SIZES = [(1920, 1080), (3840, 2160), (5760, 2160)]
VIEWS = {
    "overview": "overview",
    "queue": "queue",
    "rows": "queue?of=open&street=S08",
    "overdue": "overdue",
    "load": "load",
    "incidents": "incidents",
}
LONGEST_PLACES = (("S14", 305), ("S10", 268), ("S08", 219))
DAY_MS, MINUTE_MS = 86_400_000, 60_000
SOON_MS = 30 * MINUTE_MS
LEFT_MS = 9 * DAY_MS, 38 * DAY_MS, DAY_MS - MINUTE_MS
ROUNDS = 5
STAGE = {"count": 188, "late": 88}
LOADS = (
    {"open": 188, "overdue": 28, "ahead": 18, "on_duty": 24, "said": True},
    {"open": 88, "overdue": 0, "ahead": 18, "on_duty": 8, "said": True},
)


class Longest:
    """Puts other words and figures into a model's rows, the next ones at every asking."""

    def __init__(self, district: District, now: int) -> None:
        self._items: Iterator[str] = cycle(district.items)
        self._units: Iterator[str] = cycle(district.units)
        self._places = cycle(LONGEST_PLACES)
        self._left = cycle(LEFT_MS)
        self._loads = cycle(LOADS)
        self._now = now

    def row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A case's row: another item and unit, a long place, much time left or over."""
        found = row | {"item": next(self._items)}
        if "street" in row:
            found["street"], found["grid"] = next(self._places)
        if isinstance(row.get("due"), int) and abs(row["due"] - self._now) > SOON_MS:
            sign = 1 if row["due"] > self._now else -1
            found["due"] = self._now + sign * next(self._left)
        for key in ("unit", "who"):
            if row.get(key) is not None:
                found[key] = next(self._units)
        return found

    def model(self, model: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Every list of cases, every stage and every unit's load; what else there is stays."""
        found: dict[str, dict[str, Any]] = {
            section: {key: self.row(row) for key, row in values.items()}
            for section, values in model.items()
            if all(isinstance(row, dict) and "item" in row for row in values.values())
        }
        oldest = self._now - DAY_MS + MINUTE_MS
        if "stages" in model:
            found["stages"] = {key: STAGE | {"oldest": oldest} for key in model["stages"]}
        if "held" in model:
            found["units"] = {key: unit | next(self._loads) for key, unit in model["units"].items()}
        return found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_list_cuts_the_longest_words(
    showcase: Showcase, page: Page, view: str, lang: str, size: tuple[int, int]
) -> None:
    showcase.load(f"{view}_busy")
    longest = Longest(showcase.pack.district, showcase.now())
    path = VIEWS[view]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(showcase.url.replace("overview", path) + f"{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_function(LIVE)
    found = set()
    for _ in range(ROUNDS):
        showcase.put(longest.model(showcase.model))
        page.wait_for_timeout(SETTLE_MS)
        found |= set(cut(page))
    assert sorted(found) == []
