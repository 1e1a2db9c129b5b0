"""One CAP message as a command. The values of its codes are CAP's own words in capitals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MessageType(StrEnum):
    """CAP's `msgType`, as far as it says something about a warning."""

    ALERT = "ALERT"
    UPDATE = "UPDATE"
    CANCEL = "CANCEL"


class Status(StrEnum):
    """CAP's `status`: only what is actual is ever shown."""

    ACTUAL = "ACTUAL"
    EXERCISE = "EXERCISE"
    SYSTEM = "SYSTEM"
    TEST = "TEST"
    DRAFT = "DRAFT"


class Audience(StrEnum):
    """CAP's `scope`: whom a message is for."""

    PUBLIC = "PUBLIC"
    RESTRICTED = "RESTRICTED"
    PRIVATE = "PRIVATE"


class Severity(StrEnum):
    """CAP's `severity`."""

    EXTREME = "EXTREME"
    SEVERE = "SEVERE"
    MODERATE = "MODERATE"
    MINOR = "MINOR"
    UNKNOWN = "UNKNOWN"


class Colour(StrEnum):
    """The signal's colour in the Chinese profile (预警信号), the gravest first."""

    RED = "RED"
    ORANGE = "ORANGE"
    YELLOW = "YELLOW"
    BLUE = "BLUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An earlier message, by the three values that identify it."""

    sender: str
    identifier: str
    sent: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningWords:
    """What a warning says in one language; `language` is a tag such as `zh-CN`."""

    language: str = ""
    event: str
    headline: str = ""
    text: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnedArea:
    """One `area`: what a point of it must lie in, in WGS-84 as CAP writes it.

    A polygon is `lat,lon lat,lon …`, a circle `lat,lon km`, a geocode an administrative code.
    """

    name: str = ""
    polygons: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    geocodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishWarning:
    """预警: a warning (CAP 1.2), its update, or its cancellation.

    Sender, identifier and `sent` identify it: told again it changes nothing. An update or a
    cancellation ends the messages in `references`, whichever comes first. Without `expires` a
    warning ends a day after it begins.
    """

    sender: str
    identifier: str
    sent: datetime
    message: MessageType
    status: Status = Status.ACTUAL
    scope: Audience = Audience.PUBLIC
    references: tuple[Reference, ...] = ()
    issuer: str = ""
    """预警来源: the name of who warns."""
    severity: Severity = Severity.UNKNOWN
    colour: Colour | None = None
    effective: datetime | None = None
    expires: datetime | None = None
    words: tuple[WarningWords, ...] = ()
    areas: tuple[WarnedArea, ...] = ()
