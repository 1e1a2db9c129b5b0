"""Who may open what: every HTTP path, callback and socket. What is not listed is denied.

What a person may *do* is in `dashboard.domain.roles`; this only says what they may open.
"""

import re
from collections.abc import Mapping

from dashboard.access.identity import Caller, Mark, Who
from dashboard.domain.desk_commands import EnterFromPaper
from dashboard.domain.keys import Reads
from dashboard.domain.persons import Entry, who_enters
from dashboard.domain.roles import MAY
from dashboard.domain.visibility import may_read_all
from dashboard.domain.wall_views import VIEWS

Marks = frozenset[Mark]

# Who works on cases, each within their own bounds.
DESK: Marks = who_enters(Entry.DESK)
READERS: Marks = DESK | who_enters(Entry.READING)
LEADERS: Marks = who_enters(Entry.LEADERS)
DUTY: Marks = who_enters(Entry.DUTY)
PAPERS: Marks = DUTY | LEADERS
"""For the papers of reports to the city: who writes them, and who signs them."""
REENTRY: Marks = MAY[EnterFromPaper]
ADMIN: Marks = who_enters(Entry.ACCOUNTS)
AUDITOR: Marks = who_enters(Entry.JOURNAL)
OUTSIDE: Marks = frozenset({Who.OUTSIDE})
PERSONS: Marks = frozenset({Who.PERSON})
SCREENS: Marks = frozenset({Who.WALL, Who.PERSON})

ROSTER_FILE = "/duty/roster.ics"
"""One's own tours: for a person, and by `?token=` for their calendar program."""
NO_ONE: Marks = frozenset()
OPEN = frozenset(
    {
        "/",
        "/login",
        "/logout",
        "/answer",
        "/healthz",
        "/readyz",
        "/assets/css/common/tokens.css",
        "/assets/css/pages/login.css",
        "/assets/refused.js",
        "/_favicon.ico",
    }
)
# Paths, or prefixes if they end in / or -, and who may pass. All other paths are refused.
PATHS: Mapping[str, Marks] = {
    "/session": PERSONS | {Who.NEWCOMER},
    "/password": PERSONS | {Who.NEWCOMER},
    "/metrics": frozenset({Reads.METRICS}),
    "/api/picture": READERS | {Reads.PICTURE},
    "/api/cases/": READERS | {Reads.CASES},
    "/api/reports": OUTSIDE,
    "/api/warnings": OUTSIDE,
    "/api/search": DESK,
    "/console": DESK,
    "/case/": READERS,
    "/leaders": LEADERS,
    "/indicators": READERS,
    "/indicators/": READERS,
    "/reentry": REENTRY,
    "/duty": DUTY,
    ROSTER_FILE: DUTY | {Who.CALENDAR},
    "/duty/shifts/": DUTY,
    "/duty/reports/": PAPERS,
    "/duty/roster/paper": DUTY,
    "/duty/roster/paper.pdf": DUTY,
    "/duty/incident/": DUTY,
    "/accounts": ADMIN,
    "/accounts/": ADMIN,
    "/calendar": ADMIN,
    "/journal": AUDITOR,
    "/wall/": SCREENS,
    "/definitions": SCREENS,
    "/geo/": SCREENS,
    "/assets/": SCREENS,
    "/js/": SCREENS,
    "/css/": SCREENS,
    "/_dash-": SCREENS,
}
PREFIXES = tuple(entry for entry in PATHS if entry[-1] in "/-")
# Pages with a form of their own, which contains its own token.
PLAIN = frozenset({"/login", "/logout", "/answer"})
# Who may call which callbacks, by the first word of the ids that these write to: the callback of
# `console-detail` is the console's.
CALLBACKS: Mapping[str, Marks] = {
    "page": SCREENS,
    "console": DESK,
    "case": READERS,
    "leaders": LEADERS,
    "duty": DUTY,
}
SOCKETS: Mapping[str, Marks] = {
    **{f"wall/{view}": SCREENS for view in VIEWS},
    "console": DESK,
    "leaders": LEADERS,
    "duty": DUTY,
    "incident": DUTY,
}

_ID = re.compile(r'(?:^|\.\.\.|\.\.)(?:(\w+)|\{[^}]*"type":"(\w+))')


def is_open(path: str) -> bool:
    """Whether everybody may pass, so that nobody needs to be identified."""
    return _entry(path) in OPEN


def may_pass(path: str, caller: Caller) -> bool:
    """Whether the caller may open this path."""
    entry = _entry(path)
    return entry in OPEN or bool(caller.marks & PATHS.get(entry, NO_ONE))


def _entry(path: str) -> str:
    """The entry for a path: the path itself or a prefix of it; empty if there is none."""
    if path in OPEN or path in PATHS:
        return path
    return next((entry for entry in PREFIXES if path.startswith(entry)), "")


def may_call(output: str, caller: Caller) -> bool:
    """Whether the caller may call the callback that writes to `output`, as Dash names it."""
    screens = callback_screens(output)
    return bool(screens) and all(caller.marks & CALLBACKS.get(s, NO_ONE) for s in screens)


def callback_screens(output: str) -> set[str]:
    """The screens that a callback writes to: `..console-a.children...console-b.data..` is one."""
    return {first or second for first, second in _ID.findall(output)}


def may_listen(screen: str, caller: Caller) -> bool:
    """Whether the caller may follow this screen; anything after "?" only narrows it."""
    return bool(caller.marks & SOCKETS.get(screen.partition("?")[0], NO_ONE))


def may_look_back(caller: Caller) -> bool:
    """Whether a wall may show the caller a past minute, which shows the whole district."""
    return caller.who is Who.WALL or bool(caller.person and may_read_all(caller.person))


def is_screen(caller: Caller) -> bool:
    """Whether the caller may open a socket at all."""
    return bool(caller.marks & SCREENS)


def home(caller: Caller) -> str:
    """Where `/` redirects the caller."""
    if caller.person is None:
        return "/login"
    if caller.who is Who.NEWCOMER:
        return "/password"
    return caller.person.office.home
