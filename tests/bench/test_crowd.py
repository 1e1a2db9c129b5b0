"""A crowd that gets no connection says why at once, and leaves no process behind."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import active_children
from threading import Thread

import pytest

from tests.bench.crowd import Crowd


class Full(BaseHTTPRequestHandler):
    """A server that has no free connection."""

    def do_GET(self) -> None:
        self.send_error(503, "All lines are taken")


def test_a_crowd_that_is_refused_says_how() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Full) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        refused = pytest.raises(RuntimeError, match="503 All lines are taken")
        with refused, Crowd("listeners", server.server_port, 3):
            pass
        server.shutdown()
    assert active_children() == []
