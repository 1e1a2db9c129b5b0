"""Many screens without a browser, in one process of their own: some listen, some poll.

They do what a browser would do on the wire, and nothing else: they read, answer, and look for the
newest case number in what has come. Only the first few look, so that looking costs little.
"""

import asyncio
import base64
import json
import os
import re
import time
import zlib
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Literal, Protocol, Self

from tests.bench import polled
from tests.bench.pairing import DAY, Sight

Kind = Literal["listeners", "pollers"]
NUMBER = re.compile(rb'"(?:no|data-no)":\s*"[A-Z]+(\d{8})-(\d+)"')
LOOKING = 10
START_S = 60.0
ANSWER_S = 3.0
OPENING, TEXT, CLOSE = 0x80, 0x81, 0x8
LENGTH_16, LENGTH_64 = 126, 127
FRAME = 4
"""Bytes of a frame's head, nearly always."""
DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
DEFLATED, DEFLATED_END = 0x40, b"\x00\x00\xff\xff"


class Inflater(Protocol):
    def decompress(self, data: bytes, /) -> bytes: ...


class Crowd:
    """A context manager: on entry all are connected, `leave` gives what the looking ones saw.

    Listeners with `deflate` have their messages compressed, as browsers do.
    """

    def __init__(self, kind: Kind, port: int, size: int, *, deflate: bool = False) -> None:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        asked = (theirs, kind, port, size, deflate)
        self._process = context.Process(target=_run, args=asked, daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        came = self._line.poll(START_S)
        wrong = self._line.recv() if came else f"not within {START_S:g} s."
        if wrong:
            self.__exit__()
            raise RuntimeError(f"The crowd didn't get in: {wrong}")
        return self

    def received(self) -> tuple[int, int]:
        """Bytes on the wire, and messages or answers, of all of them so far."""
        self._line.send("received")
        found: tuple[int, int] = self._line.recv()
        return found

    def leave(self) -> list[list[Sight]]:
        """Ends them; returns what each of the looking ones saw, in order."""
        self._line.send("leave")
        found: list[list[Sight]] = self._line.recv()
        return found

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()


def _run(line: Connection, kind: Kind, port: int, size: int, deflate: bool) -> None:
    member = _poll if kind == "pollers" else partial(_listen, deflate=deflate)
    asyncio.run(_crowd(line, member, port, size))


async def _crowd(line: Connection, member: "Member", port: int, size: int) -> None:
    seen: list[list[Sight]] = [[] for _ in range(min(LOOKING, size))]
    inside = asyncio.Semaphore(0)
    eyes = [_Watcher(seen[i] if i < len(seen) else None, inside) for i in range(size)]
    tasks = [asyncio.create_task(_late(member(port, eye), i / size)) for i, eye in enumerate(eyes)]
    wrong = await _entered(inside, tasks)
    line.send(wrong)
    if wrong:
        return
    left = asyncio.Event()

    def asked() -> None:
        if line.recv() == "received":
            line.send((sum(eye.received for eye in eyes), sum(eye.messages for eye in eyes)))
        else:
            left.set()

    asyncio.get_running_loop().add_reader(line.fileno(), asked)
    done, _ = await asyncio.wait(
        [asyncio.create_task(left.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED
    )
    for task in done:
        task.result()  # a member that has ended failed, and says how
    line.send(seen)


async def _entered(inside: asyncio.Semaphore, tasks: Sequence[asyncio.Task[None]]) -> str:
    """Waits until all are inside; returns an empty string, or why one of them will never be."""

    async def all_inside() -> None:
        for _ in tasks:
            await inside.acquire()

    waiting = asyncio.create_task(all_inside())
    done, _ = await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    return "" if waiting in done else repr(done.pop().exception())


async def _late(member: Coroutine[Any, Any, None], seconds: float) -> None:
    """Delays a poller's start, so that pollers are spread over their second as by chance."""
    await asyncio.sleep(seconds)
    await member


class _Watcher:
    """Notes when a number was first the newest; the first look says that its owner is inside."""

    def __init__(self, seen: list[Sight] | None, inside: asyncio.Semaphore) -> None:
        self._seen = seen
        self._inside: asyncio.Semaphore | None = inside
        self._newest = 0
        self.received = 0
        self.messages = 0

    def take(self, size: int) -> None:
        self.received += size
        self.messages += 1

    def enter(self) -> None:
        if self._inside is not None:
            self._inside.release()
            self._inside = None

    def look(self, body: bytes) -> None:
        self.enter()
        if self._seen is None:
            return
        at = time.time() * 1000
        most = max((int(d) * DAY + int(n) for d, n in NUMBER.findall(body)), default=0)
        if most > self._newest:
            self._newest = most
            self._seen.append((most, at))


Member = Callable[[int, _Watcher], Coroutine[Any, Any, None]]


async def _listen(port: int, eye: _Watcher, *, deflate: bool) -> None:
    """A screen as in `live/socket.js`; also one of the bare path, which gets no snapshot."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
        f"Sec-WebSocket-Version: 13\r\n{DEFLATE if deflate else ''}\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 101 " in head.split(b"\r\n")[0], head
    writer.write(_frame(b'40{"screen":"wall/overview"}'))
    answered, inflate = 0.0, zlib.decompressobj(-zlib.MAX_WBITS)
    while True:
        body = await _read_frame(reader, eye, inflate)
        if body == b"2":
            writer.write(_frame(b"3"))
        elif body.startswith(b"40"):
            eye.enter()
        elif body.startswith(b'42["'):
            if not body.startswith(b'42["beat"'):
                eye.look(body)
            if time.monotonic() - answered > ANSWER_S:
                answered = time.monotonic()
                writer.write(_frame(b'42["seen",{}]'))


def _frame(text: bytes) -> bytes:
    """A short text frame from a client, masked with zeros, as clients must mask."""
    return bytes([TEXT, OPENING | len(text)]) + bytes(4) + text


async def _read_frame(reader: asyncio.StreamReader, eye: _Watcher, inflate: Inflater) -> bytes:
    kind, length = await reader.readexactly(2)
    if length == LENGTH_16:
        length = int.from_bytes(await reader.readexactly(2))
    elif length == LENGTH_64:
        length = int.from_bytes(await reader.readexactly(8))
    body = await reader.readexactly(length)
    eye.take(FRAME + length)
    assert kind & 0x0F != CLOSE, "The server has cut a screen that reads."
    return inflate.decompress(body + DEFLATED_END) if kind & DEFLATED else body


async def _poll(port: int, eye: _Watcher) -> None:
    """A page with `dcc.Interval`: one request a second, the next when the last is answered."""
    outputs = [(polled.CONTENT, "children"), (polled.CELLS, "hideout")]
    asked = {
        "output": f"..{'...'.join('.'.join(one) for one in outputs)}..",
        "outputs": [{"id": one, "property": prop} for one, prop in outputs],
        "changedPropIds": [f"{polled.TICK}.n_intervals"],
    }
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    loop = asyncio.get_running_loop()
    due, turn = loop.time(), 0
    while True:
        turn += 1
        tick = {"id": polled.TICK, "property": "n_intervals", "value": turn}
        body = json.dumps(asked | {"inputs": [tick]}).encode()
        writer.write(
            f"POST /_dash-update-component HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        eye.look(await _read_answer(reader, eye))
        due = max(due + polled.EVERY_MS / 1000, loop.time())
        await asyncio.sleep(due - loop.time())


async def _read_answer(reader: asyncio.StreamReader, eye: _Watcher) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n")[0], head
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    assert length is not None, head
    eye.take(len(head) + int(length[1]))
    return await reader.readexactly(int(length[1]))
