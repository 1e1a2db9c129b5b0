"""A dry run (试呼) of all chains: whom the days ahead would reach, without calling anybody.

It knows the roster and the channels. Who signs for a shift that isn't in the roster can't be known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dashboard.domain.duty.chain_rules import ChainRules, Matter
from dashboard.domain.duty.chain_steps import Holder, Reach
from dashboard.domain.duty.chains import Empty
from dashboard.domain.duty.channels import CallChannel
from dashboard.domain.duty.roster import RosterEntry

AHEAD = timedelta(days=7)
EVENING = time(18)
"""From when on, by the district's clocks, the day's dry run is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A span in which these steps of a matter's chain reach nobody."""

    matter: Matter
    begins_at: datetime
    ends_at: datetime
    steps: tuple[int, ...]
    of_steps: int

    @property
    def nobody(self) -> bool:
        """Whether the whole chain reaches nobody."""
        return len(self.steps) == self.of_steps


def dry_run(
    rules: ChainRules, tours: Sequence[RosterEntry], channels: Sequence[CallChannel], now: datetime
) -> list[Unreached]:
    """What of the next `AHEAD` reaches nobody, where the whole chain does first, then by time."""
    until = now + AHEAD
    turns = {at for tour in tours for at in (tour.begins_at, tour.ends_at) if now < at < until}
    spans = list(pairwise(sorted({now, until} | turns)))
    reaches = [Reach(holders=_holders(tours, at), channels=channels) for at, _ in spans]
    found: list[Unreached] = []
    for matter, steps in rules.items():
        of_matter: list[Unreached] = []
        for (begins_at, ends_at), reach in zip(spans, reaches, strict=True):
            empty = [n for n, step in enumerate(steps, 1) if isinstance(reach.callees(step), Empty)]
            if empty:
                one = Unreached(
                    matter=matter,
                    begins_at=begins_at,
                    ends_at=ends_at,
                    steps=tuple(empty),
                    of_steps=len(steps),
                )
                of_matter.append(one)
        found += _joined(of_matter)
    return sorted(found, key=lambda one: (not one.nobody, one.begins_at, one.ends_at))


def _holders(tours: Sequence[RosterEntry], at: datetime) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for tour in tours:
        if tour.holds_at(at) and not tour.taken_out:
            held = Holder(login=tour.login, name=tour.name, contact=tour.contact)
            found.setdefault(tour.post, []).append(held)
    return found


def _joined(spans: Sequence[Unreached]) -> Iterator[Unreached]:
    """Spans that touch and say the same are one."""
    last: Unreached | None = None
    for one in spans:
        if last is not None and (last.ends_at, last.steps) == (one.begins_at, one.steps):
            last = replace(last, ends_at=one.ends_at)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def evening_of(now: datetime, zone: ZoneInfo) -> datetime | None:
    """When this day's dry run was due; None if it isn't evening yet."""
    local = now.astimezone(zone)
    due_at = datetime.combine(local.date(), EVENING, zone)
    return due_at if local >= due_at else None
