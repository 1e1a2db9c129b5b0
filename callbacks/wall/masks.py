"""What a visitors' wall gets of a model: only what this table lets through.

No case number, grid, text or case of security and disputes leaves the server for such a wall, nor
any section that isn't in this table.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from callbacks.wall import map as map_wall
from callbacks.wall.address import ROWS, WallRequest
from dashboard.domain.district import District
from dashboard.domain.unit import GUARDED, is_guarded
from dashboard.live.hub import Model

CASE_KEYS = (
    "urgency",
    "item",
    "street",
    "state",
    "wait",
    "unit",
    "at",
    "since",
    "due",
    "severe_at",
    "supervision",
    "rank",
    "who",
    "heard",
    "level",
    "asked",
    "reply_due",
    "replied",
)
INCIDENT_KEYS = (
    "kind",
    "status",
    "level",
    "street",
    "known_at",
    "cases",
    "over_at",
    "declared_at",
    "declared_by",
    "linked_open",
    "linked_late",
    "linked_closed",
)
SYSTEM_KEYS = ("redis", "late_workers", "demo")
_SECRET = secrets.token_bytes(32)

Section = dict[str, Any]
Mask = Callable[[Section, District], Section]


def narrowed(asked: WallRequest, district: District) -> WallRequest:
    """What visitors may ask for: nothing narrowed by who has a case or its state.

    By asking for one unit, state or item at a time they could count cases that aren't listed.
    """
    some = asked.item in district.categories.keys() - GUARDED or _listed(asked.item, district)
    item = asked.item if some else ""
    of = asked.of or ("open" if asked.layout == ROWS else "")  # a list stays a list
    return replace(asked, of=of, item=item, grid="", cell="", unit="", state="", wait="")


def masked(model: Model, district: District) -> Model:
    """The model as visitors may see it."""
    return {
        name: MASKS[name](section, district) for name, section in model.items() if name in MASKS
    }


def _listed(item: str | None, district: District) -> bool:
    return not is_guarded(district.items.get(item or ""))


def _whole(section: Section, _: District) -> Section:
    """Counts, and codes of units and streets."""
    return section


def _cases(section: Section, district: District) -> Section:
    """A list's rows in their places, without those that may not be shown singly."""
    rows = [row for row in section.values() if _listed(row.get("item"), district)]
    return {str(place): _case(row) for place, row in enumerate(rows)}


def _case(row: Mapping[str, Any]) -> Section:
    alias = _alias(row["no"])
    return {"no": alias, "id": alias, "grid": None} | _only(CASE_KEYS, row)


def _alias(number: str) -> str:
    """Distinguishes rows while this process lives, and reveals nothing else."""
    return hmac.new(_SECRET, number.encode(), hashlib.sha256).hexdigest()[:12]


def _only(keys: tuple[str, ...], values: Mapping[str, Any]) -> Section:
    return {key: values[key] for key in keys if key in values}


def _incident(section: Section, _: District) -> Section:
    """Replaces the title by the kind, for which the browser has words."""
    return {key: _of_incident(found) if found else None for key, found in section.items()}


def _incidents(section: Section, _: District) -> Section:
    """The strip's incidents: one large, the others beside it, and their number."""
    current = section["current"]
    return {
        "current": _of_incident(current) if current else None,
        "others": [_of_incident(one) for one in section["others"]],
        "count": section["count"],
    }


def _of_incident(found: Mapping[str, Any]) -> Section:
    return _only(INCIDENT_KEYS, found) | {"no": _alias(found["no"]), "title": None, "grid": None}


def _system(section: Section, _: District) -> Section:
    closed = section.get("closed_last")
    told = {"profile": "visitors", "closed_last": _only(("at",), closed) if closed else None}
    return _only(SYSTEM_KEYS, section) | told


def _running(section: Section, _: District) -> Section:
    """The map's incidents: in their street, without a point of their own."""
    nowhere: Section = {"at": None, "cells": []}
    return {place: _of_incident(found) | nowhere for place, found in section.items()}


MASKS: Mapping[str, Mask] = {
    "figures": _whole,
    "before": _whole,
    "yesterday": _whole,
    "system": _system,
    "incident": _incidents,
    "late": _cases,
    "recent": _cases,
    "units": _whole,
    "streets": _whole,
    "rows": _cases,
    "list": _whole,
    "centre": _cases,
    "ack": _cases,
    "verify": _cases,
    "waiting": _whole,
    "stages": _whole,
    "ages": _whole,
    "hands": _whole,
    "next": _whole,
    "soon": _cases,
    "replies": _whole,
    "district": _whole,
    "waits": _whole,
    "help": _whole,
    "chosen": _whole,
    "hours": _whole,
    "held": _whole,
    "arrived": _whole,
    "closed": _whole,
    "sources": _whole,
    "large": _incident,
    "others": _incident,
    "over": _incident,
    "linked": _cases,
    "holders": _whole,
    "watch": _cases,
    "running": _running,
    "layers": _whole,
    "map": _whole,
    "odd": _whole,  # by street: see `callbacks.wall.map`
}
"""The mask of each section."""
INSIDE_ONLY = frozenset({"cells", "affected", "case", "acts", "clocks", "card", *map_wall.LAYERS})
"""Sections that never go out: a cell is a grid, and one case belongs to somebody."""
