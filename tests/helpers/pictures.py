"""Everything that a picture shows, for comparison; and the same counted by brute force."""

from collections import Counter, defaultdict
from copy import deepcopy
from dataclasses import asdict
from typing import Any

from dashboard.domain.case import UNASSIGNED, CaseState
from dashboard.domain.figures import SOON_MS
from dashboard.live.cells import MAJOR, NO_PLATFORM
from dashboard.live.deadlines import AGES_MS, HOUR_MS
from dashboard.live.follower import Follower
from dashboard.live.picture import Picture
from dashboard.live.rows import AMBER, RED, SEVERE, Row
from dashboard.store.reads import NEWEST
from dashboard.system import from_ms
from tests.helpers.centre import Centre, rounds_until

GROUPS = ("unit", "street", "community", "grid")


def portrait(picture: Picture) -> dict[str, Any]:
    """Everything public, by name."""
    return {
        "seq": picture.seq,
        "now": picture.now_ms,
        "rows": picture.rows,
        "figures": picture.figures,
        "tallies": asdict(picture.tallies),
        "cells": _kept(picture.cells),
        "overdue": list(picture.overdue),
        "deadlines": deadlines(picture),
        "latest due": picture.latest_due(10),
        "newest": picture.newest_reported(NEWEST),
        "reported today": _kept(picture.reported_today),
        "closed today": _kept(picture.closed_today),
        "last closed": picture.last_closed,
        "incidents": picture.running_incidents(),
        "alerts": picture.alerts,
        "on duty": picture.on_duty,
        "linked": picture.major.linked,
        "acts of incidents": picture.major.acts,
        "incidents over": picture.major.over,
        "roles": picture.major.roles,
        "warnings": picture.duty_room.warnings.at(from_ms(picture.now_ms)),
        "instructions": picture.duty_room.instructions.newest(),
        "calls": picture.duty_room.calls.known(),
    }


def _kept(value: object) -> dict[str, Any]:
    """A value's fields at present; `asdict` would count the pairs of a Counter."""
    return {name: deepcopy(getattr(value, name)) for name in value.__slots__}  # type: ignore[attr-defined]


def recount(picture: Picture) -> dict[str, Any]:
    """Figures, tallies and the order of the overdue, from the rows alone."""
    now, rows = picture.now_ms, list(picture.rows.values())
    lamps = {row.number: row.lamp(now) for row in rows}
    late = [row for row in rows if lamps[row.number] >= RED]
    groups = {group: _tally(rows, group, lamps) for group in GROUPS}
    figures = {
        "open": len(rows),
        "overdue": len(late),
        "severe": sum(lamp == SEVERE for lamp in lamps.values()),
        "amber": sum(lamp == AMBER for lamp in lamps.values()),
        "soon": sum(now <= row.due_at <= now + SOON_MS for row in rows),
        "unassigned": sum(row.state in UNASSIGNED for row in rows),
        "awaiting_verification": sum(row.state is CaseState.FEEDBACK for row in rows),
        "suspended": sum(row.state is CaseState.SUSPENDED for row in rows),
        "awaiting_acknowledgement": sum(row.state is CaseState.DISPATCHED for row in rows),
        "supervision_late": sum(row.reply_due_at < now for row in rows),
        "over_capacity": sum(
            tally["open"] > picture.capacity(unit) for unit, tally in groups["unit"].items()
        ),
        "reported_today": len(picture.reported_today),
        "closed_today": len(picture.closed_today),
    }
    ranks = sorted(row.rank(now) for row in late)
    return {
        "figures": figures,
        "tallies": groups,
        "overdue": ranks,
        "cells": _cells(picture, rows, lamps),
        "linked": _linked(rows),
        "deadlines": _deadlines(picture),
    }


def _cells(picture: Picture, rows: list[Row], lamps: dict[str, int]) -> dict[str, Any]:
    """Platforms and numbers of the grids, from the rows alone."""
    platforms: dict[int, Counter[str]] = defaultdict(Counter)
    streets: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    numbers: dict[int, list[str]] = defaultdict(list)
    kept: dict[int, Counter[str]] = defaultdict(Counter)
    items = picture.district.items
    for row in rows:
        platform = items[row.item].platform if row.item else NO_PLATFORM
        dispute = platform in (NO_PLATFORM, "DISPUTE")
        platform = MAJOR if row.incident else platform
        platforms[row.grid][platform] += 1
        streets[row.street][platform] += 1
        totals[platform] += 1
        if dispute or (row.item and items[row.item].category in ("04", "05")):
            kept[row.grid].update([platform, "open"])
            if lamps[row.number] >= RED:
                kept[row.grid]["overdue"] += 1
        numbers[row.grid].append(row.number)
    return {
        "platforms": dict(platforms),
        "streets": dict(streets),
        "totals": totals,
        "numbers": {grid: sorted(found) for grid, found in numbers.items()},
        "guarded": dict(kept),
    }


def _linked(rows: list[Row]) -> dict[str, frozenset[str]]:
    """The open cases of each incident, from the rows alone."""
    cases: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.incident:
            cases[row.incident].add(row.number)
    return {number: frozenset(found) for number, found in cases.items()}


def deadlines(picture: Picture) -> dict[str, Any]:
    """What walls need of the deadlines, as the picture has it."""
    now, dues, units = picture.now_ms, picture.deadlines, picture.district.units
    ahead = {unit: dues.due_of_unit(unit, now, 2 * HOUR_MS) for unit in units}
    return {
        "ages": dues.ages(now),
        "overdue of": dict(picture.holders.overdue),
        "soon of": dict(picture.holders.soon),
        "soon": dues.next_due(now, SOON_MS, 1_000),
        "unheard": picture.holders.soon_unheard,
        "ahead": {unit: count for unit, count in ahead.items() if count},
        "oldest wait": dues.oldest_wait(),
        "oldest reply": dues.oldest_reply(now),
    }


def _deadlines(picture: Picture) -> dict[str, Any]:
    now, rows = picture.now_ms, list(picture.rows.values())
    soon = [row for row in rows if now <= row.due_at <= now + SOON_MS]
    late = [row for row in rows if row.lamp(now) >= RED]
    ahead = [row for row in rows if now <= row.due_at <= now + 2 * HOUR_MS]
    bands = [sum(now - row.due_at >= age for age in AGES_MS) for row in late]
    late_replies = [row.reply_due_at for row in rows if row.reply_due_at < now]
    waits = [row.stage_at for row in rows if row.state is CaseState.DISPATCHED]
    return {
        "ages": [bands.count(band) for band in range(len(AGES_MS) + 1)],
        "overdue of": Counter(row.holder for row in late),
        "soon of": Counter(row.holder for row in soon),
        "soon": [row.number for row in sorted(soon, key=lambda row: (row.due_at, row.number))],
        "unheard": sum(row.state is CaseState.DISPATCHED for row in soon),
        "ahead": Counter(row.unit for row in ahead if row.unit),
        "oldest wait": min(waits, default=None),
        "oldest reply": min(late_replies, default=None),
    }


def _tally(rows: list[Row], group: str, lamps: dict[str, int]) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = {}
    for row in rows:
        key, lamp = getattr(row, group), lamps[row.number]
        if key is not None:
            tally = found.setdefault(key, {"open": 0, "overdue": 0, "amber": 0})
            tally["open"] += 1
            tally["overdue"] += lamp >= RED
            tally["amber"] += lamp == AMBER
    return found


def counted(picture: Picture) -> dict[str, Any]:
    """What `recount` counts, as the picture has it."""
    shown = portrait(picture)
    names = ("figures", "tallies", "overdue", "cells", "linked", "deadlines")
    return {name: shown[name] for name in names}


def catch_up(centre: Centre, follower: Follower) -> None:
    """Steps a follower until it is at the end of the chain, at this instant."""
    for _ in rounds_until(lambda: follower.picture.seq == centre.last_seq(), 10):
        follower.step(1)
        centre.clock.move(seconds=1)
    follower.step(1)
