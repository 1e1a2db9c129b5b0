"""What a wall for visitors is told of a model: nothing but what the view's table lets through.

No case number, grid, text or case of security and disputes leaves the server for such a wall. Each
view says in its `MASKS` what becomes of each of its sections; one that isn't named there stays.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from callbacks.wall.address import WallRequest
from dashboard.domain.district import District
from dashboard.domain.unit import GUARDED, is_guarded
from dashboard.domain.wall_views import PARTS
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
ALIASES_MAX = 1_000
"""More than are shown at once."""
_SECRET = secrets.token_bytes(32)

Section = dict[str, Any]
Mask = Callable[[Section, District], Section]
Masks = Mapping[str, Mask | None]
"""By section; None for one that visitors never get."""


def narrowed(asked: WallRequest, district: District) -> WallRequest:
    """What visitors may ask for: nothing narrowed by who has a case or its state.

    By asking for one unit, state or item at a time they could count cases that aren't listed.
    """
    some = asked.item in district.categories.keys() - GUARDED or _listed(asked.item, district)
    item = asked.item if some else ""
    of = asked.of or ("open" if asked.layout in PARTS else "")  # a list stays one without its part
    return replace(asked, of=of, item=item, grid="", cell="", unit="", state="", wait="")


class Masking:
    """Makes a view's models as visitors may see them, by the view's own masks and the frame's."""

    def __init__(self, masks: Masks, district: District) -> None:
        self._masks = {**FRAME, **masks}
        self._district = district
        self._known: dict[str, tuple[Section, Section]] = {}

    def __call__(self, model: Model) -> Model:
        """What stayed the same object is masked as it was."""
        found: Model = {}
        for name, section in model.items():
            mask = self._masks.get(name)
            if mask is None:
                continue
            known = self._known.get(name)
            if known is None or known[0] is not section:
                known = self._known[name] = (section, mask(section, self._district))
            found[name] = known[1]
        return found


def _listed(item: str | None, district: District) -> bool:
    return not is_guarded(district.items.get(item or ""))


def whole(section: Section, _: District) -> Section:
    """Counts, and codes of units and streets."""
    return section


def cases(section: Section, district: District) -> Section:
    """A list's rows in their places, without those that aren't shown singly."""
    rows = [row for row in section.values() if _listed(row.get("item"), district)]
    return {str(place): _case(row) for place, row in enumerate(rows)}


def _case(row: Mapping[str, Any]) -> Section:
    alias = _alias(row["no"])
    return {"no": alias, "id": alias, "grid": None} | _only(CASE_KEYS, row)


@lru_cache(ALIASES_MAX)
def _alias(number: str) -> str:
    """Distinguishes rows while this process lives, and reveals nothing else."""
    return hmac.new(_SECRET, number.encode(), hashlib.sha256).hexdigest()[:12]


def _only(keys: tuple[str, ...], values: Mapping[str, Any]) -> Section:
    return {key: values[key] for key in keys if key in values}


def incident(section: Section, _: District) -> Section:
    """Its title is replaced by what it is, which the browser has words for."""
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


def running(section: Section, _: District) -> Section:
    """The map's incidents: in their street, without a place of their own."""
    nowhere: Section = {"at": None, "cells": []}
    return {place: _of_incident(found) | nowhere for place, found in section.items()}


FRAME: Masks = {
    "figures": whole,
    "before": whole,
    "yesterday": whole,
    "system": _system,
    "incident": _incidents,
    "sources": whole,
    "warnings": whole,
}
"""Of the sections that `callbacks.wall.common.frame` makes for every view."""
