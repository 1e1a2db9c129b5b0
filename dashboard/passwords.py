"""Passwords: argon2id, worked out beside the threads that serve, a bounded number at a time."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Each takes 64 MiB and about a fifth of a second of one core.
AT_ONCE = 2
WAITING_MAX = 32
LENGTH_MIN = 10
LENGTH_MAX = 200
MADE_BYTES = 12
# What a person types without mistaking one for another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()
_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
_room = BoundedSemaphore(WAITING_MAX)


class Busy(Exception):
    """More log-ins at once than there is memory for; to be tried again."""


def make() -> str:
    """A new password, shown once: three groups of five."""
    letters = [secrets.choice(LETTERS) for _ in range(15)]
    return "-".join("".join(letters[i : i + 5]) for i in (0, 5, 10))


def hashed(password: str) -> str:
    """The argon2id hash, with its salt and parameters; raises `Busy`."""
    return _in_turn(_hasher.hash, password)


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password of that hash; raises `Busy`.

    Without a hash the same work is done for nothing: how long it takes tells nobody whether there
    is such an account.
    """
    return bool(_in_turn(_check, kept or _nobodys(), password)) and kept is not None


def _check(kept: str, password: str) -> str:
    try:
        _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return ""
    return kept


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe(MADE_BYTES))


def _in_turn(work: Callable[..., str], *words: str) -> str:
    if not _room.acquire(blocking=False):
        raise Busy("Too many log-ins at once; try again in a moment.")
    try:
        return _pool.submit(work, *words).result()
    finally:
        _room.release()
