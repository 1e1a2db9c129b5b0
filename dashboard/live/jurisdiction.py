"""The picture of one jurisdiction, for a reader outside; a desk gets its own from `row_feed`."""

from dataclasses import dataclass

from dashboard.domain.figures import FIGURES
from dashboard.domain.scope import Scope
from dashboard.live.counts import Tallies, count
from dashboard.live.picture import Picture
from dashboard.live.rows import Row


@dataclass(frozen=True, slots=True)
class JurisdictionView:
    """Rows, figures and tallies of one jurisdiction at the picture's instant.

    Today's reports and closes are 0: the picture knows them for the whole district only. A unit
    counts as over capacity by all its cases, inside the jurisdiction or not.
    """

    rows: list[Row]
    figures: dict[str, int]
    tallies: Tallies


def part_of(picture: Picture, scope: Scope) -> JurisdictionView:
    """Counts the open cases of a jurisdiction anew: cheap enough for an occasional reader."""
    rows = [row for row in picture.rows.values() if scope.holds(row)]
    figures, tallies, now = dict.fromkeys(FIGURES, 0), Tallies(), picture.now_ms
    for row in rows:
        standing = row.standing(now)
        count(figures, standing, 1)
        tallies.add(row, 1, standing.lamp)
    figures["over_capacity"] = len(picture.over_capacity & tallies.unit.keys())
    return JurisdictionView(rows, figures, tallies)


def whole(picture: Picture) -> JurisdictionView:
    """The view of the whole district."""
    return JurisdictionView(list(picture.rows.values()), dict(picture.figures), picture.tallies)
