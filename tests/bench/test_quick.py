"""One bench of each kind, in its quick form: it measures all that it reports."""

from math import isfinite
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES
from tests.helpers.exhaustive import exhaustive

LOOKED_AT = ("answer", "desks", "intake", "memory")
"""A desk in a browser; followers in turns; workers alone; a web process alone."""


@exhaustive
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_quick_look_measures_every_row(name: str, tmp_path: Path) -> None:
    rows = BENCHES[name](tmp_path, quick=True).rows
    assert rows
    measured = [value for row in rows for value in (row.ours, row.against)]
    assert all(isfinite(value) and value > 0 for value in measured), rows
