"""A running centre with persons at their desks, each with a connection of their own."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dashboard.access.identity import PERSON_COOKIE
from dashboard.actions.handle import handle
from dashboard.domain.accounts import AddPerson
from dashboard.domain.roles import Person, Role
from dashboard.store import sessions
from tests.live.desk import Desk
from tests.services.centre import RunningCentre
from tests.services.lines import EVENT, JOIN, PING, PONG, Line
from tests.services.shared import centre as centre  # noqa: PLC0414 - the tests take it

HEAR_S = 5.0


class Seat:
    """A person who has logged in and opened `/console`, as their browser sees it."""

    def __init__(self, centre: RunningCentre, person: Person) -> None:
        self.centre = centre
        self.person = person
        self.cookie = f"{PERSON_COOKIE}={session(centre, person)}"
        self.line = Line(centre.port, None, cookie=self.cookie, seconds=HEAR_S)
        self.desk = Desk("console")
        self.answer = ""
        self.snapshot_bytes = 0

    def sit_down(self) -> "Seat":
        """Connects; returns with the snapshot, or with the refusal."""
        self.line.join({"screen": "console"})
        self.hear(lambda: self.desk.rev is not None or self.answer == "refused")
        return self

    def hear(self, done: Callable[[], bool], seconds: float = 20.0) -> None:
        """Takes in what comes until `done`."""
        until = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < until, f"not within {seconds:g} s"
            self._take(self.line.hear())

    def _take(self, heard: str) -> None:
        if heard == PING:
            self.line.say(PONG)
        elif heard.startswith(JOIN):
            self.answer = "joined"
        elif heard.startswith("44"):
            self.answer = "refused"
        elif heard.startswith(EVENT):
            what, message = json.loads(heard.removeprefix(EVENT))
            if what == "snapshot":
                self.snapshot_bytes = len(heard.encode())
                self.desk.welcome(message)
            else:
                self.desk.hear(what, message)
                self.line.emit("seen", {"rev": self.desk.rev})

    def look(self, said: object) -> None:
        """Reports a case as the one that is looked at, as a browser does."""
        self.line.emit("looking", said)

    def looks(self, case: str) -> list[tuple[str, str]]:
        """Who looks at a case, as this desk has been told."""
        found: list[dict[str, Any]] = self.desk.model["presence"].get(case, [])
        return [(one["login"], one["mode"]) for one in found]


def session(centre: RunningCentre, person: Person) -> str:
    """A session of this person, who gets an account with it."""
    system = centre.system
    made = handle(system, AddPerson(person=person, hashed="x"), by="test")
    assert made.refused is None or made.refused.code == "LOGIN_TAKEN", made
    with system.engine.begin() as connection:
        return sessions.begin(connection, system.district.key, person.login, system.now_ms())


@pytest.fixture
def sit(centre: RunningCentre) -> Iterator[Callable[..., Seat]]:
    """A person of this role and scope sits down; the same login is the same person."""
    seats: list[Seat] = []

    def somebody(role: Role, login: str = "", **scope: Any) -> Seat:
        name = login or role.value.replace("_", "-")
        seats.append(Seat(centre, Person(login=name, name=f"{name} 某", role=role, **scope)))
        return seats[-1].sit_down()

    yield somebody
    for seat in seats:
        seat.line.close()
