"""API keys of outside systems: what each may send, for whom, and what it may read.

Denied by default: a key may do what its grant names. A key from before there were grants may report
and give signs of life, and nothing else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from dashboard.domain import commands as c
from dashboard.domain.district import District
from dashboard.domain.refusals import Refused

EVERY = "*"
NAME_MAX = 40
SOURCES_MAX = 20
KEYS_MAX = 200
REPORTING = ("case.reported", "incident.reported", "grid.heartbeat")
QUOTA_MAX = 1_000_000
FOR_UNITS = (
    c.Acknowledge,
    c.Return,
    c.FeedBack,
    c.RequestExtension,
    c.RequestSuspension,
    c.SetCapacity,
)
"""Messages in which a unit speaks for itself."""
FOR_GRIDS = (c.SelfResolve, c.Direct, c.Verify)
"""Messages of a grid about its own area."""


class Reads(StrEnum):
    """What a key may read: figures and open cases, single cases, the operators' metrics."""

    PICTURE = "picture"
    CASES = "cases"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A key's limits: messages a minute; E1 reports and refused messages an hour."""

    per_minute: int = 6_000
    urgent_per_hour: int = 100
    refused_per_hour: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a key may do: message types, units and grids it speaks for (`*` is every), reads.

    `sources` are the names that its messages carry. Without any it may use every name that belongs
    to no other key; it is registered under its own name.
    """

    types: tuple[str, ...] = REPORTING
    units: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reads: tuple[Reads, ...] = ()
    quota: Quota = Quota()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """An outside system's key; the secret itself is stored nowhere."""

    name: str
    version: int
    grant: Grant
    active: bool
    changed_at: datetime

    @property
    def key(self) -> str:
        """The key's signature, which also identifies its state."""
        return signature(self.name)

    def called(self, source: str) -> str:
        """The registered name for a message of this key."""
        return source if source in self.grant.sources else self.name


def signature(name: str) -> str:
    """How a key signs in the journal."""
    return f"key:{name}"


def ungranted(name: str) -> ApiKey:
    """A key of an older release that nobody has given a grant yet."""
    since = datetime.fromtimestamp(0, UTC)
    return ApiKey(name=name, version=0, grant=Grant(), active=True, changed_at=since)


DEMO = replace(ungranted("demo"), grant=Grant(reads=(Reads.PICTURE,)))
"""The key of the demo's token, with its grant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKey:
    """A new key, or a revoked one made again; `digest` is that of its secret."""

    name: str
    grant: Grant
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKey:
    """Another grant for an existing key."""

    name: str
    grant: Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeKey:
    """From now on the key opens nothing."""

    name: str


KeyCommand = AddKey | ChangeKey | RevokeKey


def decide_key(key: ApiKey | None, command: KeyCommand, now: datetime) -> ApiKey:
    """The key after the command; raises `Refused`."""
    known = key is not None and key.active
    if isinstance(command, AddKey) and known:
        raise Refused("KEY_TAKEN", f"There is a key {command.name!r} already.", name=command.name)
    if not isinstance(command, AddKey) and not known:
        name = command.name[:NAME_MAX]
        raise Refused("NO_SUCH_KEY", f"There is no key {name!r}.", name=name)
    version = 1 if key is None else key.version + 1
    if isinstance(command, RevokeKey):
        assert key is not None  # noqa: S101 - it is known
        return replace(key, version=version, active=False, changed_at=now)
    return ApiKey(
        name=command.name, version=version, grant=command.grant, active=True, changed_at=now
    )


def check_grant(command: AddKey | ChangeKey, district: District, taken: Collection[str]) -> None:
    """Raises `Refused` for an invalid name or grant; `taken` are other keys' sources."""
    grant = command.grant
    for name in (command.name, *grant.sources):
        _check_name(name)
    if len(grant.sources) > SOURCES_MAX:
        words = f"A key has at most {SOURCES_MAX} sources."
        raise Refused("KEY_SOURCES", words, most=SOURCES_MAX)
    known: Mapping[str, tuple[tuple[str, ...], Collection[str]]] = {
        "message type": (grant.types, c.MESSAGES),
        "unit": (grant.units, {EVERY, *district.units}),
        "grid": (grant.grids, {EVERY, *map(str, district.grids)}),
    }
    for what, (asked, there) in known.items():
        for one in asked:
            if one not in there:
                words = f"There is no {what} {one[:NAME_MAX]!r}."
                raise Refused("KEY_GRANT", words, what=what, value=one[:NAME_MAX])
    foreign = next((source for source in grant.sources if source in taken), None)
    if foreign is not None:
        words = f"The source {foreign!r} belongs to another key."
        raise Refused("SOURCE_TAKEN", words, source=foreign)
    _check_quota(grant.quota)


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= NAME_MAX or name != name.strip() or not name.isprintable():
        words = f"Names of keys and sources have 1 to {NAME_MAX} characters."
        raise Refused("KEY_NAME", words, most=NAME_MAX)


def _check_quota(quota: Quota) -> None:
    for most in (quota.per_minute, quota.urgent_per_hour, quota.refused_per_hour):
        if not 0 <= most <= QUOTA_MAX:
            raise Refused("KEY_QUOTA", f"A quota is 0 to {QUOTA_MAX}.", most=QUOTA_MAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageContext:
    """What is known of a message besides its content.

    `grid` is where it, or its case, lies; None if there is no such case.
    """

    grid: int | None = None
    foreign: bool = False
    """The source belongs to another key."""
    by_login: bool = False
    """The message is signed with a person's log-in."""


def may_send(key: ApiKey, report: c.Report, context: MessageContext) -> Refused | None:
    """Why this key may not send this message; None if it may."""
    grant, command = key.grant, report.command
    kind = NAMES[type(command)]
    if kind not in grant.types:
        words = f"This key may not send {kind}."
        return Refused("KEY_MAY_NOT_SEND", words, type=kind)
    if context.foreign or (grant.sources and report.source not in grant.sources):
        words = "`source` belongs to the key: another one can't be used."
        return Refused("KEY_MAY_NOT_USE_SOURCE", words)
    unit = getattr(command, "unit", "")
    if isinstance(command, FOR_UNITS) and not {EVERY, unit} & {*grant.units}:
        return Refused("KEY_MAY_NOT_SPEAK_FOR", f"This key doesn't speak for {unit}.", whom=unit)
    grid = _grid_of(command, context)
    if grid is not None and not {EVERY, str(grid)} & {*grant.grids}:
        words = f"This key doesn't speak for grid {grid}."
        return Refused("KEY_MAY_NOT_SPEAK_FOR", words, whom=str(grid))
    if context.by_login:
        words = "`by` names a post, never a person's log-in."
        return Refused("KEY_SIGNS_AS_PERSON", words)
    return None


def _grid_of(command: c.Command, context: MessageContext) -> int | None:
    """The grid in whose name this is sent; None if it isn't sent in a grid's name."""
    return context.grid if isinstance(command, FOR_GRIDS) else None


NAMES: Mapping[type, str] = {kind: name for name, kind in c.MESSAGES.items()}
