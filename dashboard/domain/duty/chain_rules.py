"""The steps of chains of calls as the district has them: data that depends on nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

STEPS_MAX = 6
WAIT_MAX_MIN = 60


class Matter(StrEnum):
    """What people are called for."""

    INCIDENT = "INCIDENT"
    """突发事件待确认: an incident that nobody has confirmed."""
    REPORT_DUE = "REPORT_DUE"
    """信息报告将到期."""
    REPORT_LATE = "REPORT_LATE"
    """信息报告逾期未报."""
    CRITICAL = "CRITICAL"
    """特急案卷逾时未签收或超期."""
    HANDOVER = "HANDOVER"
    """交班逾时无人接."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """Calls the holders of these posts; after `wait` without an answer the next step follows.

    With `each`, everybody called has to answer.
    """

    posts: tuple[str, ...]
    wait: timedelta
    each: bool = False


ChainRules = Mapping[Matter, tuple[ChainStep, ...]]
