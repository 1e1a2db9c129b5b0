"""What the leaders' page is told: how it stands, against yesterday, and what hurts."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from callbacks.instruction_section import of_leaders
from callbacks.load_section import load_data
from callbacks.source_section import channels
from callbacks.wall.common import case_data, clock_data, incidents, slots, wait_of
from dashboard.domain.assessment.digest import PeerGroup, Times
from dashboard.domain.assessment.metrics import Share
from dashboard.live.counts import Tally
from dashboard.live.follower import Follower
from dashboard.live.hub import ComparedModel, Model
from dashboard.live.picture import Picture
from dashboard.live.review import Review, Reviews
from dashboard.live.rows import Row
from dashboard.system import System

LEADERS = "leaders"
SCREEN = f"{LEADERS}:whole"
"""One screen for all viewers."""
WORST = 5
OF_REVIEW = ("yesterday", "span", "rates", "before", "street_rates", "peers", "grown")


def show(system: System, follower: Follower, reviews: Reviews) -> ComparedModel:
    """What the hub tells under the name of `SCREEN`."""
    return ComparedModel(lambda: model(system, follower, reviews.last()))


def model(system: System, follower: Follower, review: Review | None) -> Model:
    """The sections: of the picture as it is now, and of the review as it was read last."""
    with follower.lock:
        picture, health = follower.picture, follower.health
        found: Model = {
            "figures": dict(picture.figures),
            "load": _load(picture),
            "worst": slots(_worst(row) for row in picture.latest_due(WORST)),
            "streets": _streets(picture),
            "units": _late_units(picture),
            "incident": incidents(picture),
            "instructions": slots(of_leaders(picture)),
            "system": {
                "redis": "away" if health.redis_away else "ok",
                "late_workers": list(health.late_workers),
                "demo": system.settings.demo,
            },
            "sources": channels(health, named=True),
        }
    return found | _review_sections(review)


def _worst(row: Row) -> dict[str, Any]:
    return (
        case_data(row)
        | clock_data(row)
        | {
            "who": row.holder,
            "wait": wait_of(row),
            "level": row.supervision,
            "state": row.state.value,
        }
    )


def _load(picture: Picture) -> dict[str, Any]:
    loads = [load_data(picture, code) for code in picture.district.units]
    return {key: sum(load[key] for load in loads) for key in ("open", "capacity")}


def _streets(picture: Picture) -> dict[str, Any]:
    """What each street has open, overdue and due soon."""
    tallies, none = picture.tallies.street, Tally()
    return {code: asdict(tallies.get(code, none)) for code in picture.district.streets}


def _late_units(picture: Picture) -> dict[str, int]:
    """What each unit has overdue, where it has any."""
    known = picture.district.units
    return {
        code: tally.overdue
        for code, tally in picture.tallies.unit.items()
        if tally.overdue and code in known
    }


def _review_sections(review: Review | None) -> Model:
    """The review's sections; they are empty until a review has been read."""
    if review is None:
        return {section: {} for section in OF_REVIEW}
    found, growth = review.digest, review.digest.grown
    return {
        "yesterday": dict(review.yesterday),
        "span": {
            "at": review.at,
            "since": found.window.since,
            "until": found.window.until,
            "compared": found.compared,
        },
        "rates": _rates(found.shares, found.times),
        "before": _rates(found.before, found.times_before) if found.compared else {},
        "street_rates": {code: _share_data(share) for code, share in found.streets.items()},
        "peers": {peers.kind: _peers(peers) for peers in found.peers},
        "grown": {"item": growth.key, "now": growth.now, "before": growth.before}
        if growth
        else {"item": None},
    }


def _share_data(share: Share) -> list[int]:
    return [share.met, share.n]


def _rates(shares: Mapping[str, Share], times: Times) -> dict[str, Any]:
    return {name: _share_data(share) for name, share in shares.items()} | {
        "half": times.half,
        "most": times.most,
    }


def _peers(peers: PeerGroup) -> dict[str, Any]:
    unit, share = peers.lowest or (None, None)
    told = {"unit": unit, "ranked": peers.ranked}
    return told | ({"met": share.met, "n": share.n} if share else {})
