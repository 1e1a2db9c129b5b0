"""Cases of every jurisdiction, each with words found in no other, and who may read which."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.oversight_commands import EscalateIncident
from dashboard.domain.persons import AT_UNITS, ROLES, Area, Entry
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import WATER_UNIT, message
from tests.helpers.people import KNOWING, scopes

# Two grids of two streets, 144 m between their centres: their cases are probably the same.
OWN_GRID, FAR_GRID = 138, 241
OWN = PACK.district.grids[OWN_GRID]
OTHER_UNIT = "D18"


def _grid(*, community: bool) -> int:
    """Another grid of the same street: in the same community, or in another."""
    same = (
        grid.no
        for grid in PACK.district.grids.values()
        if grid.no != OWN_GRID
        and grid.street == OWN.street
        and (grid.community == OWN.community) is community
    )
    return next(same)


GRIDS: Mapping[str, int] = {
    "grid": OWN_GRID,
    "community": _grid(community=True),
    "street": _grid(community=False),
    "far": FAR_GRID,
    "unit": FAR_GRID,
    "helped": FAR_GRID,
    "closed": FAR_GRID,
}
"""Whose case it is (what makes it theirs), and where."""
ALL = frozenset(GRIDS)
NONE: frozenset[str] = frozenset()
SCOPES: Mapping[str, Mapping[str, str | int]] = {
    **scopes(grid=OWN_GRID, community=OWN.community, street=OWN.street, unit=WATER_UNIT),
    "dispatcher of a street": {"street": OWN.street},
}
OF_STREET = frozenset({"grid", "community", "street"})
OF_UNIT = frozenset({"unit", "helped"})
IN_AREA: Mapping[str | None, frozenset[str]] = {
    Area.CENTRE: ALL,
    Area.STREET: OF_STREET,
    Area.COMMUNITY: frozenset({"grid", "community"}),
    Area.GRID: frozenset({"grid"}),
    Area.UNIT: OF_UNIT,
    None: NONE,
}
READS: Mapping[str, frozenset[str]] = {
    **{role: IN_AREA[office.bounds] for role, office in ROLES.items()},
    "dispatcher of a street": OF_STREET,
    **{role: ALL for role, office in ROLES.items() if Entry.READING in office.enters},
}
CALLS_BACK: Mapping[str, frozenset[str]] = {
    **{role: IN_AREA[ROLES[role].bounds] - {"helped"} for role in KNOWING & AT_UNITS},
    **{role: IN_AREA[ROLES[role].bounds] for role in KNOWING - AT_UNITS},
    "dispatcher of a street": OF_STREET,
}
"""Who may see a reporter's name and phone, and of which cases: not of those they only help with."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A case: the words only it contains, and the words only its reporter contains."""

    name: str
    number: str

    @property
    def words(self) -> str:
        """Words in its text, address, picture and acts."""
        return f"words-of-{self.name}"

    @property
    def reporter(self) -> tuple[str, str]:
        """The reporter's name and phone."""
        return f"reporter-of-{self.name}", f"1390000{1000 + sorted(ALL).index(self.name)}"


def mark(centre: Centre) -> dict[str, Marked]:
    """Makes the cases on a centre without cases; "unit" is linked to an incident."""
    marked = {}
    for name, grid in GRIDS.items():
        case = Marked(name, "")
        lon, lat = PACK.places.center_of(grid)
        told = c.ReportCase(
            item="0101",
            channel=c.Channel.PHONE,
            lon=lon,
            lat=lat,
            crs=c.Crs.WGS84,
            text=f"text {case.words}",
            address=f"address {case.words}",
            attachments=(f"https://pictures.example/{case.words}.jpg",),
            reporter=c.Reporter(*case.reporter),
        )
        centre.settle(message(name, told))
        number = max(centre.numbers())
        marked[name] = Marked(name, number)
        _do(centre, d.Comment(case=number, words=f"comment {case.words}"))
    _hand_on(centre, {name: one.number for name, one in marked.items()})
    return marked


def _hand_on(centre: Centre, numbers: Mapping[str, str]) -> None:
    _do(centre, d.Dispatch(case=numbers["unit"], unit=WATER_UNIT))
    _do(centre, c.Acknowledge(case=numbers["unit"], unit=WATER_UNIT))
    _do(centre, d.Dispatch(case=numbers["helped"], unit=OTHER_UNIT, reason="near"))
    _do(centre, c.Acknowledge(case=numbers["helped"], unit=OTHER_UNIT))
    _do(centre, d.AddCoHandler(case=numbers["helped"], unit=WATER_UNIT, reason="near"))
    _do(centre, d.Merge(case=numbers["closed"], into=numbers["far"]))
    raised = EscalateIncident(case=numbers["far"], kind=c.IncidentKind.ACCIDENT, title="burst")
    _do(centre, raised)


def _do(centre: Centre, command: CentreCommand) -> None:
    answer = handle(centre.system, command, by="test")
    assert answer.refused is None, (command, answer.refused)
    centre.tell()
