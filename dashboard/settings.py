"""Frozen settings from the environment; a wrong value stops the start with a sentence."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from dashboard import tiles
from dashboard.domain import guessing
from dashboard.domain.commands import Crs
from dashboard.runtime.valkey import socket_path
from dashboard.tiles import Tiles

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SECRET_MIN = 16
TOKEN_MIN = 8
PORT_MAX = 65535
DAY_S = 24 * 3600
OTHERS = 0o077
SEALS = "seals"
KEPT = ("secret-key", "demo-token", "demo-password", SEALS)
"""Files in the folder that exist nowhere else."""


class SettingsError(Exception):
    """A setting can't be used; the message is for the person who starts the centre."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process gets from its environment."""

    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    host: str
    port: int
    secret_key: str = field(repr=False)
    instance: str
    """Tells a centre from its copy on the same host, which has the same key."""
    district: str
    var: Path
    demo: bool
    demo_token: str = field(repr=False)
    demo_password: str = field(repr=False)
    sockets_max: int
    lines_each_max: int
    session_idle_s: int
    session_max_s: int
    cameras: Path | None
    tiles: Tiles | None
    heartbeat_url: str = field(repr=False)
    """Where the notifier says each minute that it works; empty for nowhere."""
    public_url: str
    """Where people's browsers find the centre, for links in messages; empty if nobody said."""

    @property
    def tiles_crs(self) -> Crs:
        """The coordinates of a map with tiles."""
        return self.tiles.crs if self.tiles else Crs.WGS84

    @property
    def address(self) -> str:
        """Host and port for an address; an IPv6 host is in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def link_base(self) -> str:
        """What links in messages begin with; empty if it isn't known."""
        return self.public_url or (f"http://{self.address}" if self.open_wall else "")

    def cookie(self, name: str) -> str:
        """The cookie's name in this centre: browsers share cookies between all ports of a host."""
        return f"{cookie_prefix(self.secret_key, self.instance)}_{name}"

    @property
    def embedded_redis(self) -> bool:
        """Whether `up` runs its own Valkey."""
        return self.redis_url == embedded_url(self.var)

    @property
    def open_wall(self) -> bool:
        """Whether the wall opens without a token: only in a demo on loopback."""
        return self.demo and self.host in LOOPBACK


def read(environment: Mapping[str, str] | None = None, *, demo: bool | None = None) -> Settings:
    """The settings of this process; raises `SettingsError`. Makes `var/` and the secrets in it."""
    env = os.environ if environment is None else environment
    var = Path(env.get("VAR_FOLDER") or "var").resolve()
    _make_private(var)
    is_demo = _yes_no(env, "DEMO") if demo is None else demo
    return Settings(
        database_url=env.get("DATABASE_URL")
        or f"sqlite:///{quote(str(var / 'dashboard.sqlite3'))}",
        redis_url=env.get("REDIS_URL") or embedded_url(var),
        host=(env.get("HOST") or "127.0.0.1").strip("[]"),
        port=_whole(env, "PORT", 8050, PORT_MAX),
        secret_key=_secret(env, var),
        instance=env.get("INSTANCE") or "",
        district=env.get("DISTRICT") or "nanguan",
        var=var,
        demo=is_demo,
        demo_token=_demo_token(env, var) if is_demo else "",
        demo_password=_demo_password(env, var) if is_demo else "",
        sockets_max=_whole(env, "SOCKETS_MAX", 220, 5000),
        lines_each_max=_whole(env, "LINES_EACH_MAX", 8, 5000),
        session_idle_s=_whole(env, "SESSION_IDLE_S", 3600, DAY_S),
        session_max_s=_whole(env, "SESSION_MAX_S", 16 * 3600, 7 * DAY_S),
        cameras=Path(env["CAMERAS_FILE"]).expanduser() if env.get("CAMERAS_FILE") else None,
        tiles=_tiles(env),
        heartbeat_url=_url(env, "HEARTBEAT_URL"),
        public_url=_public_url(env),
    )


def cookie_prefix(secret_key: str, instance: str = "") -> str:
    """The same for all web processes of a centre, different for another centre."""
    return hashlib.sha256(f"cookies {secret_key}{instance}".encode()).hexdigest()[:8]


def embedded_url(var: Path) -> str:
    """Where the embedded Valkey of `var` listens."""
    return f"unix://{quote(str(socket_path(var)))}"


def _whole(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise SettingsError(f"{name} is {text!r}; it must be a whole number from 1 to {most}.")
    return int(text)


def _make_private(var: Path) -> None:
    """Makes the folder of data and logs private, even one from an older release."""
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = var.stat()
        if found.st_uid == os.getuid() and found.st_mode & OTHERS:
            var.chmod(0o700)
        with tempfile.TemporaryFile(dir=var):
            pass  # a read-only folder is reported later, before anything starts
    except OSError as error:
        raise SettingsError(f"VAR_FOLDER {var} can't be used ({error.strerror}).") from error


def _tiles(env: Mapping[str, str]) -> Tiles | None:
    try:
        return tiles.read(env)
    except tiles.WrongTiles as error:
        raise SettingsError(str(error)) from error


def _url(env: Mapping[str, str], name: str) -> str:
    """An address over HTTP without a log-in; empty if there is none. It may be a secret."""
    text = (env.get(name) or "").strip()
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if text and (not whole or parts.username is not None or not text.isprintable()):
        raise SettingsError(f"{name} must be an address such as https://host/path.")
    return text


def _public_url(env: Mapping[str, str]) -> str:
    text = _url(env, "PUBLIC_URL").rstrip("/")
    parts = urlsplit(text)
    if text and f"{parts.scheme}://{parts.netloc}" != text:
        words = "it must be an address without a path, such as https://centre.example"
        raise SettingsError(f"PUBLIC_URL is {text[:100]!r}; {words}.")
    return text


def _yes_no(env: Mapping[str, str], name: str) -> bool:
    text = env.get(name) or "no"
    if text not in ("yes", "no"):
        raise SettingsError(f"{name} is {text!r}; it must be `yes` or `no`.")
    return text == "yes"


def _secret(env: Mapping[str, str], var: Path) -> str:
    given = env.get("SECRET_KEY") or ""
    if given:
        return _strong("SECRET_KEY", given, SECRET_MIN)
    if env.get("DATABASE_URL") and env.get("REDIS_URL"):
        raise SettingsError("SECRET_KEY is required with a database and a Redis of your own.")
    return _kept(var / "secret-key")


def _demo_token(env: Mapping[str, str], var: Path) -> str:
    given = env.get("DEMO_TOKEN")
    return _strong("DEMO_TOKEN", given, TOKEN_MIN) if given else _kept(var / "demo-token")


def _strong(name: str, given: str, least: int) -> str:
    """Checks a given secret: long and varied enough; the error names a command that makes one."""
    long_enough = len(guessing.once(given)) >= least
    if not long_enough or len(set(guessing.rest_of(given))) < least // 2:
        raise SettingsError(
            f"{name} needs {least} characters or more, not a piece repeated, and"
            f" {least // 2} different ones beside rows and common words:"
            " `python -c 'import secrets; print(secrets.token_urlsafe(32))'` makes one."
        )
    return given


def _demo_password(env: Mapping[str, str], var: Path) -> str:
    given = env.get("DEMO_PASSWORD")
    if given:
        return _strong("DEMO_PASSWORD", given, TOKEN_MIN)
    return _kept(var / "demo-password", 9)


def _kept(file: Path, size: int = 32) -> str:
    """A secret that is made once and stored in a file which only its owner can read.

    It is written beside its place first: after a power cut there is a complete file or none.
    """
    if not file.exists():
        half = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        half.touch(0o600)
        half.write_text(secrets.token_urlsafe(size))
        with suppress(FileExistsError):  # another process was faster
            os.link(half, file)
        half.unlink()
    try:
        kept = file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} can't be read: {error}.") from error
    if not kept:
        raise SettingsError(
            f"{file} is empty. Put it back from a backup; without it what it has sealed stays so."
            " If there is nothing to lose yet, remove it: the next start makes another."
        )
    return kept
