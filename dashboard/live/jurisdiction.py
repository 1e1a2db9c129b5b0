"""A jurisdiction's part of the picture, for a reader outside; a desk's own part is in `feed`."""

from dataclasses import dataclass

from dashboard.domain.scope import Scope
from dashboard.live.counts import FIGURES, Tallies, count
from dashboard.live.picture import Picture
from dashboard.live.rows import Row


@dataclass(frozen=True, slots=True)
class JurisdictionView:
    """Rows, figures and tallies of one jurisdiction at the picture's instant.

    Of what came and went today the picture knows the district's number alone: those are nought.
    Over capacity are those of its units that are so with all that they have, here or elsewhere.
    """

    rows: list[Row]
    figures: dict[str, int]
    tallies: Tallies


def part_of(picture: Picture, scope: Scope) -> JurisdictionView:
    """Counts a part of the open cases anew: it is asked for by persons, now and then."""
    rows = [row for row in picture.rows.values() if scope.holds(row)]
    figures, tallies, now = dict.fromkeys(FIGURES, 0), Tallies(), picture.now_ms
    for row in rows:
        standing = row.standing(now)
        count(figures, row, standing, 1)
        tallies.add(row, 1, standing.lamp)
    figures["over_capacity"] = len(picture.over_capacity & tallies.unit.keys())
    return JurisdictionView(rows, figures, tallies)


def whole(picture: Picture) -> JurisdictionView:
    """All of it."""
    return JurisdictionView(list(picture.rows.values()), dict(picture.figures), picture.tallies)
