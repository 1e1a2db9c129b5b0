"""Which units some cases may be given to, and which of them comes first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.domain.case import Case
from dashboard.domain.district import District
from dashboard.domain.duties import Duty, duties
from dashboard.domain.load import Load, Strain
from dashboard.domain.unit import Unit

CANDIDATES_MAX = 8
_ORDER = list(Duty)


@dataclass(frozen=True, slots=True)
class UnitFit:
    """A unit that may get `cases` of them, for its strongest duty, and what it holds now."""

    unit: Unit
    duty: Duty
    cases: int
    load: Load


def ranked(
    district: District, cases: Sequence[Case], load: Callable[[Unit], Load]
) -> list[UnitFit]:
    """Units with a duty for one of the cases that isn't theirs yet.

    Who fits most of them comes first, then the stronger duty, then who has the more room.
    """
    fits: Counter[str] = Counter()
    why: dict[str, Duty] = {}
    for case in cases:
        for code, duty in duties(district, district.items.get(case.item or ""), case.grid).items():
            if code != case.unit:
                fits[code] += 1
                why[code] = min(why.get(code, duty), duty, key=_ORDER.index)
    units = district.units
    found = [UnitFit(units[code], why[code], n, load(units[code])) for code, n in fits.items()]
    found.sort(key=lambda one: (-one.cases, _ORDER.index(one.duty), one.load.share))
    return found[:CANDIDATES_MAX]


def preferred(found: Sequence[UnitFit], cases: int) -> Unit | None:
    """The first, if it may be taken unasked.

    That is no unit which can't have all of the cases, and none that has no room.
    """
    if not found or found[0].cases < cases or found[0].load.strain is Strain.BLOCKED:
        return None
    return found[0].unit
