"""Compresses what browsers get; what they keep for good is compressed once for all of them."""

import re
import threading
from collections import OrderedDict

from flask import Flask, Request, Response, request
from flask_compress import Compress

KEEP_S = 365 * 24 * 3600
KEPT_MAX = 16 * 1024 * 1024
OK = 200
# A library's file with its version in its name.
VERSIONED = re.compile(r"/_dash-component-suites/.+\.v\w+m\d+\.")


def register(server: Flask) -> None:
    """Compresses answers from now on, and lets browsers keep what never changes."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "application/javascript",
            "application/json",
            "application/geo+json",
        ],
        COMPRESS_CACHE_BACKEND=Compressed,
        COMPRESS_CACHE_KEY=_name,
    )
    Compress(server)
    server.after_request(keep_assets)


def keep_assets(response: Response) -> Response:
    """Lets browsers keep an asset for good: its address contains its version (`?m=`)."""
    if request.path.startswith("/assets/") and "m" in request.args and response.status_code == OK:
        response.headers["Cache-Control"] = f"private, max-age={KEEP_S}, immutable"
        # Read now, so that the file is closed even if what is kept of it goes out.
        response.direct_passthrough = False
        response.make_sequence()
    return response


def _name(asked: Request) -> str:
    """What an answer is kept under: the address of a file with its version; else empty."""
    path, version = asked.path, asked.args.get("m", "")
    fixed = path.startswith(("/js/", "/css/", "/geo/drawing/")) or bool(VERSIONED.match(path))
    if asked.method != "GET" or "Range" in asked.headers:
        return ""
    if path.startswith("/assets/") and version:
        return f"{path}?{version}"
    return path if fixed else ""


class Compressed:
    """Compressed answers by algorithm and name, the last used ones up to a number of bytes."""

    def __init__(self, most: int = KEPT_MAX) -> None:
        self._most = most
        self._size = 0
        self._found: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """The answer of this key; None for one without a name: it is made for one caller alone."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keeps an answer that has a name."""
        if key.endswith(";"):
            return
        with self._lock:
            self._size += len(value) - len(self._found.pop(key, b""))
            self._found[key] = value
            while self._size > self._most:
                self._size -= len(self._found.popitem(last=False)[1])
