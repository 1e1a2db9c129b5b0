"""The level of an incident by its known harm (brief of the field, 3.1).

The figures are those of production accidents. Natural disasters, health and public security have
scales of their own, which are not here: for them the suggestion is only a first guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.commands import IncidentKind

LOWEST = 4
FROM: Mapping[str, tuple[int, ...]] = {
    "deaths": (30, 10, 3, 1),
    "injured": (100, 50, 10, 1),
    "loss": (100_000_000, 50_000_000, 10_000_000, 1),
}
"""By what is counted (`loss` in yuan): from how many on it is level I, II, III, IV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """What is known so far; None means unknown."""

    deaths: int | None = None
    injured: int | None = None
    loss: int | None = None


UNKNOWN = Harm()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A count that was reached: `count` of `what`, where the level begins at `since`."""

    what: str
    count: int
    since: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggested level, with reasons; a person declares it.

    Without a criterion it is the lowest, because nothing graver is known. `raised` gives the counts
    at which the next graver level begins; `own_scale` means that this kind has its own thresholds.
    """

    level: int
    reached: tuple[Criterion, ...]
    raised: Mapping[str, int]
    own_scale: bool


def suggest(kind: IncidentKind, harm: Harm = UNKNOWN) -> Suggestion:
    """The level for the known harm."""
    reached = tuple(found for what in FROM if (found := _criterion(what, harm)))
    level = min((one.level for one in reached), default=LOWEST)
    raised = {what: since[level - 2] for what, since in FROM.items()} if level > 1 else {}
    own_scale = kind is not IncidentKind.ACCIDENT
    return Suggestion(level=level, reached=reached, raised=raised, own_scale=own_scale)


def _criterion(what: str, harm: Harm) -> Criterion | None:
    count = getattr(harm, what) or 0
    for level, since in enumerate(FROM[what], start=1):
        if count >= since:
            return Criterion(what=what, count=count, since=since, level=level)
    return None
