"""Posts to an address that an administrator has given: no redirects, no inner addresses, in time.

The name is resolved once and the connection goes to the address that was checked, so that a name
which answers differently the second time leads nowhere else.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dashboard.senders.letter import TIMEOUT_S

BODY_MAX = 64 * 1024
PIECE = 4096


class Unreachable(Exception):
    """Nothing was answered; the message says why, without any secret."""


class ForbiddenAddress(Exception):
    """The address may not be asked at all."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the other side has answered; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def wait_s(self) -> float:
        """The pause in `Retry-After`; a date or nonsense counts as none."""
        said = self.headers.get("retry-after", "")
        return float(said) if said.isdecimal() else 0.0

    @property
    def is_success(self) -> bool:
        return self.status // 100 == 2  # noqa: PLR2004 - 2xx


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address, whether it may lie in a private network, and how long it may take."""

    url: str = field(repr=False)
    private: bool = False
    timeout_s: float = TIMEOUT_S


def check_url(url: str) -> None:
    """Raises `ForbiddenAddress` for what is no plain address over HTTP."""
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        port_fits = False
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_fits:
        raise ForbiddenAddress("It needs an address such as https://host/path.")
    if parts.username or parts.password:
        raise ForbiddenAddress("An address holds no log-in; give the secret by itself.")


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Response:
    """Posts once and follows no redirect. Raises `Unreachable` or `ForbiddenAddress`."""
    check_url(target.url)
    until = time.monotonic() + target.timeout_s
    parts = urlsplit(target.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(target, until)
    try:
        connection.request("POST", path, body, dict(headers))
        return _read(connection, until)
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(reason(error)) from error
    finally:
        connection.close()


def _connection(target: Target, until: float) -> http.client.HTTPConnection:
    parts = urlsplit(target.url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    address = checked(host, port, private=target.private)
    made = http.client.HTTPConnection(host, port, timeout=left(until))
    try:
        line = socket.create_connection((address, port), timeout=left(until))
        line.settimeout(left(until))
        if secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError as error:
        raise Unreachable(reason(error)) from error
    made.sock = line
    return made


def checked(host: str, port: int, *, private: bool) -> str:
    """The first address of the host, if all of its addresses may be asked.

    Raises `Unreachable` or `ForbiddenAddress`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unreachable("its name isn't known") from error
    addresses = [str(one[4][0]) for one in found]
    if not private and not all(ipaddress.ip_address(one).is_global for one in addresses):
        raise ForbiddenAddress("it lies in a private network, which this channel may not ask")
    return addresses[0]


def _read(connection: http.client.HTTPConnection, until: float) -> Response:
    """Reads the answer in pieces, so that one that drips isn't waited for."""
    answer = connection.getresponse()
    body = b""
    while len(body) < BODY_MAX:
        if connection.sock is not None:
            connection.sock.settimeout(left(until))
        elif left(until) <= 0:
            raise TimeoutError
        piece = answer.read1(PIECE)
        if not piece:
            break
        body += piece
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Response(answer.status, headers, body)


def left(until: float) -> float:
    """How many seconds are left; raises `TimeoutError` if none are."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def reason(error: Exception) -> str:
    """Why nothing came back, without anything that the other side has said."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return type(error).__name__ if not isinstance(error, OSError) else error.strerror or "no answer"
