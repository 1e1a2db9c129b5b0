"""The help has every key of a role once, and no other."""

import json
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.domain.persons import Role
from dashboard.domain.roles import MAY
from layouts.acts import (
    ACTS,
    ALERT_ACTS,
    INCIDENT_ACTS,
    INSTRUCTION_ACTS,
    REPORT_ACTS,
    SCREEN_KEYS,
    WALL_ACTS,
    keycap,
)
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.keyboard import CAPS, overlay
from layouts.times import Local
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING


def caps(role: Role) -> Counter[str]:
    """The key caps of the page's list, with repeats."""
    locale = DialogLocale(
        "zh", PACK.district, Local(ZoneInfo(PACK.district.timezone), "zh", MORNING)
    )
    body = json.loads(json.dumps(overlay(locale, role), cls=PlotlyJSONEncoder))
    (groups,) = [part for part in body["props"]["children"] if _class(part) == "help-groups"]
    return Counter(_texts(groups, "Kbd"))


def _class(part: object) -> str:
    return part["props"].get("className", "") if isinstance(part, dict) else ""


def _texts(part: object, kind: str) -> list[str]:
    if isinstance(part, list):
        return [text for one in part for text in _texts(one, kind)]
    if not isinstance(part, dict):
        return []
    inside = part["props"].get("children")
    return [inside] if part["type"] == kind else _texts(inside, kind)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_told_its_keys_each_once(role: Role) -> None:
    beside = (*ALERT_ACTS, INSTRUCTION_ACTS[0], *WALL_ACTS, *REPORT_ACTS)
    may = [act for act in (*ACTS, *beside) if role in MAY[act.command]]
    own = {keycap(act.key) for act in (*may, INCIDENT_ACTS[0])}
    screen = [CAPS.get(key) or keycap(key) for keys in SCREEN_KEYS.values() for key in keys.split()]
    assert caps(role) == Counter([*own, *screen])
