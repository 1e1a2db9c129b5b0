"""A person who has lost their right is cut off within seconds, and can't come back."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
import websocket

from dashboard.access import identity
from dashboard.actions.handle import handle
from dashboard.domain.accounts import ChangePerson, ResetPassword, SwitchAccount
from dashboard.domain.persons import Role
from dashboard.live.sockets import LOOK_S
from dashboard.store import tokens
from tests.desks.conftest import Seat
from tests.helpers.exhaustive import one_in_the_gate
from tests.services.centre import RunningCentre
from tests.services.lines import PING, PONG, Line

Sit = Callable[..., Seat]
# The interval of the check, and a busy machine.
CUT_S = LOOK_S + 4


def ended_within(line: Line, seconds: float = CUT_S) -> bool:
    """Whether the connection ends in this time; it answers pings until then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if line.hear() == PING:
                line.say(PONG)
        except websocket.WebSocketTimeoutException:
            continue
        except (websocket.WebSocketException, OSError):
            return True
    return False


def log_out(seat: Seat) -> None:
    proof = tokens.digest(seat.cookie.partition("=")[2])
    identity.end(seat.centre.system, proof)


def change_role(seat: Seat) -> None:
    command = ChangePerson(person=replace(seat.person, role=Role.INTAKE))
    assert handle(seat.centre.system, command, by="test").refused is None


def switch_off(seat: Seat) -> None:
    command = SwitchAccount(login=seat.person.login, active=False)
    assert handle(seat.centre.system, command, by="test").refused is None


def change_password(seat: Seat) -> None:
    command = ResetPassword(login=seat.person.login, hashed="another")
    assert handle(seat.centre.system, command, by="test").refused is None


@pytest.mark.parametrize(
    "ending", one_in_the_gate([log_out, change_role, switch_off, change_password])
)
def test_a_desk_is_cut_and_the_one_beside_it_stays(
    sit: Sit, ending: Callable[[Seat], None]
) -> None:
    gone = sit(Role.DISPATCHER, ending.__name__.replace("_", "-"))
    stays = sit(Role.FOREMAN)
    ending(gone)
    assert ended_within(gone.line)
    assert not ended_within(stays.line, 1)
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Line(gone.centre.port, None, cookie=gone.cookie)
    assert refused.value.status_code == 401


def test_a_wall_is_cut_when_its_token_is_revoked(centre: RunningCentre) -> None:
    system = centre.system
    name = "a wall to be revoked"
    with system.engine.begin() as connection:
        token = tokens.make(connection, system.district.key, name, tokens.TokenUse.WALL, 1)
    with closing(Line(centre.port, token)) as wall:
        wall.join()
        assert wall.answer() == "joined"
        with system.engine.begin() as connection:
            tokens.revoke(
                connection, system.district.key, name, tokens.TokenUse.WALL, system.now_ms()
            )
        assert ended_within(wall)


def test_a_wall_gets_no_desk(centre: RunningCentre) -> None:
    with closing(Line(centre.port, centre.token(tokens.TokenUse.WALL))) as wall:
        wall.join({"screen": "console"})
        assert wall.answer() == "refused"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.ASSESSOR])
def test_who_has_no_desk_gets_none(sit: Sit, role: Role) -> None:
    assert sit(role).answer == "refused"
