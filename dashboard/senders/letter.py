"""What a sender gets, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dashboard.domain.duty.channels import CallChannel

TIMEOUT_S = 10.0
"""How long one attempt may take in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is sent in one attempt.

    `id` stays the same in each attempt, `at` is this attempt's instant. `to` is the address of a
    personal channel. `facts` are for machines.
    """

    id: str
    at: datetime
    subject: str
    text: str
    to: tuple[str, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How an attempt has ended: `confirmed` only if the other side itself has said so.

    `wait_s` is the pause that it has asked for. `final`: trying again is no use. `off`: nothing may
    be sent there any more.
    """

    confirmed: bool
    why: str = ""
    wait_s: float = 0.0
    final: bool = False
    off: bool = False

    @property
    def wait(self) -> timedelta:
        """The same pause as a span."""
        return timedelta(seconds=self.wait_s)


CONFIRMED = Attempt(confirmed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A channel with what is needed to send by it; `options` may hold secrets."""

    channel: CallChannel
    options: dict[str, Any] = field(repr=False)
