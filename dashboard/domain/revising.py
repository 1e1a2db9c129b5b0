"""A frozen value with some of its fields changed."""

from typing import TypeVar

T = TypeVar("T")
_new, _set = object.__new__, object.__setattr__


def revised(value: T, **changes: object) -> T:
    """As `dataclasses.replace` for frozen values with slots, in a third of its time.

    A case has some seventy fields, and each step of its life changes it several times. Nothing
    is worked out anew: only for values without `__post_init__`.
    """
    made = _new(type(value))
    for name in type(value).__slots__:  # type: ignore[attr-defined]
        _set(made, name, getattr(value, name))
    for name, new in changes.items():
        _set(made, name, new)
    return made
