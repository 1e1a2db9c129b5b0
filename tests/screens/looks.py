"""What the looker examines of each view: its examples, its states, its longest words."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from typing import Any

from playwright.sync_api import expect

from dashboard.domain.district import District
from dashboard.domain.wall_views import WITH_FILES
from tests.screens.looker import DRAWN, Look, Looker

PANEL = "distance=5&pitch=0.63"
COMMON = [DRAWN, (3840, 2160), (5760, 2160), (5760, 1080), (1080, 1920)]
LAPTOP, PHONE = (1366, 768), (390, 844)
ALL = [*COMMON, LAPTOP, (3840, 1080), PHONE]
SIZES = dict.fromkeys(WITH_FILES, ALL) | {
    "overdue": COMMON,
    "load": [*COMMON, LAPTOP, PHONE],
    "map": [*COMMON, LAPTOP, PHONE],
}
"""The sizes for each view; the first is the gate's."""
PATHS = {
    "rows": "queue?of=open&street=S08",
    "case": "case?no=NG20261123-0308",
}
TURNS = {
    "overview": [
        f"document.querySelector('.body').dataset.turn = '{panel}'" for panel in ("map", "units")
    ],
    "load": [f"cc.loadPlaces.take({turn})" for turn in range(1, 10)],
    "overdue": [
        f"document.querySelector('.body').dataset.{name} = '{panel}'"
        for name, panel in [
            ("turn", "late"),
            ("turn", "soon"),
            ("turn", "hands"),
            ("half", "hands"),
        ]
    ],
}
NO_INCIDENT: dict[str, dict[str, Any]] = {"incident": {"current": None}}
THOUSANDS = {"figures": {"open": 12402, "overdue": 1037, "soon": 999, "unassigned": 1204}}
LONGEST_PLACES = (("S14", 305), ("S10", 268), ("S08", 219))
HOUR_MS, DAY_MS, MINUTE_MS = 3_600_000, 86_400_000, 60_000
SOON_MS = 30 * MINUTE_MS
LEFT_MS = 9 * DAY_MS, 38 * DAY_MS, DAY_MS - MINUTE_MS, 10 * HOUR_MS - MINUTE_MS
ROUNDS = 5
STAGE = {"count": 188, "late": 88}
LOADS = (
    {"open": 188, "overdue": 28, "ahead": 18, "on_duty": 24, "said": True},
    {"open": 88, "overdue": 0, "ahead": 18, "on_duty": 8, "said": True},
)


def look(view: str, example: str = "busy", **more: Any) -> Look:
    """An example of a view."""
    return Look(PATHS.get(view, view), f"{view}_{example}", **more)


def large(looker: Looker) -> None:
    """Waits until the wall has the type of a near, fine panel; a view may get a new root."""
    looker.page.wait_for_function("() => getComputedStyle(cc.wall.root()).fontSize === '62px'")


def no_strip(looker: Looker) -> None:
    """Removes the incident, and with it the strip."""
    expect(looker.page.locator(".strip")).to_be_hidden()


def degraded(looker: Looker, **sections: dict[str, Any]) -> None:
    """Makes the wall say that something behind it isn't well."""
    for name in sections:
        looker.showcase.model.setdefault(name, {})
    looker.put(sections)
    looker.page.wait_for_function("() => document.querySelector('#wall').dataset.degraded")


def silent_source(looker: Looker) -> None:
    """Makes a source silent for 25 minutes."""
    at = looker.showcase.now() - 25 * MINUTE_MS
    source = {"name": "12345-hotline", "at": at, "every": 30_000}
    degraded(looker, system={"late_workers": []}, sources={"channel:0": source})


def states(view: str) -> list[Look]:
    """A view while something behind it, or its own data, is lost."""
    away = partial(degraded, system={"redis": "away", "demo": True})
    loops = ["intake", "relay", "timers"]
    late = partial(degraded, system={"redis": "ok", "late_workers": loops})
    mute = partial(Looker.lose, seconds=6, state="late")
    lost = partial(Looker.lose, seconds=46, state="lost")
    # The header is the same on every wall, so its narrow form is examined on only one.
    sizes = [DRAWN, LAPTOP, PHONE] if view == "overview" else [DRAWN]
    found = [look(view, then=then, sizes=sizes) for then in (away, late, silent_source, mute)]
    return [*found, look(view, then=lost, turns=TURNS.get(view, ()), sizes=sizes)]


def aged(looker: Looker) -> None:
    """Makes the case two days older, with clocks that have run on until now."""
    by_ms = 45 * HOUR_MS
    model = looker.showcase.model
    found, clocks = model["case"], model["clocks"]
    for key in ("at", "due", "severe_at", "reply_due"):
        found[key] -= by_ms
    for act in model["acts"].values():
        act["at"] -= by_ms
    for clock in (clocks["stage"], clocks["case"]):
        clock["run"] = [[at - by_ms, share] for at, share in clock["run"]]
    axis = clocks["axis"]
    axis["start"] -= by_ms
    step = (axis["end"] - axis["start"]) // 6
    axis["ticks"] = [axis["start"] + step * n for n in range(1, 6)]
    looker.put({})
    looker.showcase.greet()
    expect(looker.page.locator("#wall-act-panel")).to_have_attribute("data-days", "")


class Longest:
    """Puts other words and figures into a model's rows, the next ones at each call."""

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
        """The model with other lists of cases, stages and loads; the rest is unchanged."""
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


LONGEST = [name for name in WITH_FILES if name not in ("case", "map")]
"""The views with lists, into which the longest words and figures of the district are put."""


def looks(view: str) -> list[Look]:
    """All looks of a view in which nothing may be cut."""
    turns = TURNS.get(view, ())
    found = [look(view, turns=turns), look(view, "empty"), *states(view)]
    if view in ("overview", "overdue", "load"):
        found.append(look(view, query=PANEL, then=large, turns=turns, sizes=[DRAWN]))
    if view in ("overdue", "load"):
        found.append(look(view, told=NO_INCIDENT, then=no_strip, turns=turns))
    if view == "overview":
        found += [look(view, told=NO_INCIDENT), look(view, told=THOUSANDS)]
    if view == "rows":
        found.append(Look("queue?of=overdue&unit=U01", "rows_empty"))
    if view == "case":
        found += [look(view, then=aged), Look("case?no=NG20261123-9999", "case_empty")]
    return found
