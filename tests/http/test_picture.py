"""GET /api/picture: what a screen shows, as JSON; it equals what SQL counts."""

from typing import Any

import pytest

from dashboard.domain import commands as c
from dashboard.store import cells as by_sql
from dashboard.store import reads
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, message, report
from tests.helpers.web import Web, web_process

FAR_GRID = 1
GROUPS = {"unit": "units", "street": "streets", "community": "communities", "grid": "grids"}
Counts = dict[str, int]


def lived(centre: Centre) -> Web:
    """A day's picture: of six cases one is late, one with its unit, one fed back, one closed."""
    web = web_process(centre)
    web.outside()  # its key is a row of the journal, too
    centre.settle(report(1))
    centre.clock.move(hours=100)
    centre.settle(*[report(number) for number in range(2, 6)], report(6, grid=FAR_GRID))
    acts: list[c.Command] = [c.SetCapacity(unit=WATER_UNIT, on_duty=4)]
    numbers = centre.numbers()[1:4]
    acts += [c.Direct(case=number, by="anna", unit=WATER_UNIT) for number in numbers]
    acts += [c.Acknowledge(case=number, unit=WATER_UNIT) for number in numbers[1:]]
    acts += [c.FeedBack(case=number, unit=WATER_UNIT, result="done") for number in numbers[1:]]
    acts += [c.Verify(case=numbers[2], passed=True, by="anna")]
    centre.settle(*[message(number, act, "acts") for number, act in enumerate(acts)])
    assert centre.rejected() == []
    web.catch_up()
    return web


@pytest.fixture
def seen(sqlite_centre: Centre) -> Web:
    return lived(sqlite_centre)


def told(web: Web) -> Any:
    return web.outside().get("/api/picture").json


def counted(web: Web) -> tuple[Counts, dict[str, dict[str, Counts]]]:
    """The main figures and those of each group, by SQL alone."""
    system, now = web.centre.system, web.centre.clock()
    key = web.centre.district
    with system.reader.connect() as connection:
        figures = reads.figures(connection, system.district, now, system.day_start(now))
        groups = {group: reads.group_figures(connection, key, now, group) for group in GROUPS}
    names = ("open", "overdue", "amber")
    return figures, {
        GROUPS[group]: {code: dict(zip(names, values, strict=True)) for code, values in by.items()}
        for group, by in groups.items()
    }


def test_its_figures_are_those_that_sql_counts(centre: Centre) -> None:
    seen = lived(centre)
    main, groups = counted(seen)
    assert main | {"open": 5, "overdue": 1, "awaiting_verification": 1, "closed_today": 1} == main
    figures = told(seen)["figures"]
    assert {name: value for name, value in figures.items() if name in main} == main
    for group, sql in groups.items():
        shown = {
            code: {name: tally[name] for name in ("open", "overdue", "amber")}
            for code, tally in figures[group].items()
        }
        assert {code: tally for code, tally in shown.items() if tally["open"]} == sql


def test_every_unit_street_community_and_grid_has_its_figures(seen: Web) -> None:
    district, figures = seen.centre.system.district, told(seen)["figures"]
    assert figures["units"].keys() == district.units.keys()
    assert figures["streets"].keys() == district.streets.keys()
    assert figures["communities"].keys() == district.communities.keys()
    assert figures["grids"].keys() == {str(no) for no in district.grids}


def test_a_units_capacity_follows_those_on_duty(seen: Web) -> None:
    before = told(seen)["figures"]["units"][WATER_UNIT]["capacity"]
    said = c.SetCapacity(unit=WATER_UNIT, on_duty=8)
    seen.centre.settle(message("more", said))
    seen.catch_up()
    assert told(seen)["figures"]["units"][WATER_UNIT]["capacity"] == 2 * before > 0


def test_its_cases_are_the_open_ones_at_their_versions(seen: Web) -> None:
    centre = seen.centre
    shown = {case["number"]: case["version"] for case in told(seen)["cases"]}
    assert sorted(shown) == centre.numbers()
    assert shown == {number: centre.case(number).version for number in shown}


def test_the_picture_says_its_seq_and_its_instant(seen: Web) -> None:
    shown = told(seen)
    assert shown["seq"] == seen.centre.last_seq()
    assert shown["now"] == seen.centre.system.now_ms()


def test_a_deadline_that_passes_shows_without_a_message(seen: Web) -> None:
    assert told(seen)["figures"]["overdue"] == 1
    seen.centre.clock.move(hours=200)
    seen.follower.step(1)
    shown = told(seen)["figures"]
    assert shown["overdue"] == counted(seen)[0]["overdue"] > 1


def test_an_empty_centre_is_a_picture_of_noughts(web: Web) -> None:
    shown = told(web)
    assert (shown["seq"], shown["cases"]) == (0, [])
    assert {value for value in shown["figures"].values() if isinstance(value, int)} == {0}


def test_no_reporters_name_is_in_it(web: Web) -> None:
    web.centre.settle(report(1, reporter=c.Reporter("张三", "13900000000")))
    web.catch_up()
    page = web.outside().get("/api/picture").text
    assert "NG20261123-0001" in page
    assert "张三" not in page
    assert "13900000000" not in page


def test_what_it_says_of_a_grid_is_what_sql_counts(centre: Centre) -> None:
    seen = lived(centre)
    cells, key = told(seen)["cells"], centre.district
    items, day = centre.system.district.items, centre.system.day_start(centre.clock())
    with centre.system.reader.connect() as connection:
        reported, closed = by_sql.today(connection, key, day)
        counted: dict[str, dict[str, int]] = {}
        for (grid, item), count in by_sql.by_item(connection, key).items():
            platforms = counted.setdefault(str(grid), {})
            assert item
            platforms[items[item].platform] = platforms.get(items[item].platform, 0) + count
    assert {no: cell["platforms"] for no, cell in cells.items() if cell["platforms"]} == counted
    for name, today in (("reported_today", reported), ("closed_today", closed)):
        assert today
        assert {no: cell[name] for no, cell in cells.items() if cell[name]} == {
            str(grid): count for grid, count in today.items()
        }
    assert cells["206"]["unusual"] == 0
