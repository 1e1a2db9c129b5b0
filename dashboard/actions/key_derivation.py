"""Derives keys for several purposes from the one secret; no key reveals another."""

import hashlib


def derived(secret_key: str, purpose: str) -> bytes:
    """The 32-byte key for this purpose; if a purpose is renamed, its old seals can't be opened."""
    return hashlib.sha256(f"{purpose}\x00{secret_key}".encode()).digest()
