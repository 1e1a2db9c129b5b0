"""Browsers on a socket: what is known of each, and who may be one."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from dashboard.access.identity import Caller
from dashboard.live.connection_limit import Line, LineHolder


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may listen: `caller`, `entry` and `may_listen` are asked inside the handshake's request.

    `screen_of` turns the screen that is asked for into the hub's name of the caller's own; None if
    there is none for them.

    `still_here` says, every two seconds, which callers haven't logged out, lost their token or
    changed their role; raises one of `Trouble` where nobody can say.
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
    """What was asked for too soon after another screen; it is given a little later."""
