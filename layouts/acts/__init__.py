"""Every act of the desk in one table: its name, its key, its command and its fields.

Buttons, dialogs, keys, the help and the `/` commands are made from it. The words of an act are
`act.<name>`, those of a field `field.<words>`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from layouts.acts.incidents import INCIDENT_ACTS
from layouts.acts.instructions import INSTRUCTION_ACTS
from layouts.acts.reports import REPORT_ACTS
from layouts.acts.table import ACTS, ALERT_ACTS
from layouts.acts.value import Ask, DeskAct, Field
from layouts.acts.walls import WALL_ACTS

__all__ = [
    "ACTS",
    "ALERT_ACTS",
    "BY_NAME",
    "INCIDENT_ACTS",
    "INSTRUCTION_ACTS",
    "REPORT_ACTS",
    "SCREEN_KEYS",
    "WALL_ACTS",
    "Ask",
    "DeskAct",
    "Field",
    "keycap",
]

BY_NAME: Mapping[str, DeskAct] = MappingProxyType(
    {
        act.name: act
        for act in (
            *ACTS,
            *ALERT_ACTS,
            *INCIDENT_ACTS,
            *INSTRUCTION_ACTS,
            *REPORT_ACTS,
            *WALL_ACTS,
        )
    }
)
SCREEN_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "refresh": "r",
        "timeline": "t",
        "why": "w",
        "undo": "z",
        "command": "/",
        "help": "?",
        "move": "ArrowUp ArrowDown",
        "choose": "Space",
        "choose_all": "*",
        "all": "0",
        "escape": "Escape",
    }
)
"""What keys do besides acts; the words of each are `key.<name>`."""


def keycap(key: str) -> str:
    """The text on a key: "shift+r" is ⇧R, "m" is M."""
    return key.replace("shift+", "⇧").upper()
