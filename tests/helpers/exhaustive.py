"""What the gate (`make test`) leaves to `make prove`: the same question in every other way.

A test is marked `exhaustive` where it costs more than a change may wait for (kills, outages,
hostile clients, a soak), or where another of the same kind stands in the gate for it (a second
size, language, database).
"""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

PROVE = "PROVE" in os.environ
"""Whether this is `make prove`: stories and properties are told at length."""
exhaustive = pytest.mark.exhaustive

T = TypeVar("T")


def one_in_the_gate(values: Sequence[T]) -> list[T | object]:
    """For `parametrize`: the first value is the gate's, the others are exhaustive."""
    return [values[0], *(pytest.param(value, marks=exhaustive) for value in values[1:])]
