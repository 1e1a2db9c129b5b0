"""Clients that lie, flood, or hang: each is cut off, and nobody else notices."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import requests
import websocket

from dashboard.store import tokens
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre, wait_until
from tests.services.lines import Line
from tests.services.screens import Screen

pytestmark = exhaustive

CUT_S = 20.0


@pytest.fixture
def token(centre: RunningCentre) -> str:
    return centre.token(tokens.TokenUse.WALL)


@contextmanager
def lines(
    centre: RunningCentre, token: str | None, count: int, buffer: int = 0
) -> Iterator[list[Line]]:
    """Opens so many connections; returns those that weren't refused."""
    with ExitStack() as stack:
        found = []
        for _ in range(count):
            try:
                line = Line(centre.port, token, buffer=buffer)
            except (OSError, websocket.WebSocketException):
                continue
            stack.callback(line.close)
            found.append(line)
        yield found


def worker(centre: RunningCentre) -> psutil.Process:
    found = centre.web_worker()
    assert found is not None
    return found


def peak(centre: RunningCentre) -> int:
    """The web process's peak memory since the last call, in bytes."""
    process = Path(f"/proc/{worker(centre).pid}")
    lines = (process / "status").read_text().splitlines()
    (process / "clear_refs").write_text("5")
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def held(centre: RunningCentre) -> int:
    """How many connections the web process still serves, each with a thread."""
    told = centre.get("/metrics").text.splitlines()
    return int(float(next(line for line in told if line.startswith("centre_lines ")).split()[1]))


def test_nobody_without_a_token_gets_a_line(centre: RunningCentre) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Line(centre.port, None)
    assert refused.value.status_code == 401


def test_a_line_from_another_page_is_refused(centre: RunningCentre, token: str) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        Line(centre.port, token, origin="http://evil.example")
    assert refused.value.status_code in (400, 403)


@pytest.mark.parametrize(
    "auth", [{}, {"screen": "wall/secret"}, {"screen": ["wall/overview"]}, 7, "x"]
)
def test_a_line_that_asks_for_no_screen_gets_none(
    centre: RunningCentre, token: str, auth: object
) -> None:
    with lines(centre, token, 1) as (line,):
        line.join(auth)
        assert line.answer() == "refused"


# In this order, from one client: the second `enter` comes too soon and is kept.
ODD = (
    ["enter", "wall/queue"],
    ["enter", "wall/queue?" + "a=1&" * 45],
    ["seen", {"path": "/wall/\ud800"}],
    ["seen", {"path": "/wall/overview", "rev": 2**70, "size": [2**70, 1]}],
    ["looking", {"case": "\ud800", "mode": "view"}],
    ["enter", "wall/case?no=" + "9" * 300],
)


JUNK = (
    "",
    "9",
    "x",
    "4",
    "42",
    "42{",
    '42["seen"',
    '42["seen",{"rev":{"a":[1,2,3]}}]',
    '42["seen"]',
    '42["seen",1,2,3,4]',
    '42["resync",null,"x"]',
    '42["resync",{"screen":"wall/secret"}]',
    '42["connect",{"screen":"wall/overview"}]',
    '42["disconnect"]',
    '42["__class__",{}]',
    '42[{"a":1}]',
    "42[1]",
    "42[]",
    '421["seen",{}]',
    '40/admin,{"screen":"wall/overview"}',
    '451-["seen",{"_placeholder":true,"num":0}]',
    "4" + "[" * 5000,
    "5",
    "6",
    "2probe",
    "\u0000",
)


# Below Socket.IO: what isn't a websocket frame.
BYTES = (
    b"\xff\xff\xff\xff",
    b"\x81\x05hello",  # not masked
    b"\x81\x82\0\0\0\0\xc3\x28",  # not UTF-8
    b"\x83\x80\0\0\0\0",  # an opcode that doesn't exist
    b"\xf1\x80\0\0\0\0",  # reserved bits
    b"\x80\x80\0\0\0\0",  # goes on without having begun
    b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0aaaa",  # eight exabytes
    b"\x89\xfe\x01\x00\0\0\0\0" + b"a" * 256,  # a ping too long
    b"\x88\x81\0\0\0\0\x03",  # a goodbye cut short
    b"\x88\x82\0\0\0\0\x03\xed",  # goodbye with a code that is never sent
    b"GET / HTTP/1.1\r\n\r\n",
    b"\x01\x81\0\0\0\0a\x81\x81\0\0\0\0b",  # a message inside a message
)


@contextmanager
def plain(centre: RunningCentre, count: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """So many TCP connections on which this has been sent and nothing is read."""
    with ExitStack() as stack:
        found = [
            stack.enter_context(socket.create_connection(("127.0.0.1", centre.port)))
            for _ in range(count)
        ]
        for one in found:
            one.sendall(sent)
        yield found


def test_whoever_holds_a_thread_and_does_nothing_with_it_is_cut(
    centre: RunningCentre, token: str
) -> None:
    """Connections that never join or answer, or break the protocol; requests that stop half-way."""
    with (
        plain(centre, 5, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n") as halves,
        lines(centre, token, 5 + 5 + len(BYTES)) as opened,
    ):
        assert held(centre) == len(opened) == 5 + 5 + len(BYTES)
        for line in opened[5:]:
            line.join()
        for line, junk in zip(opened[10:], BYTES, strict=True):
            assert line.answer() == "joined"
            line.socket.sendall(junk)
        wait_until(lambda: held(centre) == 0, CUT_S, "all are cut", 0.5)
        for half in halves:
            half.settimeout(CUT_S)
            assert half.recv(100) == b""


def test_clients_that_never_hang_up_keep_nobody_waiting(centre: RunningCentre) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with plain(centre, 20, request) as silent:
        assert all(one.recv(12) == b"HTTP/1.1 200" for one in silent)
        began = time.monotonic()
        assert requests.get(f"{centre.address}/healthz", timeout=30).status_code == 200
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("joined", [True, False])
def test_junk_harms_nobody_but_its_sender(centre: RunningCentre, token: str, joined: bool) -> None:
    with Screen(centre.port, token) as healthy:
        wait_until(lambda: healthy.snapshots, 5, "a healthy screen")
        for junk in JUNK:
            with lines(centre, token, 1) as (line,):
                if joined:
                    line.join()
                    assert line.answer() == "joined"
                line.say(junk)
                line.socket.settimeout(0.05)
        time.sleep(2.5)
        assert (healthy.snapshots, healthy.gaps) == (1, 0)
    assert requests.get(f"{centre.address}/healthz", timeout=1).status_code == 200


def test_no_client_ends_a_loop(centre: RunningCentre, token: str) -> None:
    """The loop that cuts sockets goes on, and so does the one that tells what walls show."""
    before = worker(centre).pid
    with Screen(centre.port, token) as healthy, lines(centre, token, 1) as (line,):
        wait_until(lambda: healthy.snapshots, 5, "a healthy screen")
        line.join()
        assert line.answer() == "joined"
        for said in ODD:
            line.emit(*said)
        wait_until(lambda: held(centre) == 1, CUT_S, "the silent client is cut", 0.5)
        assert (healthy.snapshots, healthy.gaps) == (1, 0)
    assert worker(centre).pid == before
    assert centre.get("/readyz").status_code == 200


def test_a_huge_frame_ends_its_line_and_takes_no_memory(centre: RunningCentre, token: str) -> None:
    peak(centre)
    before = peak(centre)
    with lines(centre, token, 1) as (line,):
        line.join()
        assert line.answer() == "joined"
        with suppress(OSError, websocket.WebSocketException):
            line.say("4" + "x" * 100_000_000)
        wait_until(lambda: held(centre) == 0, 5, "it is ended")
    assert peak(centre) - before < 20_000_000


def test_no_message_too_long_keeps_its_place(centre: RunningCentre, token: str) -> None:
    """Not even if the connection ends just when its thread looks for a message."""
    for _ in range(60):
        with lines(centre, token, 1) as (line,):
            line.join()
            assert line.answer() == "joined"
            with suppress(OSError, websocket.WebSocketException):
                line.say("4" + "x" * 200_000)
    wait_until(lambda: held(centre) == 0, CUT_S, "all have left", 0.2)


def test_a_flood_of_answers_starts_no_threads(centre: RunningCentre, token: str) -> None:
    threads = worker(centre).num_threads()
    with lines(centre, token, 1) as (line,):
        line.join()
        assert line.answer() == "joined"
        most = 0
        for turn in range(20_000):
            line.emit("seen", {"rev": turn})
            if turn % 500 == 0:
                most = max(most, worker(centre).num_threads())
    assert most < threads + 10


def test_three_hundred_at_once_leave_room_for_everybody_else(
    centre: RunningCentre, token: str
) -> None:
    took: list[float] = []
    with ExitStack() as stack, Screen(centre.port, token) as healthy:

        def storm(_: int) -> None:
            with suppress(OSError, websocket.WebSocketException):
                line = Line(centre.port, token)
                stack.callback(line.close)
                line.join()

        with ThreadPoolExecutor(20) as clients:
            storming = [clients.submit(storm, number) for number in range(300)]
            while not all(one.done() for one in storming):
                began = time.monotonic()
                assert requests.get(f"{centre.address}/healthz", timeout=10).status_code == 200
                took.append(time.monotonic() - began)
        assert held(centre) <= centre.system.settings.sockets_max
        assert (healthy.snapshots, healthy.gaps) == (1, 0)
    assert max(took) < 5  # alive; the figure is in the bench
    wait_until(lambda: held(centre) == 0, CUT_S, "all have left", 0.2)
