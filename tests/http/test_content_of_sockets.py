"""No message to a socket holds a word of a case outside its caller's bounds.

Every screen times every kind of caller, now and at a past minute, at once and after a change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_socketio import SocketIOTestClient

from dashboard.access import permissions
from dashboard.actions.handle import handle
from dashboard.domain.desk_commands import Comment
from dashboard.live.connection_limit import LINE, Line
from tests.helpers.centre import rounds_until
from tests.helpers.marked import FAR_GRID, Marked
from tests.helpers.web import Web
from tests.http.askers import Asker, askers, cases, web

__all__ = ["askers", "cases", "web"]

THEN = "2026-11-23T10:20"
"""A minute when all of them had come."""
PARTS: Mapping[str, Sequence[str]] = {
    "wall/queue": ("of=open", "of=reported_today", "unit=U01", f"grid={FAR_GRID}", "item=0101"),
    "wall/case": ("no={unit}", "no={closed}"),
}
"""What a view may be narrowed by, beside what is asked of every view."""


def questions(cases: Mapping[str, Marked]) -> Iterator[str]:
    """The screens that may be requested, now and at an earlier minute."""
    numbers = {name: case.number for name, case in cases.items()}
    for screen in permissions.SOCKETS:
        yield screen
        for part in (f"no={{far}}&cell={FAR_GRID}", *PARTS.get(screen, ())):
            yield f"{screen}?{part}".format(**numbers)
            yield f"{screen}?{part}&at={THEN}".format(**numbers)


def listen(web: Web, asker: Asker, screen: str) -> SocketIOTestClient:
    """A socket without a network."""
    asker.browser.environ_base[LINE] = Line(None)  # type: ignore[assignment]
    return web.sockets.io.test_client(
        web.server, auth={"screen": screen}, flask_test_client=asker.browser
    )


def test_no_socket_tells_of_others_cases(
    web: Web, askers: Sequence[Asker], cases: dict[str, Marked]
) -> None:
    lines = [
        Heard(asker, line)
        for asker in askers
        for screen in questions(cases)
        if (line := listen(web, asker, screen)).is_connected()
    ]
    # What each shows at once, then the past minutes that had to be read first.
    hear(lines, cases)
    for _ in rounds_until(lambda: not any(one.waits for one in lines)):
        web.hub.tell(changed=True)
        hear(lines, cases)
    said = {"case": cases["far"].number, "mode": "view", "path": "/wall/overview"}
    for one in {one.asker.name: one for one in lines}.values():
        for event in web.events - {"connect", "disconnect", "enter"}:
            one.line.emit(event, said)
        one.line.emit("enter", f"wall/case?no={cases['far'].number}")
    for case in cases.values():
        comment = Comment(case=case.number, words=case.words)
        assert handle(web.centre.system, comment, by="test").refused is None
    web.centre.tell()
    web.catch_up()
    for _ in range(2):
        web.hub.tell(changed=True)
        web.hub._told_at = 0.0  # noqa: SLF001 - no window is waited for
    hear(lines, cases)
    assert any(one.told for one in lines if one.asker.name == "wall")


@dataclass(slots=True)
class Heard:
    """A socket, whether it got a case's number, and whether it waits for a past minute."""

    asker: Asker
    line: SocketIOTestClient
    told: bool = False
    waits: bool = False


def hear(lines: Sequence[Heard], cases: Mapping[str, Marked]) -> None:
    for one in lines:
        for message in one.line.get_received():
            told = str(message)
            one.told |= cases["far"].number in told
            one.waits = "'coming': True" in told or (one.waits and "'past'" not in told)
            assert one.asker.leaks(cases, told) == [], f"{one.asker.name} {told[:400]}"
