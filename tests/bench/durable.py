"""The durable bare path: as the bare one, but for what is told a row is on the disk.

A process of its own reads the stream, commits each entry as a row of SQLite, as durable as ours,
and publishes its number; the web process emits it. Whoever promises to lose nothing does this much.
"""

import os
import sqlite3
import sys

from flask import Flask
from flask_socketio import SocketIO
from redis import Redis

from dashboard.streams.client import entries
from tests.bench import bare

STREAM = "durable"
CHANNEL = "durable-committed"


def create() -> Flask:
    """What gunicorn serves; the channel is that of REDIS_URL."""
    return bare.serve(_tell)


def _tell(redis: Redis, sockets: SocketIO) -> None:
    line = redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    line.subscribe(CHANNEL)
    while True:
        said = line.get_message(timeout=bare.WAIT_MS / 1000)
        if said is not None:
            sockets.emit("told", int(said["data"]))


def write(redis: Redis, file: str) -> None:
    """Commits and publishes all that comes, from the stream's beginning, for ever."""
    rows = sqlite3.connect(file, isolation_level=None)
    rows.execute("PRAGMA journal_mode=WAL")
    rows.execute("PRAGMA synchronous=FULL")
    rows.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    last: bytes | str = "0"
    while True:
        for entry, fields in entries(redis.xread({STREAM: last}, block=bare.WAIT_MS)):
            last = entry
            number, body = fields[b"event"].split(b" ", 1)
            # Outside a transaction of its own each statement is one, committed when it returns.
            rows.execute("INSERT INTO kept VALUES (?, ?)", (int(number), body))
            redis.publish(CHANNEL, number)


if __name__ == "__main__":
    write(Redis.from_url(os.environ["REDIS_URL"]), sys.argv[1])
