"""A Valkey that a test may kill, freeze and start again."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from dashboard.runtime.valkey import socket_path, valkey_command

_START_SECONDS = 10.0


class Valkey:
    """The embedded server in a folder of its own; acknowledged entries survive kill -9.

    `folder` is made if missing. `url` works for `redis.Redis.from_url` and for REDIS_URL.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._socket = socket_path(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self._socket}?db=0"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._alive().pid

    def start(self) -> None:
        """Start it, or do nothing if it runs; returns when it answers."""
        if self.running:
            return
        with (self._folder / "valkey.log").open("ab") as log:
            command = valkey_command(self._folder, self._socket)
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if not self.running or time.monotonic() > deadline:
                raise RuntimeError(f"Valkey didn't start:\n{self._log()}")
            time.sleep(0.01)

    def stop(self) -> None:
        """End it cleanly; does nothing if it doesn't run."""
        if self.running:
            self.resume()
            self._end(signal.SIGTERM)

    def kill9(self) -> None:
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Freeze it: connections stay open and nothing answers, as with a hung disk."""
        self._alive().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._alive().send_signal(signal.SIGCONT)

    def client(self) -> "redis.Redis":
        """A new connection that decodes replies; the caller closes it."""
        return redis.Redis.from_url(self.url, decode_responses=True)

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError("Valkey isn't running.")
        return self._process

    def _end(self, number: signal.Signals) -> None:
        process = self._alive()
        process.send_signal(number)
        process.wait(timeout=10)

    def _answers(self) -> bool:
        with self.client() as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:  # not there yet, or still loading its file
                return False

    def _log(self) -> str:
        return (self._folder / "valkey.log").read_text(errors="replace")
