"""A unit's load as every screen gets it: walls and dialogs show the same."""

from typing import Any

from dashboard.domain.load import Load
from dashboard.live.picture import Picture


def load_data(picture: Picture, code: str) -> dict[str, Any]:
    """A unit's cases and what its handlers can hold, and how many are on duty now."""
    tally, strength = picture.tallies.unit.get(code), picture.on_duty.get(code)
    load = Load(tally.open if tally else 0, picture.capacity(code))
    return {
        "open": load.open,
        "overdue": tally.overdue if tally else 0,
        "capacity": load.capacity,
        "strain": load.strain.value,
        "on_duty": strength.on_duty if strength else picture.district.units[code].staff,
        "said": strength is not None,
    }
