"""A desk with an example queue that a test controls.

The page and its assets are the real ones; the cases are made up, and nothing answers a key.
"""

import json
import random
import time
from collections.abc import Iterable
from typing import Any

from dash import Dash
from flask import Flask
from msgspec.structs import replace

from callbacks.pages import Pages
from dashboard.districts import load
from dashboard.domain.case import CaseState
from dashboard.domain.life import OwnerKind
from dashboard.domain.roles import Person, Role
from dashboard.domain.unit import Urgency
from dashboard.live.encoding import COLUMNS, FLAGS, row_json
from dashboard.live.rows import AMBER, NEVER, Row
from layouts import console
from layouts.words import Lang
from tests.screens.showcase import Showcase

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOW = 1_795_426_928_000  # 2026-11-23 17:42:08
STATES = (CaseState.FILED, CaseState.DISPATCHED, CaseState.PROCESSING, CaseState.PROCESSING)
EASE = dict(zip(Urgency, (0, HOUR, 4 * HOUR, 8 * HOUR), strict=True))
TEXTS = (
    "",
    "吉顺街口路面积水结冰，车辆打滑",
    "三单元暖气不热，老人在家",
    "连续三天无人清运，气味大",
)
PERSON = Person(login="li", name="李雷", role=Role.DISPATCHER)


def cases(count: int, seed: int = 7) -> list[Row]:
    """Open cases of an evening: some late, some soon late, most in time."""
    chance, pack = random.Random(seed), load("nanguan").district
    items, grids, units = list(pack.items), list(pack.grids.values()), list(pack.units)
    made = []
    for number in range(1, count + 1):
        grid = chance.choice(grids)
        left = round(chance.triangular(-900, 12_000, 300)) * MINUTE
        limit = chance.choice((4, 24, 120)) * HOUR
        urgency = chance.choices(list(Urgency), (1, 16, 80, 3))[0]
        state = chance.choice(STATES)
        made.append(
            Row(
                number=f"NG202611{1 + number % 23:02}-{number:04}",
                version=chance.randint(1, 9),
                state=state,
                urgency=urgency,
                item=chance.choice(items),
                unit=None if state is CaseState.FILED else chance.choice(units),
                grid=grid.no,
                street=grid.street,
                community=grid.community,
                reported_at=NOW + left - limit - 20 * MINUTE,
                amber_at=NOW + left - limit // 5,
                due_at=NOW + left,
                severe_at=NOW + left + limit,
                stage_at=NOW + left - limit,
                case_due_at=NOW + left + 4 * HOUR,
                provisional=chance.random() < 0.03,
                supervision=chance.choices((0, 1, 2, 3), (30, 2, 1, 1))[0],
                rework_count=int(chance.random() < 0.05),
                return_count=0,
                return_pending=state is CaseState.DISPATCHED and chance.random() < 0.1,
                extension_pending=False,
                suspension_pending=False,
                proposal=False,
                parent=False,
                children=False,
                merged=False,
                incident=None,
                helpers=(),
                text=chance.choice(TEXTS),
                seat=OwnerKind.DISPATCH if state is CaseState.FILED else OwnerKind.UNIT,
            )
        )
    return made


def told(rows: Iterable[Row]) -> dict[str, Any]:
    """Rows as a desk gets them."""
    return {row.number: json.loads(bytes(row_json(row))) for row in rows}


def suspended(row: Row) -> Row:
    return replace(row, state=CaseState.SUSPENDED, amber_at=NEVER, due_at=NEVER, severe_at=NEVER)


class Desk(Showcase):
    """Serves `/console`, in the language it is made with."""

    def __init__(self, lang: Lang = "zh") -> None:
        self._lang: Lang = lang
        self.looks: list[object] = []
        super().__init__()
        self.io.on_event("looking", self.looks.append)
        self.fill(cases(177))

    def _dash(self, server: Flask) -> Dash:
        dash = Pages(
            __name__,
            server=server,
        )
        dash.layout = console.page(self.pack.district, self._lang, PERSON)
        return dash

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_port}/console"

    def fill(self, rows: Iterable[Row], **sections: dict[str, Any]) -> None:
        """Sets these cases; the next client gets all of them."""
        grids = self.pack.district.grids.values()
        self.model = {
            "columns": {"row": list(COLUMNS), "flags": list(FLAGS)},
            "places": {str(grid.no): [grid.street, grid.community] for grid in grids},
            "rows": told(rows),
            "figures": {"reported_today": 412, "closed_today": 377, "open": 402},
            "presence": {},
            "alerts": {},
            "alert_groups": {},
            "alarm": {},
            "incidents": {},
            "system": {"redis": "ok", "late_workers": [], "demo": False},
            **sections,
        }
        self._began_at = (NOW, time.monotonic())
        self.rev += 1

    def tell(self, *rows: Row) -> None:
        """Sends these rows as new or changed."""
        self.change(rows=told(rows))

    def drop(self, *numbers: str) -> None:
        """Sends that these cases are no longer open."""
        self.change(rows=dict.fromkeys(numbers))


def numbers(rows: Iterable[Row]) -> list[str]:
    """The numbers in the desk's order: late E1, this seat's own, severe, overdue, the rest."""
    return [row.number for row in sorted(rows, key=_place)]


def _place(row: Row) -> tuple[int, str, int, int, str]:
    lamp = row.lamp(NOW)
    late = lamp > AMBER
    if late and row.urgency is Urgency.E1:
        group = 0
    elif row.seat is OwnerKind.DISPATCH:
        group = 1
    else:
        group = 4 - (lamp - AMBER) if late else 4
    if group in (2, 3):
        return (group, row.urgency.value, row.due_at, 0, row.number)
    return (group, "", row.due_at + EASE[row.urgency], row.due_at, row.number)
