"""One bench of each kind, in its quick form: it measures all that it reports."""

from math import isfinite
from pathlib import Path

import pytest

from dashboard.live.stages import STAGES
from tests.bench.__main__ import BENCHES
from tests.bench.stages import IN_BROWSER
from tests.helpers.exhaustive import exhaustive

LOOKED_AT = ("answer", "desks", "intake", "latency", "memory")
"""A desk in a browser; followers in turns; workers; all of the way, stage by stage; a process."""


@exhaustive
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_quick_look_measures_every_row(name: str, tmp_path: Path) -> None:
    found = BENCHES[name](tmp_path, quick=True)
    rows = found.rows
    assert rows
    if name == "latency":
        assert [note.split()[0] for note in found.notes[1:]] == [*STAGES, *IN_BROWSER]
    measured = [value for row in rows for value in (row.ours, row.against)]
    assert all(isfinite(value) and value > 0 for value in measured), rows
