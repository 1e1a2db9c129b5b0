"""The district as reference data: its places, units and duties, and who serves where."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.calendar import Season
from dashboard.domain.duty.chain_rules import ChainRules
from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.grid import Community, Grid, Label, Street
from dashboard.domain.time_limits import Allowances
from dashboard.domain.unit import Category, DutyItem, Unit, Urgency


@dataclass(frozen=True, slots=True)
class District:
    """Reference data of one district; mappings are read-only, keyed by code, in pack order."""

    key: str
    """The district's name in streams and tables, e.g. "nanguan"."""
    prefix: str
    """The first letters of every case number, e.g. "NG"."""
    name_zh: str
    name_en: str
    timezone: str
    streets: Mapping[str, Street]
    communities: Mapping[str, Community]
    units: Mapping[str, Unit]
    items: Mapping[str, DutyItem]
    categories: Mapping[str, Category]
    grids: Mapping[int, Grid]
    suppliers: Mapping[str, Mapping[int, str]]
    """By unit code, for utilities that share a service: the supplier of each grid."""
    allowances: Mapping[Urgency, Allowances]
    seasons: tuple[Season, ...]
    """Working hours, as `Calendar` takes them."""
    posts: Mapping[str, DutyPost]
    """The posts of the duty room, by code; without any there is no roster."""
    chains: ChainRules
    """Who is called about what, step by step; nobody is for what isn't in it."""
    labels: Mapping[str, Label]
    """Where labels were placed by eye, by street and for `NORTH`; none has to be."""

    def label(self, street: Street) -> Label:
        """Where a map puts the street's label."""
        return self.labels.get(street.code) or Label(*street.center)

    def unit_for(self, item: DutyItem, grid: int) -> Unit:
        """The unit responsible for this item in this grid.

        It is the item's own lead, unless that is a utility of a service that several companies
        share (heat, telecom): then the one that supplies the grid.
        """
        local = self.suppliers.get(item.unit, {})
        return self.units[local.get(grid, item.unit)]
