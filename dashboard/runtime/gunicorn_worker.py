"""The gunicorn worker of a web process: gthread that doesn't wait for clients without end.

Gthread reads a request in one of its threads, however slowly it comes: a sender that stops in the
middle keeps that thread for ever. And it waits for clients to close their side in the thread that
accepts all connections: ten that don't, and nobody gets in for twenty seconds.
"""

import socket
import struct
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

# More than a websocket's ten seconds from ping to pong, so the ping ends a silent screen first.
SILENCE_MAX_S = 15


class Worker(ThreadWorker):  # type: ignore[misc]
    """The class for `--worker-class`."""

    def init_process(self) -> None:
        """Limits the listening sockets; connections inherit the limit from them."""
        for listener in self.sockets:
            limit = struct.pack("ll", SILENCE_MAX_S, 0)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Serves a request; after the last one, closes in the request's own thread."""
        goes_on = super().handle(conn)
        if not goes_on:
            conn.close(graceful=True)
            conn.close = _is_closed
        return goes_on


def _is_closed(*, graceful: bool = False) -> None:
    """Replaces closing a connection that has been closed already: there is nothing to do."""
