"""The map's model: the same numbers as the picture's, and fewer for visitors."""

import json
from dataclasses import replace
from typing import Any

import pytest

from callbacks.wall.address import WallRequest
from callbacks.wall.map import LAYERS, PLATFORMS, suppliers
from dashboard.districts import load
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import Crs, IncidentKind
from dashboard.domain.screens import Profile
from dashboard.domain.unit import is_guarded
from dashboard.live.baselines import Unusual, UnusualCell
from dashboard.live.follower import Health
from tests.helpers.centre import PACK
from tests.helpers.states import new_incident
from tests.screens.map_page import BUSY, FOUND, Source, incidents, model, picture_of

DISTRICT = PACK.district
INSIDE = WallRequest("map")
VISITORS = WallRequest("map", Profile.VISITORS)
ITEMS = DISTRICT.items


def told(
    asked: WallRequest = INSIDE, found: list[Case] | None = None, **more: Any
) -> dict[str, Any]:
    picture = picture_of(FOUND if found is None else found, more.get("running", incidents()))
    return model(Source(picture, Health(unusual=more.get("unusual", BUSY))), asked)


def guarded(case: Case) -> bool:
    return is_guarded(ITEMS.get(case.item or ""))


def test_each_layer_adds_up_to_its_total_and_to_its_streets() -> None:
    found = told()
    streets = found["streets"].values()
    for layer in LAYERS:
        total = found["layers"][layer]
        of_cells = len(found[layer]) if layer == "unusual" else sum(found[layer].values())
        assert of_cells == total == sum(street[layer] for street in streets), layer
    assert sum(found["layers"][platform] for platform in PLATFORMS) == found["layers"]["open"]
    assert found["layers"]["open"] == found["figures"]["open"] == len(FOUND)
    assert found["layers"]["overdue"] == found["figures"]["overdue"]
    assert found["layers"]["MAJOR"] == sum(case.incident is not None for case in FOUND)


def test_the_rarest_cells_are_told_first_and_no_more_than_six() -> None:
    found = told()["odd"]
    assert list(found) == ["0", "1", "2", "3", "4", "5"]
    assert found["0"] == {
        "grid": 206,
        "street": "S08",
        "observed": 7,
        "expected": 0.4,
        "grade": 4,
    }


def test_an_incident_is_told_with_its_place_and_the_cells_of_its_cases() -> None:
    heat, gas = told()["running"].values()
    assert heat["cells"] == ["G204", "G205", "G206", "G207", "G208"]
    assert heat["at"] == list(PACK.places.center_of(206))
    assert (heat["level"], gas["level"], gas["cells"]) == (3, None, [])


def test_every_incident_is_told_to_the_map_and_to_the_strip() -> None:
    """None is missing among its marks, though more run than there are lines for them."""
    running = [new_incident(f"NGI20261123-{n:02}") for n in range(1, 13)]
    found = told(running=running)
    numbers = [one.number for one in running]
    assert [one["no"] for one in found["running"].values()] == numbers
    strip = found["incident"]
    assert [strip["current"]["no"], *(one["no"] for one in strip["others"])] == numbers
    assert strip["count"] == len(numbers)


def test_a_map_with_shifted_tiles_has_its_incidents_shifted_too() -> None:
    pack = load("nanguan", tiles_crs=Crs.GCJ02)
    source = Source(picture_of([], incidents()))
    spot = model(source, INSIDE, pack)["running"]["0"]["at"]
    assert spot == list(pack.on_tiles(*pack.places.center_of(206)))
    assert spot != list(pack.places.center_of(206))


def test_a_card_says_what_is_open_who_lives_and_who_supplies_there() -> None:
    card = told(replace(INSIDE, cell="206"))["card"]
    here = [case for case in FOUND if case.grid == 206]
    assert (card["open"], card["MAJOR"]) == (len(here), sum(bool(c.incident) for c in here))
    assert (card["households"], card["residents"]) == (None, None)
    assert card["odd"]["observed"] == 7
    assert [row["due"] for row in card["cases"]] == sorted(row["due"] for row in card["cases"])
    assert len(card["cases"]) == min(8, len(here))
    assert card["leader"] is True
    assert "U05" in card["utilities"]
    assert "U06" not in card["utilities"]


def test_a_card_gives_a_case_without_a_clock_no_instants() -> None:
    halted = replace(
        FOUND[0], state=CaseState.SUSPENDED, amber_at=None, due_at=None, severe_at=None
    )
    card = told(replace(INSIDE, cell=str(halted.grid)), [halted])["card"]
    assert [(row["due"], row["severe_at"], row["state"]) for row in card["cases"]] == [
        (None, None, "SUSPENDED")
    ]


def test_every_cell_has_one_utility_of_each_service() -> None:
    for grid in DISTRICT.grids:
        found = set(suppliers(DISTRICT, grid))
        assert {"U01", "U02", "U03", "U04", "U09"} < found
        assert (len({"U05", "U06"} & found), len({"U07", "U08"} & found)) == (1, 1)


# Visitors ---------------------------------------------------------------------------------------


def test_visitors_are_told_no_case_no_leader_and_nothing_smaller_of_what_is_guarded() -> None:
    found = told(replace(VISITORS, cell="206"))
    card = found["card"]
    assert {"cases", "leader", "odd", "reported", "closed"}.isdisjoint(card)
    assert "NG20261123-" not in json.dumps({**found, "running": {}, "incident": {}})
    open_there = [case for case in FOUND if case.grid == 206 and not guarded(case)]
    assert card["open"] == len(open_there)
    assert (found["unusual"], card["unusual"]) == ({}, 0)
    assert found["odd"]["0"] == {"street": "S08", "cells": 2}


@pytest.mark.parametrize("layer", ["open", "overdue", *PLATFORMS])
def test_what_is_guarded_is_missing_in_cells_and_there_in_streets(layer: str) -> None:
    inside, outside = told(), told(VISITORS)
    assert outside["layers"] == inside["layers"]
    assert outside["streets"] == inside["streets"]
    kept = {DISTRICT.grids[case.grid].code for case in FOUND if guarded(case)}
    for code, count in inside[layer].items():
        assert outside[layer].get(code, 0) <= count
        if code not in kept:
            assert outside[layer][code] == count


def test_no_cell_tells_visitors_of_disputes() -> None:
    found = told(VISITORS)
    assert found["DISPUTE"] == {}
    assert found["layers"]["DISPUTE"] > 0


def test_a_cell_with_nothing_but_disputes_says_nothing_to_visitors() -> None:
    disputes = [c for c in FOUND if guarded(c) and not c.incident]
    found = told(
        VISITORS, disputes, running=[], unusual=Unusual(cells=(UnusualCell(1, 2, 0.1, 3, 0.001),))
    )
    assert [found[layer] for layer in LAYERS] == [{}] * len(LAYERS)
    assert found["layers"]["open"] == len(disputes) > 40


def test_where_an_incident_of_security_is_visitors_are_not_told() -> None:
    one = replace(new_incident(declared=True), kind=IncidentKind.SECURITY)
    [spot] = told(VISITORS, running=[one])["running"].values()
    assert (spot["at"], spot["grid"], spot["cells"], spot["street"]) == (None, None, [], "S08")
    [known] = told(INSIDE, running=[one])["running"].values()
    assert known["grid"] == 206
