"""The whole centre as its users start it, with processes that a test may kill by name."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import requests

from dashboard import settings
from dashboard.actions.handle import handle
from dashboard.domain.keys import AddKey
from dashboard.domain.screens import AddScreen
from dashboard.runtime.bootstrap import open_system
from dashboard.store import tokens
from dashboard.system import System, real_clock
from tests.helpers.messages import EVERYTHING

ROOT = Path(__file__).parents[2]
START_S = 150.0
STOP_S = 40.0
LOG_TAIL = 1_000
# How to recognise each process that supervisord starts: by the end of its command line or a part.
MARKS: Mapping[str, tuple[str, ...]] = {
    "redis": ("valkey-server", "redis-server"),
    "intake": ("worker intake",),
    "relay": ("worker relay",),
    "timers": ("worker timers",),
    "notifier": ("worker notifier",),
    "web": ("gunicorn",),
}


def wait_until(what: Callable[[], Any], seconds: float, words: str, pause: float = 0.05) -> Any:
    """The first true answer of `what`; fails with `words` if none comes in time."""
    until = time.monotonic() + seconds
    while True:
        found = what()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"not within {seconds:g} s: {words}")
        time.sleep(pause)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningCentre:
    """`python -m dashboard up` on a folder and a port of its own.

    `system` works on the same database and Redis from within the test's process; `tree` is the
    folder of the program's sources.
    """

    def __init__(self, var: Path, *options: str, tree: Path = ROOT, **environment: str) -> None:
        self.var = var
        self.tree = tree
        self.port = free_port()
        host = environment.get("HOST", "127.0.0.1")
        self.address = (
            f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
        )
        self._command = [sys.executable, "-m", "dashboard", "up", *options]
        self._environment = {
            "VAR_FOLDER": str(var),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SECRET_KEY": "a secret of the tests alone",
            "LINES_EACH_MAX": "5000",
            **environment,
        }
        self._up: subprocess.Popen[bytes] | None = None
        self._system: System | None = None
        self._tokens: dict[tokens.TokenUse, str] = {}

    def start(self) -> "RunningCentre":
        """Starts it; returns when database, Redis and workers are well."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "up.log").open("ab") as log:
            self._up = subprocess.Popen(
                self._command,
                cwd=self.tree,
                env=os.environ | self._environment,
                stdout=log,
                stderr=log,
            )
        self.wait_ready(START_S)
        return self

    @contextmanager
    def running(self) -> Iterator["RunningCentre"]:
        """Starts it for this block and ends it afterwards, even if the start fails."""
        try:
            yield self.start()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ends it as Ctrl-C does; kills whatever survives."""
        if self._system is not None:
            self._system.engine.dispose()
            self._system.reader.dispose()
            self._system.redis.close()
        if self._up is None:
            return
        family = self.family()
        if self._alive():
            self._up.send_signal(signal.SIGTERM)
        try:
            self._up.wait(STOP_S)
        finally:
            for process in family:
                if process.is_running():
                    process.kill()

    def family(self) -> list[psutil.Process]:
        """`up` and all processes that it has started, while it runs."""
        if self._up is None or not self._alive():
            return []
        first = psutil.Process(self._up.pid)
        return [first, *first.children(recursive=True)]

    def ended(self) -> int | None:
        """The exit code of `up`; None while it runs."""
        return self._up.poll() if self._up is not None else None

    def again(self) -> "subprocess.CompletedProcess[str]":
        """A second `up` on the same folder, while the first one runs."""
        environment = os.environ | self._environment | {"PORT": str(free_port())}
        return subprocess.run(
            self._command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_S,
        )

    def _alive(self) -> bool:
        return self._up is not None and self._up.poll() is None

    # From within ---------------------------------------------------------------------------

    @property
    def system(self) -> System:
        """The same database and Redis, opened in this process."""
        if self._system is None:
            self._system = open_system(settings.read(self._environment))
        return self._system

    def system_of(self, ago: timedelta) -> System:
        """A system whose clock is `ago` earlier: what it takes in was reported then."""
        now = self.system
        return System(
            settings=now.settings,
            engine=now.engine,
            reader=now.reader,
            redis=now.redis,
            pack=now.pack,
            clock=lambda: real_clock() - ago,
        )

    def token(self, use: tokens.TokenUse) -> str:
        """A wall's device token, or the key of an outside system."""
        if use not in self._tokens:
            system, name = self.system, f"a test's {use}"
            if use is tokens.TokenUse.WALL:  # a wall for staff, at the address in its link
                handle(system, AddScreen(name=name), by="test")
            if use is tokens.TokenUse.API:
                self._tokens[use] = token = tokens.fresh()
                add = AddKey(name=name, grant=EVERYTHING, digest=tokens.digest(token))
                assert handle(system, add, by="test").refused is None
                return token
            with system.engine.begin() as connection:
                self._tokens[use] = tokens.make(
                    connection, system.district.key, name, use, system.now_ms()
                )
        return self._tokens[use]

    @property
    def bearer(self) -> dict[str, str]:
        """The header of an outside system."""
        return {"Authorization": f"Bearer {self.token(tokens.TokenUse.API)}"}

    def wall_link(self, more: str = "") -> str:
        """The link that a wall's browser opens once; `more` is e.g. "&lang=en"."""
        return f"{self.address}/wall/overview?token={self.token(tokens.TokenUse.WALL)}{more}"

    # From outside --------------------------------------------------------------------------

    def get(self, path: str, seconds: float = 5.0) -> requests.Response:
        """A GET request of an outside system."""
        return requests.get(self.address + path, headers=self.bearer, timeout=seconds)

    def picture(self) -> dict[str, Any]:
        """GET /api/picture."""
        answer = self.get("/api/picture")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def ready(self) -> bool:
        """Whether /readyz says that all is well."""
        try:
            return requests.get(f"{self.address}/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def wait_ready(self, seconds: float) -> None:
        """Waits until it is ready; fails at once if `up` has ended. Failures show the last logs."""

        def ready() -> bool:
            assert self._alive(), self.said()
            return self.ready()

        try:
            wait_until(ready, seconds, "the centre is ready", pause=0.1)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.said()}") from None

    def said(self) -> str:
        """The last lines of every log."""
        logs = [self.var / "up.log", *sorted((self.var / "log").glob("*.log"))]
        tails = [log.read_text(errors="replace")[-LOG_TAIL:] for log in logs]
        return "\n".join(f"{log.name}: {tail}" for log, tail in zip(logs, tails, strict=True))

    def check(self) -> str:
        """The output of `python -m dashboard check`. Fails if it finds a fault."""
        return self.run("check")

    def run(self, *words: str, code: int = 0) -> str:
        """The output of `python -m dashboard …` on this centre. Fails on another exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", *words],
            cwd=self.tree,
            env=os.environ | self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    # Its processes -------------------------------------------------------------------------

    def process(self, name: str) -> psutil.Process | None:
        """The process under this name (`web` is gunicorn's master), if it runs now."""
        for process in self._programs():
            try:
                line = " ".join(process.cmdline())
            except psutil.NoSuchProcess:
                continue
            if any(mark in line for mark in MARKS[name]):
                return process
        return None

    def supervisor(self) -> psutil.Process:
        """The supervisord process: while suspended, it restarts nothing."""
        return psutil.Process(int((self.var / "supervisord.pid").read_text()))

    def _programs(self) -> list[psutil.Process]:
        try:
            return self.supervisor().children()
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return []

    def web_worker(self) -> psutil.Process | None:
        """The process that holds the sockets."""
        master = self.process("web")
        try:
            children = master.children() if master else []
        except psutil.NoSuchProcess:
            return None
        return children[0] if children else None

    def kill9(self, name: str) -> int:
        """Kills it without warning as soon as it runs; returns its pid. `web worker` works too."""
        find = self.web_worker if name == "web worker" else lambda: self.process(name)
        victim: psutil.Process = wait_until(find, 20, f"{name} runs")
        victim.kill()
        return int(victim.pid)
