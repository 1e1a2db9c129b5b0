"""What the gate (`make test`) leaves to `make prove`: the same question in every other way.

A test is marked `exhaustive` if it takes longer than a change should wait (kills, outages, hostile
clients, a soak), or if the gate has another of the same kind (a second size, language or database).
"""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

PROVE = "PROVE" in os.environ
"""Whether this is `make prove`: stories and properties then run at full length."""
exhaustive = pytest.mark.exhaustive

T = TypeVar("T")


def one_in_the_gate(values: Sequence[T]) -> list[T | object]:
    """For `parametrize`: the first value is in the gate, the others are exhaustive."""
    return [values[0], *(pytest.param(value, marks=exhaustive) for value in values[1:])]
