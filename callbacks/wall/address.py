"""What a wall asks for: a view, and which part of it; anything else is ignored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from dashboard.domain.case import CaseState
from dashboard.domain.district import District
from dashboard.domain.figures import COUNTED, DAILY
from dashboard.domain.minute import SAID
from dashboard.domain.screens import Profile
from dashboard.domain.unit import Urgency, is_guarded
from dashboard.domain.wall_views import WITH_FILES
from dashboard.live.figure_filters import WAITS, Narrowing
from dashboard.live.rows import Row

ASKED_MAX = 400
KEYS_MAX = 40
PREFIX = "wall/"
KIND = "wall"
NUMBER = re.compile(r"[0-9A-Za-z-]{1,24}")
FIGURES = frozenset({*COUNTED, *DAILY})
"""The figures whose rows can be listed."""
NO_MINUTE, DENIED = "none", "denied"
"""In place of a minute: an invalid one, or one that this caller may not see."""
STATES = frozenset(state.value for state in CaseState)
URGENCIES = frozenset(urgency.value for urgency in Urgency)


@dataclass(frozen=True, slots=True)
class WallRequest(Narrowing):
    """One wall's request. `of` is a figure whose rows it shows; the rest narrows them.

    `no` is one case's number.

    `profile` is the device's, never the browser's: visitors get less. `minute` is a past one in
    local time, from `at` in the address; an invalid one is `NO_MINUTE`.
    """

    view: str
    profile: Profile = Profile.INSIDE
    of: str = ""
    no: str = ""
    cell: str = ""
    """The grid whose card is open on the map."""
    minute: str = ""

    @property
    def filter(self) -> str:
        """The part as in an address, "of=overdue&street=S08"; equal for equal parts."""
        return urlencode([(key, getattr(self, key)) for key in KEYS if getattr(self, key)])

    @property
    def part(self) -> dict[str, str]:
        """What narrows the rows, by key."""
        return {key: getattr(self, key) for key in FILTERS if getattr(self, key)}

    def shows(self, row: Row, district: District) -> bool:
        """Whether this wall may show the case singly; lists have exactly what they count."""
        visitors = self.profile is Profile.VISITORS
        return not visitors or not is_guarded(district.items.get(row.item or ""))

    @property
    def layout(self) -> str:
        """The name of the layout: a part of the queue is a list of rows."""
        view = WITH_FILES.get(self.view)
        return (view.facts.part if view and self.filter else "") or self.view

    @property
    def screen(self) -> str:
        """The hub's name of the screen; walls with the same request share it."""
        then = f"|{self.minute}" if self.minute else ""
        return f"{KIND}:{self.view}|{self.profile}|{self.filter}{then}"

    @classmethod
    def of_screen(cls, which: str) -> "WallRequest":
        """The request for the screen of this name, without its kind."""
        view, profile, search, *then = which.split("|")
        found: dict[str, Any] = dict(parse_qsl(search)) | {"minute": "".join(then)}
        return cls(view, Profile(profile), **found)


FILTERS = tuple(field.name for field in fields(Narrowing))
KEYS = ("of", *FILTERS, "no", "cell")
Known = Mapping[str, Callable[[str], bool]]


def known(district: District) -> Known:
    """Which values each key may have."""
    return {
        "of": FIGURES.__contains__,
        "street": district.streets.__contains__,
        "unit": district.units.__contains__,
        "grid": lambda no: no.isdecimal() and int(no) in district.grids,
        "cell": lambda no: no.isdecimal() and int(no) in district.grids,
        "urgency": URGENCIES.__contains__,
        "item": lambda code: code in district.items or code in district.categories,
        "state": STATES.__contains__,
        "wait": WAITS.__contains__,
        "no": lambda no: NUMBER.fullmatch(no) is not None,
    }


def read(asked: str, known: Known) -> WallRequest | None:
    """Reads "wall/queue?of=overdue&lang=en"; None if it is no wall's request at all."""
    if len(asked) > ASKED_MAX or not asked.startswith(PREFIX):
        return None
    view, _, search = asked.removeprefix(PREFIX).partition("?")
    try:
        said = parse_qs(search, max_num_fields=KEYS_MAX)
    except ValueError:  # more keys than any wall has
        return None
    found: dict[str, Any] = {
        key: said[key][-1] for key in KEYS if key in said and known[key](said[key][-1])
    }
    return WallRequest(view, **found, minute=minute_of(said))


def minute_of(said: Mapping[str, list[str]]) -> str:
    """The past minute in an address; empty for now."""
    minute = said["at"][-1] if "at" in said else ""
    return minute if not minute or SAID.fullmatch(minute) else NO_MINUTE
