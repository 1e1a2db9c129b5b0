"""Socket.IO by hand: a websocket on which the test itself sends and reads every message."""

import json
import socket
import ssl
from contextlib import suppress
from typing import Any, Literal

import websocket

OVERVIEW = "wall/overview"
# The tests' certificates are self-signed.
ANY_CERTIFICATE = {"cert_reqs": ssl.CERT_NONE, "check_hostname": False}
# An Engine.IO packet begins with a digit; for a message, 4, Socket.IO's digit follows.
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
        """Sends one packet unchanged, e.g. "3" or '42["seen",{}]'."""
        self._ws.send(text)

    def emit(self, name: str, value: object = None) -> None:
        self.say(EVENT + json.dumps([name, value]))

    def join(self, auth: object = None) -> None:
        """Asks for the screen; read the answer later."""
        self.say(JOIN + json.dumps(auth if auth is not None else {"screen": OVERVIEW}))

    def hear(self) -> str:
        """The next packet; raises when the line ends, or when none comes in time."""
        found = self._ws.recv()
        if not found:
            raise websocket.WebSocketConnectionClosedException("the line has ended")
        return found if isinstance(found, str) else found.decode()

    def answer(self) -> Literal["joined", "refused"]:
        """The server's answer to `join`. Events may come first."""
        while True:
            heard = self.hear()
            if heard.startswith(JOIN):
                return "joined"
            if heard.startswith((REFUSED, LEAVE)):
                return "refused"

    def close(self) -> None:
        """Closes the line; also wakes a thread that waits for the next packet."""
        if self._ws.sock is not None:
            with suppress(OSError):
                self._ws.sock.shutdown(socket.SHUT_RDWR)
        self._ws.shutdown()  # type: ignore[no-untyped-call]
