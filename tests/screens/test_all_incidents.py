"""Every running incident is on the wall, the gravest large, and no mark hides its own cell."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import one_in_the_gate
from tests.screens.conftest import DRAWN
from tests.screens.looker import cut
from tests.screens.showcase import Showcase

HOUR_MS = 3_600_000
GRIDS = (206, 1, 305, 205)
# For each mark, whether it covers the cell that it marks.
MARKED = """(ids) => {
  const marks = [...document.querySelectorAll(".incident-mark.placed:not([hidden])")];
  const cells = ids.map((id) => cc.map.cell(id).element().getBoundingClientRect());
  const covers = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const touches = (a, b) => a.left - 4 <= b.right && b.left - 4 <= a.right
    && a.top - 4 <= b.bottom && b.top - 4 <= a.bottom;
  const boxes = marks.map((mark) => mark.getBoundingClientRect());
  return cells.map((cell) => {
    const beside = boxes.filter((box) => touches(box, cell) && !covers(box, cell));
    return beside.length > 0;
  });
}"""


def other(showcase: Showcase, number: int, **fields: Any) -> dict[str, Any]:
    first: dict[str, Any] = showcase.model["incident"]["current"]
    known_at = first["known_at"] - number * HOUR_MS
    return first | {"no": f"NGI-{number}", "known_at": known_at} | fields


def fill(showcase: Showcase, count: int) -> None:
    streets = ("S08", "S02", "S14", "S08")
    others = [
        other(
            showcase, n, level=None, status="SUSPECTED", title="供水爆管", grid=GRIDS[n],
            street=streets[n],
        )
        for n in range(1, count)
    ]  # fmt: skip
    showcase.model["incident"] |= {"others": others, "count": count}


@pytest.mark.parametrize("size", one_in_the_gate([(1920, 1080), (3840, 2160), (1366, 768)]))
@pytest.mark.parametrize("lang", one_in_the_gate(["zh", "en"]))
def test_two_run_and_both_are_shown(
    showcase: Showcase, page: Page, size: tuple[int, int], lang: str
) -> None:
    fill(showcase, 2)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{showcase.url}?lang={lang}")
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(300)
    expect(page.locator(".incident-count")).to_have_text("2 起" if lang == "zh" else "1 of 2")
    expect(page.locator(".incident-others")).to_contain_text("供水爆管")
    assert page.evaluate(MARKED, ["G206", "G001"]) == [True, True]
    assert cut(page) == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "永吉 206：6 起突发事件\n较大 · 供热爆管" + "\n疑似 · 供水爆管" * 5),
        ("en", "Incidents at Yongji 206: 6\nLevel III · 供热爆管" + "\nSuspected · 供水爆管" * 5),
    ],
)
def test_those_of_one_cell_share_a_mark_that_counts_and_names_them(
    showcase: Showcase, page: Page, lang: str, said: str
) -> None:
    fill(showcase, 1)
    suspected = {"level": None, "status": "SUSPECTED", "title": "供水爆管"}
    others = [other(showcase, n, **suspected) for n in range(1, 6)]
    elsewhere = other(showcase, 6, **suspected | {"grid": 305, "street": "S14"})
    showcase.model["incident"] |= {"others": [*others, elsewhere], "count": 7}
    page.goto(f"{showcase.url}?lang={lang}")
    page.wait_for_function(DRAWN)
    marks = page.locator(".incident-mark.placed:not([hidden])")
    expect(marks).to_have_count(2)
    first = marks.filter(has_text="×6")
    expect(first.locator(".level")).to_have_attribute("data-level", "3")
    assert first.locator(".cover-link").get_attribute("title") == said
    assert page.locator(".map-view .struck").count() == 2
    assert page.evaluate(MARKED, ["G206", "G305"]) == [True, True]
    assert cut(page) == []
    showcase.change(incident={"others": [elsewhere], "count": 2})
    expect(marks.locator(".count")).to_have_text(["", ""])


def test_an_incident_that_ends_takes_its_mark_and_its_words_along(
    showcase: Showcase, page: Page
) -> None:
    fill(showcase, 4)
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    expect(page.locator(".incident-mark.placed:not([hidden])")).to_have_count(4)
    assert page.evaluate(MARKED, ["G206", "G001", "G305", "G205"]) == [True] * 4
    showcase.change(incident={"others": [], "count": 1})
    expect(page.locator(".incident-mark.placed:not([hidden])")).to_have_count(1)
    expect(page.locator(".incident-others")).to_be_empty()
    expect(page.locator(".incident-count")).to_have_text("")
    assert page.locator(".map-view .struck").count() == 1
