"""The warning (预警) as the centre keeps it, and what a message does to those that stand."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.refusals import Refused
from dashboard.domain.warned.messages import (
    Audience,
    Colour,
    MessageType,
    PublishWarning,
    Reference,
    Severity,
    Status,
    WarningWords,
)

STANDS_WITHOUT_END = timedelta(hours=24)
"""How long a warning stands that names no end: CAP leaves this to who receives it."""
SENT_WITHIN = timedelta(days=7)
"""An older message comes from a queue that was stuck, or is played again."""
STANDING_MAX = 200
KEY = "warning/"


class WarningState(StrEnum):
    """Standing, or why it doesn't stand; ELSEWHERE is an update whose areas left the district."""

    STANDING = "STANDING"
    UPDATED = "UPDATED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    ELSEWHERE = "ELSEWHERE"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWarning:
    """One message that was taken. A cancellation is kept, too, but never stands.

    `level` runs from 1 (gravest) to 4; None if the sender doesn't know how severe it is.
    `streets` are those of the district that it touches.
    """

    number: str
    version: int
    sender: str
    identifier: str
    sent: datetime
    message: MessageType
    state: WarningState
    taken_at: datetime
    begins_at: datetime
    ends_at: datetime
    issuer: str = ""
    severity: Severity = Severity.UNKNOWN
    colour: Colour | None = None
    level: int | None = None
    words: tuple[WarningWords, ...] = ()
    streets: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    over_at: datetime | None = None
    """When it ceased to stand."""
    followed_by: str = ""
    """The identifier of the message that ended it."""

    @property
    def key(self) -> str:
        """What identifies its state among those of all kinds."""
        return warning_key(self.number)

    @property
    def open(self) -> bool:
        return self.state is WarningState.STANDING

    def stands_at(self, now: datetime) -> bool:
        """Whether it is shown; from `ends_at` on it isn't, even before anybody has noted that."""
        return self.open and now < self.ends_at

    @property
    def identity(self) -> str:
        return identity_of(
            Reference(sender=self.sender, identifier=self.identifier, sent=self.sent)
        )

    def said_in(self, language: str) -> WarningWords | None:
        """What it says in a language (`zh`, `en`), else in its first one; a cancellation: None."""
        fits = (one for one in self.words if one.language.lower().startswith(language))
        return next(fits, self.words[0] if self.words else None)


def warning_key(number: str) -> str:
    """The key of the warning with this number."""
    return KEY + number


LEVELS_BY_COLOUR = {Colour.RED: 1, Colour.ORANGE: 2, Colour.YELLOW: 3, Colour.BLUE: 4}
LEVELS_BY_SEVERITY = {
    Severity.EXTREME: 1,
    Severity.SEVERE: 2,
    Severity.MODERATE: 3,
    Severity.MINOR: 4,
}


def identity_of(one: Reference) -> str:
    """What identifies a message: the digest of sender, identifier and the instant `sent`."""
    at = round(one.sent.timestamp())
    return hashlib.sha256(f"{one.sender}\x00{one.identifier}\x00{at}".encode()).hexdigest()


def own_reference(command: PublishWarning) -> Reference:
    """The message's own three values."""
    return Reference(sender=command.sender, identifier=command.identifier, sent=command.sent)


def level_of(severity: Severity, colour: Colour | None) -> int | None:
    """The colour says it, else CAP's own word."""
    if colour is not None:
        return LEVELS_BY_COLOUR[colour]
    return LEVELS_BY_SEVERITY.get(severity)


def refuse_unfit(command: PublishWarning, streets: Iterable[str], now: datetime) -> None:
    """Raises `Refused` for what the centre doesn't take; `streets` are those that it touches."""
    if command.status is not Status.ACTUAL:
        words = f"Its status is {command.status}: only an actual warning is shown."
        raise Refused("WARNING_NOT_ACTUAL", words, status=command.status)
    if command.scope is not Audience.PUBLIC:
        words = f"Its scope is {command.scope}: only a public warning is shown."
        raise Refused("WARNING_NOT_PUBLIC", words, scope=command.scope)
    if command.message is not MessageType.ALERT:
        return  # whatever became of it, it ends what it names
    if _sent_long_ago(command, now):
        days = SENT_WITHIN.days
        words = f"It was sent more than {days} days ago."
        raise Refused("WARNING_OLD", words, days=days, at=command.sent)
    if _ends_at(command) <= now:
        raise Refused("WARNING_EXPIRED", "It has expired already.", at=_ends_at(command))
    if not any(True for _ in streets):
        raise Refused("WARNING_ELSEWHERE", "None of its areas touches this district.")


def taken(
    command: PublishWarning,
    number: str,
    streets: tuple[str, ...],
    ended_by: "PublicWarning | None",
    now: datetime,
) -> PublicWarning:
    """The message as it is kept. `ended_by` has named it before it came.

    Raises `Refused` as `refuse_unfit`.
    """
    refuse_unfit(command, streets, now)
    warning = PublicWarning(
        number=number,
        version=1,
        sender=command.sender,
        identifier=command.identifier,
        sent=command.sent,
        message=command.message,
        state=_first_state(command, streets, now),
        taken_at=now,
        begins_at=command.effective or command.sent,
        ends_at=_ends_at(command),
        issuer=command.issuer.strip() or command.sender,
        severity=command.severity,
        colour=command.colour,
        level=level_of(command.severity, command.colour),
        words=command.words,
        streets=streets,
        references=command.references,
    )
    if not warning.open:
        return replace(warning, over_at=now)
    return warning if ended_by is None else _ended(warning, ended_by, now)


def ended(warning: PublicWarning, by: PublicWarning, now: datetime) -> PublicWarning | None:
    """The standing warning after an update or a cancellation that names it; None if it is over."""
    if not warning.open:
        return None
    return replace(_ended(warning, by, now), version=warning.version + 1)


def expired(warning: PublicWarning, now: datetime) -> PublicWarning | None:
    """The standing warning after its end has passed; None before, and if it is over already."""
    if not warning.open or now < warning.ends_at:
        return None
    return replace(
        warning,
        version=warning.version + 1,
        state=WarningState.EXPIRED,
        over_at=warning.ends_at,
    )


def _ended(warning: PublicWarning, by: PublicWarning, now: datetime) -> PublicWarning:
    cancelled = by.message is MessageType.CANCEL
    state = WarningState.CANCELLED if cancelled else WarningState.UPDATED
    return replace(warning, state=state, over_at=now, followed_by=by.identifier)


def _first_state(command: PublishWarning, streets: tuple[str, ...], now: datetime) -> WarningState:
    if command.message is MessageType.CANCEL:
        return WarningState.CANCELLED
    if _ends_at(command) <= now or _sent_long_ago(command, now):
        return WarningState.EXPIRED
    return WarningState.STANDING if streets else WarningState.ELSEWHERE


def _ends_at(command: PublishWarning) -> datetime:
    begins = max(command.effective or command.sent, command.sent)
    return command.expires or begins + STANDS_WITHOUT_END


def _sent_long_ago(command: PublishWarning, now: datetime) -> bool:
    return command.sent < now - SENT_WITHIN


def in_order(warnings: Iterable[PublicWarning]) -> list[PublicWarning]:
    """The gravest first, then those that end last."""
    return sorted(
        warnings, key=lambda one: (one.level or 5, -one.ends_at.timestamp(), one.identity)
    )
