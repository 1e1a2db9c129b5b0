"""`up`: the whole centre on one machine. supervisord starts its processes and starts them again."""

import fcntl
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

import click

from dashboard.announcing import address_of
from dashboard.embedded import valkey_command
from dashboard.orphans import end_with_parent
from dashboard.settings import OTHERS, Settings, SettingsError
from dashboard.streams.client import shut_down

ANSWER_S = 60.0
STOP_S = 30.0
PROGRAM = """
[program:{name}]
command={command}
priority={priority}
autorestart=true
startsecs=1
startretries=1000000
stopwaitsecs=10
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
"""
HEAD = """
[supervisord]
nodaemon=true
silent=true
user={user}
logfile={logs}/supervisord.log
logfile_maxbytes=10MB
logfile_backups=2
pidfile={var}/supervisord.pid
directory={here}
umask=077
"""


def programs(settings: Settings, speed: float) -> dict[str, list[str]]:
    """The processes of the centre, in the order of their start, each with its command line."""
    python = [sys.executable, "-m", "dashboard"]
    found: dict[str, list[str]] = {}
    if settings.embedded_redis:
        data = settings.var / "valkey"
        data.mkdir(exist_ok=True)
        found["redis"] = valkey_command(data, Path(settings.redis_url.removeprefix("unix://")))
    for loop in ("intake", "relay", "timers"):
        found[loop] = [*python, "worker", loop]
    found["web"] = [*python, "web"]
    if settings.demo:
        found["simulator"] = [*python, "simulate", "--speed", f"{speed:g}"]
    return found


def configuration(settings: Settings, commands: dict[str, list[str]]) -> str:
    """The configuration of supervisord; a percent sign means something to it and is doubled."""
    logs = settings.var / "log"
    logs.mkdir(exist_ok=True)
    parts = [
        HEAD.format(user=os.getuid(), logs=logs, var=settings.var, here=Path.cwd()).replace(
            "%", "%%"
        )
    ]
    for priority, (name, command) in enumerate(commands.items(), start=1):
        text = PROGRAM.format(
            name=name, command=shlex.join(command), priority=priority * 10, logs=logs
        )
        parts.append(text.replace("%", "%%"))
    return "".join(parts)


def environment(settings: Settings) -> dict[str, str]:
    """What every process of the centre is told: all settings, none left to be found twice."""
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "HOST": settings.host,
        "PORT": str(settings.port),
        "SECRET_KEY": settings.secret_key,
        "DISTRICT": settings.district,
        "VAR_FOLDER": str(settings.var),
        "DEMO": "yes" if settings.demo else "no",
        "DEMO_TOKEN": settings.demo_token,
        "DEMO_PASSWORD": settings.demo_password,
    }


def run(settings: Settings, speed: float, lines: Sequence[str]) -> None:
    """Runs until Ctrl-C or SIGTERM, then stops everything. Raises `SettingsError`.

    `lines` are said once the centre answers.
    """
    with (settings.var / "up.lock").open("wb") as lock:
        _take(lock, settings)
        _close_to_others(settings.var)
        _need_port(settings)
        _end_left_over(settings)
        file = settings.var / "supervisord.conf"
        file.write_text(configuration(settings, programs(settings, speed)))
        file.chmod(0o600)
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)]
        # The lock goes along as its input: it lasts until both of us have ended.
        with subprocess.Popen(
            command,
            env=environment(settings),
            stdin=lock,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - there are no threads here
        ) as child:
            _pass_on_signals(child)
            _announce(settings, child, lines)
            ended = child.wait()
        _end_left_over(settings)
    if ended < 0:
        raise SettingsError(f"The supervisor was ended by {signal.Signals(-ended).name}.")


def _close_to_others(var: Path) -> None:
    """Data and logs of an older release were readable by everybody."""
    for path in var.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.stat().st_mode & OTHERS:
            path.chmod(path.stat().st_mode & 0o700)


def _take(lock: IO[bytes], settings: Settings) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SettingsError(f"A centre is already running on {settings.var}.") from error


def _end_left_over(settings: Settings) -> None:
    """Ends a Valkey whose supervisor was killed: a second one would write over its file."""
    if settings.embedded_redis:
        shut_down(settings.redis_url)


def _need_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise SettingsError(f"{where} can't be used ({error.strerror}); set PORT.") from error


def _pass_on_signals(child: "subprocess.Popen[bytes]") -> None:
    def stop(*_: object) -> None:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop)


def _announce(settings: Settings, child: "subprocess.Popen[bytes]", lines: Sequence[str]) -> None:
    """Says where the centre is as soon as it answers."""
    address = address_of(settings)
    until = time.monotonic() + ANSWER_S
    while child.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=1):  # noqa: S310 - our own address
                break
        except (URLError, OSError):
            time.sleep(0.2)
    else:
        if child.poll() is None:
            click.echo(f"The web process doesn't answer; see {settings.var / 'log'}.", err=True)
        return
    click.echo("\n".join(lines))
