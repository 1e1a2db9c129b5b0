"""Passwords: argon2id, computed in separate threads, a limited number at a time."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.domain import guessing

# Each computation takes 64 MiB and about a fifth of a second of one core.
AT_ONCE = 2
WAITING_MAX = 32
LENGTH_MIN = 12
DIFFERENT_MIN = 5
LENGTH_MAX = 200
MADE_BYTES = 12
# Letters and digits that people don't mistake for each other.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()
_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
_room = BoundedSemaphore(WAITING_MAX)


class Busy(Exception):
    """More log-ins at once than the memory allows; the caller should try again."""


def make() -> str:
    """A new password, shown once: three groups of five."""
    letters = [secrets.choice(LETTERS) for _ in range(15)]
    return "-".join("".join(letters[i : i + 5]) for i in (0, 5, 10))


def is_weak(password: str, login: str) -> bool:
    """Whether it is easy to guess: short, few different characters, a row of keys, a common word.

    A common word or the log-in makes a password weak if little else is left of it; so does a short
    piece that is only repeated.
    """
    plain = password.strip().lower()
    if len(guessing.once(plain)) < LENGTH_MIN or len(set(plain)) < DIFFERENT_MIN:
        return True
    rest = guessing.rest_of(plain, login)
    letters = "".join(letter for letter in rest if letter.isalpha())
    return len(set(rest)) < DIFFERENT_MIN or (len(letters) < DIFFERENT_MIN and rest != plain)


def hashed(password: str) -> str:
    """The argon2id hash, with its salt and parameters; raises `Busy`."""
    return _in_turn(_hasher.hash, password)


def matches(kept: str | None, password: str) -> bool:
    """Whether this password matches the hash; raises `Busy`.

    Without a hash the same work is done for nothing: the time it takes must not show whether there
    is such an account.
    """
    return bool(_in_turn(_check, kept or _hash_of_nobody(), password)) and kept is not None


def _check(kept: str, password: str) -> str:
    try:
        _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return ""
    return kept


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(MADE_BYTES))


def _in_turn(work: Callable[..., str], *words: str) -> str:
    if not _room.acquire(blocking=False):
        raise Busy("Too many log-ins at once; try again in a moment.")
    try:
        return _pool.submit(work, *words).result()
    finally:
        _room.release()
