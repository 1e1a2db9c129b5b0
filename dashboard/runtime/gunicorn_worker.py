"""The gunicorn worker of a web process: gthread, with an end to waiting for its clients.

Gthread reads a request, however slowly it comes, in one of its threads: a sender that stops in
the middle keeps that thread for ever. And it waits for a client to close its side in the thread
that takes all connections: ten that don't, and nobody gets in for twenty seconds.
"""

import socket
import struct
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

# More than a websocket's ten seconds from ping to pong, which ends a silent screen before.
SILENCE_MAX_S = 15


class Worker(ThreadWorker):  # type: ignore[misc]
    """What `--worker-class` names."""

    def init_process(self) -> None:
        """Connections inherit the limit from the socket that they come in by."""
        for listener in self.sockets:
            limit = struct.pack("ll", SILENCE_MAX_S, 0)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Serves a request and, after the last one, closes, still in the request's own thread."""
        goes_on = super().handle(conn)
        if not goes_on:
            conn.close(graceful=True)
            conn.close = _is_closed
        return goes_on


def _is_closed(*, graceful: bool = False) -> None:
    """What there is left to do for a connection that has been closed."""
