"""The door of the lines: few for one, and some kept for walls and the centre's desks."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import create_environ

from dashboard.access.identity import NOBODY, Caller, Who
from dashboard.app import _entry
from dashboard.domain.roles import Role
from dashboard.live.connection_limit import PATH, Bounds, ConnectionLimit, LineHolder
from tests.helpers.web import somebody


class Hall:
    """A door of 12 lines, 3 for one, behind which lines last as long as they are wanted to."""

    def __init__(self) -> None:
        app = Flask("hall")
        self.entry: LineHolder | None = None
        self.held: list[str] = []
        app.wsgi_app = self._hold  # type: ignore[assignment, method-assign]
        self._lasting: Any = None
        self.door = ConnectionLimit(app, lambda: self.entry, Bounds(all=12, each=3))

    def _hold(self, _: Any, __: Any) -> list[bytes]:
        self._lasting()
        return []

    def status(self, entry: LineHolder | None, within: Any = lambda: None) -> str:
        """What is answered; while the line lasts, `within` is done. Empty where it got one."""
        self.entry, self._lasting, told = entry, within, []
        self.door(create_environ(PATH), lambda status, _: told.append(status[:3]))
        return "".join(told)

    def fill(self, entries: list[LineHolder], then: Any) -> None:
        """All these lines at once, then `then`."""
        if not entries:
            then()
            return
        first, *others = entries
        assert self.status(first, lambda: self.fill(others, then)) == ""


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_nobody_gets_no_line(hall: Hall) -> None:
    assert hall.status(None) == "401"


def test_one_has_few_lines_and_gets_them_back(hall: Hall) -> None:
    li = LineHolder("person li", kept=False)
    answers: list[str] = []

    def ask() -> None:
        answers.append(hall.status(li))
        answers.append(hall.status(LineHolder("person wang", kept=False)))

    hall.fill([li] * 3, ask)
    assert answers == ["503", ""]
    assert hall.status(li) == ""
    assert hall.door.open() == 0


def test_the_last_quarter_is_kept_for_walls_and_the_centre(hall: Hall) -> None:
    units = [LineHolder(f"person unit{n}", kept=False) for n in range(9)]
    answers: list[str] = []

    def ask() -> None:
        answers.append(hall.status(LineHolder("person one more", kept=False)))
        answers.append(hall.status(LineHolder("a wall's token", kept=True)))

    hall.fill(units, ask)
    assert answers == ["503", ""]
    answers.clear()
    hall.fill([LineHolder(f"wall {n}", kept=True) for n in range(12)], ask)
    assert answers == ["503", "503"]


@pytest.mark.parametrize(
    ("caller", "kept"),
    [
        (Caller(Who.PERSON, "f", somebody(Role.FOREMAN)), True),
        (Caller(Who.PERSON, "d", somebody(Role.DISPATCHER, street="S08")), False),
        (Caller(Who.PERSON, "u", somebody(Role.UNIT, unit="U01")), False),
        (Caller(Who.PERSON, "a", somebody(Role.ADMIN)), False),
        (Caller(Who.WALL, "hall", proof="0123"), True),
        (Caller(Who.WALL, "demo"), False),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_whose_lines_are_kept(caller: Caller, kept: bool) -> None:
    with Flask("x").test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.7"}):
        found = _entry(caller)
    assert found is not None
    assert found.kept == kept
    assert found.key in {
        f"person {caller.person.login}" if caller.person else "",
        "0123",
        "address 10.0.0.7",
    }


def test_a_person_is_one_however_often_they_log_in() -> None:
    twice = [Caller(Who.PERSON, "f", somebody(Role.FOREMAN), proof) for proof in ("1", "2")]
    assert _entry(twice[0]) == _entry(twice[1])
    assert _entry(NOBODY) is None
