"""A thread that waits for a websocket's next message learns that there will be none."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from simple_websocket import ConnectionClosed, Server

from dashboard.live.socket_reader import SocketReader

WAIT_S = 5.0
HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "HTTP_HOST": "centre",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}
TOO_LONG = b"\x81\x85\0\0\0\0hello"


class Hasty(threading.Event):
    """The waiting thread looks again before the one that woke it goes on."""

    def set(self) -> None:
        super().set()
        time.sleep(0.05)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def waiting(here: socket.socket, pool: ThreadPoolExecutor) -> tuple[Server, Future[object]]:
    """A websocket at this end of a connection, and the future of its next message."""
    line = Server(
        {**HANDSHAKE, "werkzeug.socket": here},
        max_message_size=4,
        thread_class=SocketReader,
        event_class=Hasty,
    )
    return line, pool.submit(line.receive)


def test_a_message_too_long_is_the_end(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    with ThreadPoolExecutor(1) as pool:
        _, message = waiting(here, pool)
        there.sendall(TOO_LONG)
        assert isinstance(message.exception(WAIT_S), ConnectionClosed)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_reader_is_the_end_as_well(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = ends
    with ThreadPoolExecutor(1) as pool:
        line, message = waiting(here, pool)
        monkeypatch.setattr(line.ws, "receive_data", {}.pop)
        there.sendall(b"\x81\x81\0\0\0\0a")
        assert isinstance(message.exception(WAIT_S), ConnectionClosed)
    # Wait for its last log line, which would otherwise end up in the next test.
    line.thread.join(WAIT_S)
    assert not line.thread.is_alive()
