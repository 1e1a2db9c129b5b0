"""A browser says what it looks at: `looking` with {case, mode}, again every few seconds."""

from dashboard.domain.roles import Person
from dashboard.domain.scope import scope_of
from dashboard.live.follower import Follower
from dashboard.live.presence import Mode, Presence
from dashboard.live.sockets import Client, Sockets

MODES: dict[object, Mode] = {"view": "view", "edit": "edit"}


def register(sockets: Sockets, presence: Presence, follower: Follower) -> None:
    """Takes `looking` from desks; anything but an open case of the person's own is nothing."""

    def looking(client: Client, said: object) -> None:
        person = client.caller.person
        case = said.get("case") if isinstance(said, dict) else None
        mode = MODES.get(said.get("mode")) if isinstance(said, dict) else None
        if person and mode and isinstance(case, str) and _sees(follower, person, case):
            presence.look(client.sid, person, case, mode)
        else:
            presence.leave(client.sid)

    sockets.hear("looking", looking)
    sockets.when_left(presence.leave)


def _sees(follower: Follower, person: Person, case: str) -> bool:
    scope = scope_of(person)
    with follower.lock:
        row = follower.picture.rows.get(case)
    return scope is not None and row is not None and scope.holds(row)
