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
_OWN = (Duty.LEAD, Duty.SUPPLIER)


@dataclass(frozen=True, slots=True)
class UnitFit:
    """A unit that may get `cases` of them, for its strongest duty, and what it holds now.

    Of these cases `own` are its own to lead.
    """

    unit: Unit
    duty: Duty
    cases: int
    own: int
    load: Load


def ranked(
    district: District, cases: Sequence[Case], load: Callable[[Unit], Load]
) -> list[UnitFit]:
    """Units with a duty for one of the cases that isn't theirs yet.

    Who leads most of them comes first, then who has a duty for most, then the stronger duty, then
    who has the more room: forty cases of one burst aren't the street's because it takes anything.
    """
    fits: Counter[str] = Counter()
    own: Counter[str] = Counter()
    why: dict[str, Duty] = {}
    for case in cases:
        for code, duty in duties(district, district.items.get(case.item or ""), case.grid).items():
            if code != case.unit:
                fits[code] += 1
                own[code] += duty in _OWN
                why[code] = min(why.get(code, duty), duty, key=_ORDER.index)
    units = district.units
    found = [
        UnitFit(units[code], why[code], n, own[code], load(units[code])) for code, n in fits.items()
    ]
    found.sort(key=lambda one: (-one.own, -one.cases, _ORDER.index(one.duty), one.load.share))
    return found[:CANDIDATES_MAX]


def preferred(found: Sequence[UnitFit], cases: int) -> Unit | None:
    """The first, if it may be taken unasked.

    That is no unit which can't have all of the cases, and none without room for the last of them.
    """
    if not found or found[0].cases < cases or needs_reason(found[0].load, cases):
        return None
    return found[0].unit


def needs_reason(load: Load, cases: int) -> bool:
    """Whether somebody who gives it so many cases has to say why, at the last one if not before."""
    return load.with_more(cases - 1).strain is Strain.BLOCKED
