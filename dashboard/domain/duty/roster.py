"""The roster (值班表): who has which post from when until when, and what may be asked of it.

An entry holds from its first minute until its last one, which isn't in it any more.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.domain.persons import Role

AHEAD_MAX = timedelta(days=400)
"""How far ahead a roster may be written."""
TOUR_MAX = timedelta(hours=24)
"""How long one person may be on duty on end, whatever the posts."""
REST = timedelta(hours=8)
"""How long one rests at least between two tours."""
ENTRIES_MAX = 10_000
"""How many entries that aren't over there may be."""
CONTACT_MAX = 40
REASON_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One tour of one person at one post; `name` and `role` are the account's as it was written.

    What was taken out stays, with `taken_out`, and counts no more.
    """

    number: str
    version: int
    post: str
    login: str
    name: str
    role: Role
    begins_at: datetime
    ends_at: datetime
    contact: str = ""
    taken_out: bool = False

    @property
    def key(self) -> str:
        """The key of its state; its prefix keeps it apart from cases and units."""
        return roster_key(self.number)

    def overlaps(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Whether it has an instant with that span in common."""
        return self.begins_at < ends_at and begins_at < self.ends_at

    def holds_at(self, now: datetime) -> bool:
        """Whether it is running."""
        return self.begins_at <= now < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToRoster:
    """排班: this person has this post then."""

    post: str
    login: str
    begins_at: datetime
    ends_at: datetime
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInRoster:
    """改班: all of an entry anew; `version` is the one that was seen."""

    number: str
    version: int
    tour: AddToRoster


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutOfRoster:
    """撤班: the entry counts no more, for a reason; `version` is the one that was seen."""

    number: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeGap:
    """顶班: who asks takes this gap of a post, from now on if it has begun."""

    post: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapInRoster:
    """换班: two persons exchange their tours, for a reason; both or none."""

    number: str
    version: int
    other: str
    other_version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRosterAddress:
    """An address by which a calendar program reads one's own tours; the one before is closed.

    `digest` is that of the token in it: the token itself is known to who asked alone.
    """

    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRosterAddress:
    """One's own address opens nothing any more."""


AddressCommand = OpenRosterAddress | CloseRosterAddress
OwnCommand = TakeGap | AddressCommand
"""What everybody at the desk asks for themselves; the others are for who plans."""
RosterCommand = AddToRoster | ChangeInRoster | TakeOutOfRoster | SwapInRoster | OwnCommand


def roster_key(number: str) -> str:
    """The key of the entry of this number."""
    return f"roster:{number}"
