"""Browsers on a socket: what is known of each, and who may connect."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from dashboard.access.identity import Caller
from dashboard.live.connection_limit import Line, LineHolder


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may listen: `caller`, `entry` and `may_listen` are called inside the handshake's request.

    `screen_of` turns the name of a requested screen into the hub's name of this caller's own; None
    if the caller has none.

    `still_here` is asked every two seconds which callers still have their session, token and role;
    it raises one of `DatabaseUnavailable` if the database can't be asked.
    """

    caller: Callable[[], Caller]
    entry: Callable[[], LineHolder | None]
    may_listen: Callable[[str, Caller], bool]
    screen_of: Callable[[str, Caller], str | None]
    still_here: Callable[[Collection[Caller]], Collection[Caller]]


@dataclass(slots=True)
class Client:
    """One browser's socket."""

    sid: str
    asked: str
    screen: str
    line: Line
    caller: Caller
    seen_at: float = field(default_factory=time.monotonic)
    synced_at: float = 0.0
    entered_at: float = 0.0
    wanted: str | None = None
    """A screen requested too soon after another one; it is sent a little later."""
