"""`up`: the whole centre on one machine. supervisord starts its processes and restarts them."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from dashboard.cli.announcement import address_of
from dashboard.codec import from_json
from dashboard.runtime import valkey_files
from dashboard.runtime.folder import alone_in
from dashboard.runtime.orphans import end_with_parent
from dashboard.settings import OTHERS, Settings, SettingsError
from dashboard.streams.client import shut_down
from dashboard.system import real_clock

ANSWER_S = 60.0
STOP_S = 30.0
PROGRAM = """
[program:{name}]
command=%(ENV_CENTRE_{name})s
priority={priority}
autorestart=true
startsecs=1
startretries=1000000
stopwaitsecs=10
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile=%(ENV_CENTRE_LOGS)s/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
"""
HEAD = """
[supervisord]
nodaemon=true
silent=true
user={user}
logfile=%(ENV_CENTRE_VAR)s/log/supervisord.log
logfile_maxbytes=10MB
logfile_backups=2
pidfile=%(ENV_CENTRE_VAR)s/supervisord.pid
directory=%(ENV_CENTRE_HERE)s
umask=077
"""


def programs(settings: Settings, speed: float) -> dict[str, list[str]]:
    """The processes of the centre in starting order, each with its command line."""
    python = [sys.executable, "-m", "dashboard"]
    found: dict[str, list[str]] = {}
    if settings.embedded_redis:
        found["redis"] = valkey_files.command(settings)
    for loop in ("intake", "relay", "timers", "notifier", "paper"):
        found[loop] = [*python, "worker", loop]
    found["web"] = [*python, "web"]
    if settings.demo:
        found["simulator"] = [*python, "simulate", "--speed", f"{speed:g}"]
    return found


def configuration(commands: Mapping[str, object]) -> str:
    """The configuration of supervisord; paths come from the environment, where no sign is special.

    In the file itself `;`, `#` and `%` would be special.
    """
    parts = [HEAD.format(user=os.getuid())]
    for priority, name in enumerate(commands, start=1):
        parts.append(PROGRAM.format(name=name, priority=priority * 10))
    return "".join(parts)


def named(settings: Settings, commands: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The environment variables that the configuration refers to."""
    logs = settings.var / "log"
    logs.mkdir(exist_ok=True)
    return {f"CENTRE_{name}": shlex.join(command) for name, command in commands.items()} | {
        "CENTRE_LOGS": str(logs).replace("%", "%%"),  # this one is expanded twice
        "CENTRE_VAR": str(settings.var),
        "CENTRE_HERE": str(Path.cwd()),
    }


def environment(settings: Settings) -> dict[str, str]:
    """All settings as environment variables, so that every process has the same ones."""
    tiles = settings.tiles
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
        "INSTANCE": settings.instance,
        "SOCKETS_MAX": str(settings.sockets_max),
        "LINES_EACH_MAX": str(settings.lines_each_max),
        "SESSION_IDLE_S": str(settings.session_idle_s),
        "SESSION_MAX_S": str(settings.session_max_s),
        "CAMERAS_FILE": str(settings.cameras or ""),
        "PUBLIC_URL": settings.public_url,
        "HEARTBEAT_URL": settings.heartbeat_url,
        "TILES_URL": tiles.url if tiles else "",
        "TILES_CRS": tiles.crs.value if tiles else "",
        "TILES_ATTRIBUTION": tiles.attribution if tiles else "",
    }


def run(settings: Settings, speed: float, lines: Sequence[str]) -> None:
    """Runs until Ctrl-C or SIGTERM, then stops everything. Raises `SettingsError`.

    Prints `lines` when the centre is ready.
    """
    with alone_in(settings.var) as lock:
        _close_to_others(settings.var)
        _need_port(settings)
        _end_orphans(settings)
        _repair_redis(settings)
        commands = programs(settings, speed)
        file = settings.var / "supervisord.conf"
        file.write_text(configuration(commands))
        file.chmod(0o600)
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)]
        # The child gets the lock as its input, so the lock lasts until both of us have ended.
        with subprocess.Popen(
            command,
            env=environment(settings) | named(settings, commands),
            stdin=lock,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - there are no threads here
        ) as child:
            _pass_on_signals(child)
            _announce(settings, child, lines)
            ended = child.wait()
        _end_orphans(settings)
    if ended < 0:
        raise SettingsError(f"The supervisor was ended by {signal.Signals(-ended).name}.")


def _close_to_others(var: Path) -> None:
    """Makes data and logs private; older releases left them readable for everybody."""
    for path in var.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.stat().st_mode & OTHERS:
            path.chmod(path.stat().st_mode & 0o700)


def _end_orphans(settings: Settings) -> None:
    """Ends a Valkey whose supervisor was killed: a second one would overwrite its file."""
    if settings.embedded_redis:
        shut_down(settings.redis_url)


def _repair_redis(settings: Settings) -> None:
    if settings.embedded_redis and (words := valkey_files.repair_tail(settings, real_clock())):
        click.echo(words, err=True)


def _need_port(settings: Settings) -> None:
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        why = f"{settings.address} can't be used ({error.strerror}); set HOST or PORT."
        raise SettingsError(why) from error


def _pass_on_signals(child: "subprocess.Popen[bytes]") -> None:
    def stop(*_: object) -> None:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, stop)


def _wrong(address: str) -> str:
    """Why the centre isn't ready, in its own words; empty if it is."""
    try:
        with urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own address
            return ""
    except HTTPError as error:
        told = from_json(error.read())
        wrong = told.items() if isinstance(told, dict) else ()
        return "; ".join(f"{part}: {why}" for part, why in wrong if part != "status")
    except OSError as error:
        return f"the web process doesn't answer ({error})"


def _announce(settings: Settings, child: "subprocess.Popen[bytes]", lines: Sequence[str]) -> None:
    """Prints these lines as soon as the centre is ready, or after a while why it isn't."""
    address = address_of(settings)
    until = time.monotonic() + ANSWER_S
    while wrong := _wrong(address):
        if child.poll() is not None:
            return
        if time.monotonic() > until:
            until = inf
            click.echo(f"Not ready: {wrong}. See {settings.var / 'log'}.", err=True)
        time.sleep(0.2)
    click.echo("\n".join(lines))
