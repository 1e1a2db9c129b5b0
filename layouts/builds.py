"""The version in an address whose content never changes."""

import hashlib
from collections.abc import Iterable

LENGTH = 16


def build_of(texts: Iterable[tuple[str, str]]) -> str:
    """The digest of these texts and their names; another one if any of them changes."""
    digest = hashlib.sha256()
    for name, text in texts:
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:LENGTH]
