"""Reporters' names and phones: sealed before they are stored (AES-GCM), opened for who may.

A phone's last four digits are kept as a keyed digest beside it: enough to be found by.
"""

import hashlib
import hmac
import json
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dashboard.domain.commands import Reporter

NONCE_BYTES = 12
TAIL_DIGITS = 4
PHONE_DIGITS_MIN = 7


@lru_cache(maxsize=2)
def _box(secret_key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"reporters\x00" + secret_key.encode()).digest())


def seal(secret_key: str, number: str, reporter: Reporter) -> bytes:
    """The reporter, readable only with the key and only as this case's."""
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps([reporter.name, reporter.phone]).encode()
    return nonce + _box(secret_key).encrypt(nonce, plain, number.encode())


def unseal(secret_key: str, number: str, sealed: bytes) -> Reporter:
    """What `seal` sealed; raises `cryptography.exceptions.InvalidTag` if it isn't that."""
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    name, phone = json.loads(_box(secret_key).decrypt(nonce, secret, number.encode()))
    return Reporter(name, phone)


def phone_tail(secret_key: str, phone: str) -> str | None:
    """The digest of a phone's last four digits; None of what is too short to be a phone."""
    digits = "".join(filter(str.isdecimal, phone))
    return tail(secret_key, digits[-TAIL_DIGITS:]) if len(digits) >= PHONE_DIGITS_MIN else None


def tail(secret_key: str, last_four: str) -> str:
    """The digest of these four digits: without the key nobody can try all ten thousand."""
    key = hashlib.sha256(b"phone tails\x00" + secret_key.encode()).digest()
    return hmac.new(key, last_four.encode(), hashlib.sha256).hexdigest()
