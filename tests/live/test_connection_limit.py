"""The limit on connections: few for one caller, some reserved for walls and the centre's desks."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import create_environ

from dashboard.access.identity import NOBODY, Caller, Who
from dashboard.app import _entry
from dashboard.domain.roles import Role
from dashboard.live.connection_limit import PATH, Bounds, ConnectionLimit, LineHolder
from tests.helpers.web import somebody


class LimitedApp:
    """An app limited to 12 connections, 3 for each caller; they last as long as a test wants."""

    def __init__(self) -> None:
        app = Flask("hall")
        self.entry: LineHolder | None = None
        self.held: list[str] = []
        app.wsgi_app = self._hold  # type: ignore[assignment, method-assign]
        self._lasting: Any = None
        self.limit = ConnectionLimit(app, lambda: self.entry, Bounds(all=12, each=3))

    def _hold(self, _: Any, __: Any) -> list[bytes]:
        self._lasting()
        return []

    def status(self, entry: LineHolder | None, within: Any = lambda: None) -> str:
        """Connects and runs `within` meanwhile; returns the refusal's status, or ""."""
        self.entry, self._lasting, told = entry, within, []
        self.limit(create_environ(PATH), lambda status, _: told.append(status[:3]))
        return "".join(told)

    def fill(self, entries: list[LineHolder], then: Any) -> None:
        """Opens connections for all these callers at once, then runs `then`."""
        if not entries:
            then()
            return
        first, *others = entries
        assert self.status(first, lambda: self.fill(others, then)) == ""


@pytest.fixture
def limited() -> LimitedApp:
    return LimitedApp()


def test_nobody_gets_no_line(limited: LimitedApp) -> None:
    assert limited.status(None) == "401"


def test_one_has_few_lines_and_gets_them_back(limited: LimitedApp) -> None:
    li = LineHolder("person li", kept=False)
    answers: list[str] = []

    def ask() -> None:
        answers.append(limited.status(li))
        answers.append(limited.status(LineHolder("person wang", kept=False)))

    limited.fill([li] * 3, ask)
    assert answers == ["503", ""]
    assert limited.status(li) == ""
    assert limited.limit.open() == 0


def test_the_last_quarter_is_kept_for_walls_and_the_centre(limited: LimitedApp) -> None:
    units = [LineHolder(f"person unit{n}", kept=False) for n in range(9)]
    answers: list[str] = []

    def ask() -> None:
        answers.append(limited.status(LineHolder("person one more", kept=False)))
        answers.append(limited.status(LineHolder("a wall's token", kept=True)))

    limited.fill(units, ask)
    assert answers == ["503", ""]
    answers.clear()
    limited.fill([LineHolder(f"wall {n}", kept=True) for n in range(12)], ask)
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
