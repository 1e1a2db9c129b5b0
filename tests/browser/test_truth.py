"""The wall, /api/picture and SQL agree."""

import random
import time
from typing import Any

from playwright.sync_api import expect

from dashboard.domain import commands as c
from dashboard.store import reads
from dashboard.system import from_ms
from tests.browser.conftest import Wall
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until

BUSY_S = 8.0
# What the page shows, as numbers and codes.
SHOWN = """() => {
  const number = (text) => Number(text.replaceAll(",", "").replace("/", ""));
  const rows = (list) => [...document.querySelectorAll(`#wall-${list}-panel .row`)]
    .filter((row) => !row.hidden);
  const steps = [0, 0, 0, 0, 0];
  for (const cell of document.querySelectorAll(".cell")) {
    steps[Number(cell.getAttribute("fill").match(/q(\\d)/)[1])] += 1;
  }
  const names = ["open", "overdue", "soon", "unassigned", "severe", "reported_today"];
  return {
    figures: Object.fromEntries(names.map((name) => {
      return [name, number(document.getElementById(`wall-figure-${name}`).textContent)];
    })),
    streets: Object.fromEntries([...document.querySelectorAll(".street-label")].map((label) => {
      return [label.dataset.street, label.lastChild.textContent.split("/").map(number)];
    })),
    units: rows("unit").map(({ dataset, children }) => [
      dataset.unit,
      number(document.querySelector(`[data-unit="${dataset.unit}"] .open`).textContent),
      number(document.querySelector(`[data-unit="${dataset.unit}"] .capacity`).textContent),
    ]),
    late: rows("late").map((row) => row.dataset.no),
    recent: rows("recent").map((row) => row.dataset.no),
    steps,
  };
}"""


def busy(centre: RunningCentre, seconds: float) -> None:
    """Reports, and acts on them, up to fifty a second."""
    chance, until, known = random.Random(7), time.monotonic() + seconds, []
    items = list(centre.system.district.items)
    while time.monotonic() < until:
        known += acts.put(
            centre,
            *(acts.case(chance.choice(items), chance.randint(1, 310)) for _ in range(3)),
        )
        number = books.became(centre.system, chance.choice(known))
        if number:
            unit = chance.choice(["U01", "S08", "D13"])
            acts.put(
                centre,
                c.Direct(case=number, by=f"grid{acts.GRID}", unit=unit),
                c.Acknowledge(case=number, unit=unit),
                c.FeedBack(case=number, unit=unit, result="已处理"),
                c.Verify(case=number, passed=chance.random() < 0.8, by="grid001"),
            )
        time.sleep(0.1)


def agreed(centre: RunningCentre) -> dict[str, Any]:
    """The picture at a moment when no change is on its way."""

    def quiet() -> dict[str, Any] | None:
        before, picture = centre.picture(), centre.picture()
        return picture if before["seq"] == picture["seq"] and centre.ready() else None

    found: dict[str, Any] = wait_until(quiet, 10, "all is told", 0.3)
    return found


def test_after_a_busy_time_wall_picture_and_sql_are_one(wall: Wall, centre: RunningCentre) -> None:
    wall.open(centre.wall_link())
    busy(centre, BUSY_S)
    picture = agreed(centre)
    wall.wait_until_right(centre)
    shown = wall.page.evaluate(SHOWN)
    figures = picture["figures"]
    assert shown["figures"] == {name: figures[name] for name in shown["figures"]}
    assert shown["streets"] == {
        code: [tally["overdue"], tally["open"]] for code, tally in figures["streets"].items()
    }
    assert shown["units"]
    for unit, opened, capacity in shown["units"]:
        assert [opened, capacity] == [figures["units"][unit][k] for k in ("open", "capacity")]
    overdue = [min(tally["overdue"], 4) for tally in figures["grids"].values()]
    assert shown["steps"] == [overdue.count(step) for step in range(5)]
    newest = [case["number"] for case in picture["cases"]][::-1]
    assert shown["recent"][0] in newest or shown["figures"]["reported_today"]
    assert_sql_counts(centre, picture)


def assert_sql_counts(centre: RunningCentre, picture: dict[str, Any]) -> None:
    system, figures = centre.system, picture["figures"]
    now, district = from_ms(picture["now"]), centre.system.district.key
    with system.reader.connect() as connection:
        counted = reads.figures(connection, system.district, now, system.day_start(now))
        groups = {
            plural: reads.group_figures(connection, district, now, group)
            for group, plural in zip(
                reads.GROUPS, ("units", "streets", "communities", "grids"), strict=True
            )
        }
    assert counted == {name: figures[name] for name in counted}
    for plural, tallies in groups.items():
        for key, tally in figures[plural].items():
            told = (tally["open"], tally["overdue"], tally["amber"])
            assert told == tallies.get(key, (0, 0, 0)), f"{plural} {key}"
    assert len(picture["cases"]) == figures["open"]


def test_the_two_maps_hold_all_cells_and_every_street_has_its_label(
    wall: Wall, centre: RunningCentre
) -> None:
    wall.open(centre.wall_link())
    expect(wall.page.locator(".cell")).to_have_count(310)
    for half in ("old_town", "south"):
        assert 0 < wall.page.locator(f'[data-panel="{half}"] .cell').count() < 310
    assert wall.page.locator(".street-label").count() == 14


def test_the_wall_speaks_english_where_it_is_asked_to(wall: Wall, centre: RunningCentre) -> None:
    acts.take_in(centre, acts.case())
    wall.open(centre.wall_link("&lang=en"))
    wall.state("live", 3, "Live")
    assert wall.text("#wall-recent-0 .item") == "Water quality"
    # An incident's title is a person's text; everything else must be in English.
    title = wall.page.locator(".incident-title").inner_text()
    shown = wall.page.locator("body").inner_text().replace(title, "")
    assert [char for char in shown if "\u4e00" <= char <= "\u9fff"] == []
