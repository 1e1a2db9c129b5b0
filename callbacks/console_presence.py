"""A browser reports what it looks at: `looking` with {case, mode}, every few seconds.

In an incident's workspace `case` is the incident's number.
"""

from collections.abc import Mapping

from callbacks.incident_page import is_watched
from dashboard.domain.persons import Entry
from dashboard.domain.roles import Person
from dashboard.domain.scope import scope_of
from dashboard.live.clients import Client
from dashboard.live.follower import Follower
from dashboard.live.presence import Mode, Presence
from dashboard.live.sockets import Sockets

MODES: Mapping[str, Mode] = {"view": "view", "edit": "edit"}


def register(sockets: Sockets, presence: Presence, follower: Follower) -> None:
    """Takes `looking`; ignores anything but an open case or an incident that they may see."""

    def looking(client: Client, said: object) -> None:
        person = client.caller.person
        case, mode = _text(said, "case"), MODES.get(_text(said, "mode"))
        if person and mode and _sees(follower, person, case):
            presence.look(client.sid, person, case, mode)
        else:
            presence.leave(client.sid)

    sockets.hear("looking", looking)
    sockets.when_left(presence.leave)


def _text(said: object, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, str) else ""


def _sees(follower: Follower, person: Person, case: str) -> bool:
    scope = scope_of(person)
    with follower.lock:
        row = follower.picture.rows.get(case)
        incident = row is None and is_watched(follower.picture, case)
    if incident:
        return Entry.DUTY in person.office.enters
    return scope is not None and row is not None and scope.holds(row)
