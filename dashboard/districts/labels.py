"""Where a map's labels stand, chosen by eye: an optional file of a pack."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from dashboard.districts.files import read_table
from dashboard.districts.geography import STREETS
from dashboard.districts.record import check_unique
from dashboard.domain.grid import NORTH, Hold, Label, Street

LABELS = "labels.csv"

_COLUMNS = ("place", "lon", "lat", "hold")


def read_labels(folder: Path, streets: Mapping[str, Street]) -> dict[str, Label]:
    """The labels by street code, and `NORTH`'s; without one a label is at the centre."""
    path = folder / LABELS
    if not path.exists():
        return {}
    records = read_table(path, _COLUMNS)
    check_unique(records, "place")
    return {
        record.known("place", {*streets, NORTH}, STREETS): Label(
            record.degrees("lon", 180),
            record.degrees("lat", 90),
            record.one_of("hold", get_args(Hold)),
        )
        for record in records
    }
