"""Reporters' names and phones: sealed before they are stored (AES-GCM), opened for who may."""

import hashlib
import json
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dashboard.domain.commands import Reporter

NONCE_BYTES = 12


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
