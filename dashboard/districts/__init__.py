"""District packs: the reference data of a district in a folder, checked at the start."""

from dashboard.districts.pack import Pack, load
from dashboard.districts.places import Places
from dashboard.districts.record import PackError

__all__ = ["Pack", "PackError", "Places", "load"]
