"""Deaths on demand: a function that ends its process before or after its work.

The exception is not an `Exception`, so that no code in between can go on as if nothing had
happened.
"""

from typing import Any

import pytest


class Killed(BaseException):
    """The process has died."""


def kill_before(patch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """The next call of `module.name` never begins."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    patch.setattr(module, name, die)


def kill_after(patch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """The next call of `module.name` does its work but never returns; an empty list is ignored."""
    work = getattr(module, name)

    def die(*args: object, **more: object) -> object:
        found = work(*args, **more)
        if found == []:
            return found
        raise Killed

    patch.setattr(module, name, die)
