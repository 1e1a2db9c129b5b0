"""Socket.IO by hand: a websocket whose every message the test sends and reads itself, or not."""

import json
import socket
import ssl
from contextlib import suppress
from typing import Any, Literal

import websocket

OVERVIEW = "wall/overview"
# The certificates of the tests are signed by nobody.
ANY_CERTIFICATE = {"cert_reqs": ssl.CERT_NONE, "check_hostname": False}
# Engine.IO's packets are a digit, Socket.IO's another one behind the 4 of a message.
OPEN, PING, PONG, JOIN, LEAVE, EVENT, REFUSED = "0", "2", "3", "40", "41", "42", "44"


class Line:
    """An open websocket. Raises websocket.WebSocketException (its status_code) if refused."""

    def __init__(
        self,
        port: int,
        token: str | None,
        *,
        cookie: str | None = None,
        origin: str | None = None,
        seconds: float = 10.0,
        buffer: int = 0,
        secure: bool = False,
    ) -> None:
        options: list[Any] = [(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)] if buffer else []
        self._ws = websocket.create_connection(
            f"{'wss' if secure else 'ws'}://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket",
            timeout=seconds,
            cookie=f"wall={token}" if token else cookie,
            origin=origin,
            suppress_origin=origin is None,
            sockopt=options,
            sslopt=ANY_CERTIFICATE if secure else None,
        )

    @property
    def socket(self) -> socket.socket:
        assert self._ws.sock is not None
        return self._ws.sock

    def say(self, text: str) -> None:
        """One packet as it stands, e.g. "3" or '42["seen",{}]'."""
        self._ws.send(text)

    def emit(self, name: str, value: object = None) -> None:
        self.say(EVENT + json.dumps([name, value]))

    def join(self, auth: object = None) -> None:
        """Ask for the screen; the answer is read later."""
        self.say(JOIN + json.dumps(auth if auth is not None else {"screen": OVERVIEW}))

    def hear(self) -> str:
        """The next packet; raises at the end of the line and when none comes in time."""
        found = self._ws.recv()
        if not found:
            raise websocket.WebSocketConnectionClosedException("the line has ended")
        return found if isinstance(found, str) else found.decode()

    def answer(self) -> Literal["joined", "refused"]:
        """What the server says to `join`. Events may come first."""
        while True:
            heard = self.hear()
            if heard.startswith(JOIN):
                return "joined"
            if heard.startswith((REFUSED, LEAVE)):
                return "refused"

    def close(self) -> None:
        """Also wakes who waits for the next packet."""
        if self._ws.sock is not None:
            with suppress(OSError):
                self._ws.sock.shutdown(socket.SHUT_RDWR)
        self._ws.shutdown()  # type: ignore[no-untyped-call]
