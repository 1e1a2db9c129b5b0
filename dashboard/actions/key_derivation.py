"""Keys for several purposes out of the one secret, so that none of them tells another."""

import hashlib


def derived(secret_key: str, purpose: str) -> bytes:
    """The key for this purpose; under another name what it has sealed is never opened again."""
    return hashlib.sha256(f"{purpose}\x00{secret_key}".encode()).digest()
