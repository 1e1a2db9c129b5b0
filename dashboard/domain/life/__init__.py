"""The life of a case (brief of the field, 2.3): pure functions from (case, command) to case.

`rules` is the table of all commands; each other file has the effects of one part of the life.
"""

from dashboard.domain.life.circumstances import Circumstances, Spot
from dashboard.domain.life.deciding import check, decide, next_version, possible
from dashboard.domain.life.from_report import open_case
from dashboard.domain.life.owner import Owner, OwnerKind, owner
from dashboard.domain.life.proposing import owes_reply
from dashboard.domain.life.rules import RULES

__all__ = [
    "RULES",
    "Circumstances",
    "Owner",
    "OwnerKind",
    "Spot",
    "check",
    "decide",
    "next_version",
    "open_case",
    "owes_reply",
    "owner",
    "possible",
]
