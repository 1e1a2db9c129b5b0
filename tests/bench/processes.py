"""Processes that end with their block whatever happens, and what they have used."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[2]
START_S = 60.0
STOP_S = 15.0
LOOK_S = 0.005
KEEP_S = 60
MIB = 2**20
WEB_THREADS = 260
"""As `python -m dashboard web` has them with the default number of sockets."""


@dataclass(frozen=True, slots=True)
class Memory:
    """In MB of 2^20 bytes: all that is resident, and its own part of what is shared."""

    rss_mb: float
    pss_mb: float


class Processes:
    """Started by name, each with a log under `folder`; a context manager that ends them all."""

    def __init__(self, folder: Path) -> None:
        self._logs = folder / "log"
        self._logs.mkdir(parents=True, exist_ok=True)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(*self._running)

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        with (self._logs / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command,
                env=dict(environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self, *names: str) -> None:
        """Ends these in order; kills one that doesn't end."""
        ending = [self._running.pop(name) for name in names]
        for process in ending:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in ending:
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def signal(self, name: str, number: signal.Signals) -> None:
        self._running[name].send_signal(number)

    def wait_for(self, name: str, url: str) -> None:
        """Returns when `url` answers 200; raises with the log if the process has ended."""
        until = time.monotonic() + START_S
        while not answers(url):
            if self._running[name].poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{name} doesn't answer at {url}:\n{self._log(name)}")
            time.sleep(0.1)

    def wait_until(self, what: Callable[[], bool], seconds: float) -> None:
        """Returns when `what` is so; raises if it is late, or with the log of one that ended."""
        until = time.monotonic() + seconds
        while not what():
            for name, process in self._running.items():
                if process.poll() is not None:
                    raise RuntimeError(f"{name} has ended:\n{self._log(name)}")
            if time.monotonic() > until:
                raise RuntimeError(f"Not within {seconds:g} s.")
            time.sleep(LOOK_S)

    def _log(self, name: str) -> str:
        return (self._logs / f"{name}.log").read_text(errors="replace")[-2000:]

    def cpu_s(self) -> dict[str, float]:
        """CPU seconds used so far, by name, children included."""
        return {name: sum(map(_cpu_s, _family(p.pid))) for name, p in self._running.items()}

    def memory(self, name: str) -> Memory:
        """What it keeps now, children included."""
        kept = [process.memory_full_info() for process in _family(self._running[name].pid)]
        return Memory(sum(one.rss for one in kept) / MIB, sum(one.pss for one in kept) / MIB)


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def answers(url: str) -> bool:
    """Whether this address of ours answers with 200."""
    try:
        with urlopen(url, timeout=2) as answer:  # noqa: S310 - an address of our own
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def gunicorn(app: str, port: int) -> list[str]:
    """The command line of another web process, under the settings of the centre's own."""
    command = [sys.executable, "-m", "gunicorn", app, "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", str(WEB_THREADS), "--no-control-socket"]
    # A polling page keeps its connection, however late the server is on a busy machine.
    command += ["--keep-alive", str(KEEP_S)]
    return [*command, "--bind", f"127.0.0.1:{port}", "--graceful-timeout", "3"]
