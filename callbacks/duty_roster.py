"""What the duty desk is told of the roster, and what a person asks of it there."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from dashboard.access.permissions import ROSTER_FILE
from dashboard.domain.duty.gaps import AHEAD, Gap
from dashboard.domain.duty.roster import (
    AddToRoster,
    ChangeInRoster,
    CloseRosterAddress,
    OpenRosterAddress,
    RosterCommand,
    RosterEntry,
    SwapInRoster,
    TakeGap,
    TakeOutOfRoster,
)
from dashboard.domain.minute import read_minute
from dashboard.domain.refusals import Refused
from dashboard.live.hub import Model
from dashboard.live.picture import Picture
from dashboard.live.sections import CachedValue
from dashboard.store import people, tokens
from dashboard.system import System, from_ms, to_ms
from layouts.words import Lang

ENTRIES = 600
"""Tours that are told, the next ones first."""
GAPS = 300
DIGITS_MAX = 9


class RosterTold:
    """The sections of the roster, made anew only when it changes, or a day begins."""

    def __init__(self) -> None:
        self._made = CachedValue[Model]()

    def of(self, system: System, picture: Picture) -> Model:
        """The tours of the days ahead, and the gaps between them; the picture's lock is held."""
        touches, day = picture.duty_room.roster.touches, picture.day_start_ms
        return self._made.of(lambda: _sections(system, picture), picture, touches, day)


def _sections(system: System, picture: Picture) -> Model:
    """Of today whatever is over, too: the browser has the clock."""
    standing, day = picture.duty_room.roster, from_ms(picture.day_start_ms)
    entries = standing.between(day, day + AHEAD + timedelta(days=1))
    found = standing.gaps(system.district.posts, day, system.zone)
    gaps = [gap for gap in found if gap.ends_at > day]
    return {
        "roster": {entry.number: _entry(entry) for entry in entries[:ENTRIES]},
        "gaps": {f"{gap.post}/{to_ms(gap.begins_at)}": _gap(gap) for gap in gaps[:GAPS]},
        "rostered": {"any": bool(entries), "gaps_more": max(0, len(gaps) - GAPS)},
    }


def _gap(gap: Gap) -> dict[str, Any]:
    told = {"post": gap.post, "from": to_ms(gap.begins_at), "to": to_ms(gap.ends_at)}
    return told | {"unplanned": gap.unplanned}


def _entry(entry: RosterEntry) -> dict[str, Any]:
    return {
        "no": entry.number,
        "v": entry.version,
        "post": entry.post,
        "login": entry.login,
        "name": entry.name,
        "contact": entry.contact,
        "from": to_ms(entry.begins_at),
        "to": to_ms(entry.ends_at),
    }


def crew(system: System) -> list[tuple[str, str, str]]:
    """Log-in, name and role of everybody who may hold a post, for who plans."""
    roles = {role for post in system.district.posts.values() for role in post.roles}
    with system.reader.connect() as connection:
        found = people.accounts(connection, system.district.key)
    return [
        (one.person.login, one.person.name, one.person.role.value)
        for one in found
        if one.active and one.person.role in roles
    ]


def _span(system: System, said: Mapping[str, str]) -> tuple[datetime, datetime]:
    """Both minutes by the district's clocks. Raises `Refused`."""
    found = [read_minute(said.get(name, ""), system.district.timezone) for name in ("from", "to")]
    begins, ends = found
    if begins is None or ends is None:
        raise Refused("ROSTER_NO_TIME", "That is no time.")
    return begins, ends


def _version(said: Mapping[str, str], name: str) -> int:
    """The version that was seen; 0, which none has, for anything that is no number."""
    text = said.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS_MAX else 0


def _add(system: System, said: dict[str, str]) -> AddToRoster:
    begins, ends = _span(system, said)
    return AddToRoster(
        post=said.get("post", ""),
        login=said.get("login", ""),
        begins_at=begins,
        ends_at=ends,
        contact=said.get("contact", ""),
    )


def _change(system: System, said: dict[str, str]) -> ChangeInRoster:
    return ChangeInRoster(
        number=said.get("entry", ""),
        version=_version(said, "version"),
        tour=_add(system, said),
    )


def _take_out(_: System, said: dict[str, str]) -> TakeOutOfRoster:
    return TakeOutOfRoster(
        number=said.get("entry", ""),
        version=_version(said, "version"),
        reason=said.get("reason", ""),
    )


def _take_gap(system: System, said: dict[str, str]) -> TakeGap:
    begins, ends = _span(system, said)
    return TakeGap(post=said.get("post", ""), begins_at=begins, ends_at=ends)


def _swap(_: System, said: dict[str, str]) -> SwapInRoster:
    return SwapInRoster(
        number=said.get("entry", ""),
        version=_version(said, "version"),
        other=said.get("other", ""),
        other_version=_version(said, "other_version"),
        reason=said.get("reason", ""),
    )


OPEN_ADDRESS = "open_address"


def address(host: str, lang: Lang) -> tuple[OpenRosterAddress, dict[str, str]]:
    """The command for a new address of who asks, and that address, which nobody else learns."""
    token = tokens.fresh()
    query = urlencode({"token": token} | ({"lang": "en"} if lang == "en" else {}))
    found = f"{host.rstrip('/')}{ROSTER_FILE}?{query}"
    return OpenRosterAddress(digest=tokens.digest(token)), {"address": found}


ASKED: Mapping[str, Callable[[System, dict[str, str]], RosterCommand]] = {
    "add": _add,
    "change": _change,
    "take_out": _take_out,
    "take_gap": _take_gap,
    "swap": _swap,
    "close_address": lambda _, __: CloseRosterAddress(),
}
"""By the name that the page's program gives the act."""
