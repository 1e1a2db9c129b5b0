"""Known browsers: people who have logged in there before don't wait for others' failures.

A cookie holds a random name of the browser and, for each of the last persons who logged in there, a
seal of both. It opens nothing: failures there are counted by browser, not by address.
"""

import hashlib
import hmac
import secrets

COOKIE = "known"
COOKIE_AGE_S = 400 * 24 * 3600
PERSONS_MAX = 12
COOKIE_MAX = 600


def browser_of(secret_key: str, cookie: str, login: str) -> str:
    """The browser's name if this person has logged in there before; else empty."""
    browser, *seals = cookie[:COOKIE_MAX].split(".")
    own = _seal(secret_key, browser, login)
    known = [hmac.compare_digest(seal.encode(), own.encode()) for seal in seals]
    return browser if any(known) else ""


def remembered(secret_key: str, cookie: str, login: str) -> str:
    """The cookie for a browser where this person has just logged in."""
    browser, *seals = cookie[:COOKIE_MAX].split(".")
    if not browser or not seals:
        browser, seals = secrets.token_hex(8), []
    own = _seal(secret_key, browser, login)
    return ".".join([browser, own, *(seal for seal in seals if seal != own)][: PERSONS_MAX + 1])


def _seal(secret_key: str, browser: str, login: str) -> str:
    words = f"known {browser} {login}".encode()
    return hmac.new(secret_key.encode(), words, hashlib.sha256).hexdigest()[:32]
