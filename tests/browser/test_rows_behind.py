"""Each figure leads to exactly its rows: on the wall, as in the picture, and on to a case."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from callbacks.wall.rows import MOST
from dashboard.domain import commands as c
from tests.browser.conftest import PATIENCE, Wall
from tests.browser.desk import dispatcher, seat
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until

LISTED = """() => window.cc?.model?.list && {
  total: cc.model.list.total, rows: Object.keys(cc.model.rows),
  shown: document.getElementById("wall-row-count")?.textContent,
}"""
FIGURES = ("open", "unassigned", "awaiting_acknowledgement", "awaiting_verification")
FEW_MS = 10_000 * PATIENCE


def numbers(picture: dict[str, Any], of: str, street: str) -> set[str]:
    """What the picture's own rows give."""
    states = {
        "open": None,
        "unassigned": {"REPORTED", "VERIFYING", "FILED"},
        "awaiting_acknowledgement": {"DISPATCHED"},
        "awaiting_verification": {"FEEDBACK"},
    }[of]
    return {
        case["number"]
        for case in picture["cases"]
        if (states is None or case["state"] in states) and street in ("", case["street"])
    }


@pytest.mark.parametrize("street", ["", "S08"])
def test_the_rows_behind_a_figure_are_those_of_the_picture(
    wall: Wall, centre: RunningCentre, street: str
) -> None:
    first, second = acts.take_in(centre, acts.case()), acts.take_in(centre, acts.case())
    acts.take_in(centre, c.Direct(case=first, by=f"grid{acts.GRID}", unit="U01"))
    acts.take_in(centre, acts.case(grid=1))
    wall.page.goto(centre.wall_link())
    for of in FIGURES:
        part = f"&street={street}" if street else ""
        wall.page.goto(f"{centre.address}/wall/queue?of={of}{part}")

        def right(of: str = of) -> bool:
            wanted = numbers(centre.picture(), of, street)
            told = wall.page.evaluate(LISTED)
            return bool(
                told
                and told["total"] == len(wanted)
                and told["shown"] == f"{len(wanted):,}"
                and (set(told["rows"]) == wanted or len(wanted) > MOST)
            )

        wait_until(right, 10 * PATIENCE, f"the rows of {of} are right")
    assert second


def test_a_report_stands_among_the_new_ones_and_its_case_is_followed(
    wall: Wall, centre: RunningCentre
) -> None:
    page = wall.page
    page.goto(centre.wall_link())
    page.goto(f"{centre.address}/wall/queue")
    page.wait_for_function("() => window.cc?.model?.stages")
    reporter = c.Reporter("王小明", "13900001234")
    said = acts.case(urgency="E1", reporter=reporter, text="王小明家停水，电话13900001234")
    (message,) = acts.put(centre, said)
    number = wait_until(lambda: books.became(centre.system, message), 5, "it has become a case")
    new = page.locator("#wall-new-0")
    expect(new).to_have_attribute("data-no", number, timeout=FEW_MS)
    new.locator(".cover-link").click()
    expect(page.locator("#wall-case-no")).to_have_text(number, timeout=FEW_MS)
    acts.put(centre, c.Direct(case=number, by=f"grid{acts.GRID}", unit="U01"))
    expect(page.locator("#wall-act-0 .act")).to_have_text("网格直派", timeout=FEW_MS)
    expect(page.locator("#wall-act-0 .who")).to_contain_text("206 网格")
    expect(page.locator("#wall-case-panel .state")).to_have_text("待签收")
    told = str(wall.model) + page.locator("body").inner_text()
    assert [word for word in ("王小明", "1234", "停水") if word in told] == []


def test_whoever_has_a_desk_is_led_to_the_same_rows_there(
    page: Page, centre: RunningCentre
) -> None:
    acts.take_in(centre, acts.case())
    seat(centre, page.context, dispatcher("rows-li", "李"))
    page.goto(f"{centre.address}/wall/queue?of=unassigned&street=S08")
    link = page.locator("#wall-row-console")
    wanted = "/console?state=REPORTED,VERIFYING,FILED&street=S08"
    expect(link).to_have_attribute("href", wanted, timeout=FEW_MS)
    count = page.locator("#wall-row-count").inner_text()
    link.click()
    page.wait_for_function("() => window.cc?.grid?.ready()", timeout=FEW_MS)
    page.wait_for_function(
        "(count) => String(cc.grid.count()) === count", arg=count, timeout=FEW_MS
    )


def test_the_dictionary_is_there_for_walls_and_persons(page: Page, centre: RunningCentre) -> None:
    page.goto(centre.wall_link())
    page.goto(f"{centre.address}/definitions?lang=en#overdue")
    expect(page.locator("#overdue th")).to_have_text("Overdue")
    assert page.locator("tr[id]").count() > 20
