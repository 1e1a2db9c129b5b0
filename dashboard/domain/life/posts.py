"""The post in a message's signature: it names the sender in words, not by a log-in.

A sender without a desk names its post in `by`: the community's station or the street by its word,
its code or its name ("station-C-01", "社区站"); everybody else speaks for the grid.
"""

from collections.abc import Iterable

from dashboard.domain.case import Case
from dashboard.domain.district import District
from dashboard.domain.folding import folded
from dashboard.domain.grid import Community, Street
from dashboard.domain.persons import Role

STATION_WORDS = ("station", "community", "社区站", "社区")
STREET_WORDS = ("street", "街道中心", "街道")


def same(name: str) -> str:
    """A name without spaces, hyphens, width and capitals, for comparison."""
    return "".join(sign for sign in folded(name) if sign.isalnum())


def role_of_post(by: str, case: Case, district: District) -> Role:
    """The role for which a message about this case speaks."""
    said = same(by)
    community, street = district.communities.get(case.community), district.streets.get(case.street)
    if said in _forms(STATION_WORDS, {case.community, *_names(community)}):
        return Role.STATION
    if said in _forms(STREET_WORDS, {case.street, *_names(street)}):
        return Role.STREET
    return Role.GRID_LEADER


def _names(place: Community | Street | None) -> tuple[str, ...]:
    return (place.name_zh, place.name_en) if place else ()


def _forms(words: Iterable[str], names: Iterable[str]) -> set[str]:
    """Each word and each name alone, and both together in either order."""
    posts, places = {same(word) for word in words}, {same(name) for name in names}
    pairs = {(post, place) for post in posts for place in places}
    return posts | places | {post + place for post, place in pairs} | {b + a for a, b in pairs}


def names_of_unit(code: str, district: District) -> set[str]:
    """All names of a unit, as `same` returns them."""
    unit = district.units.get(code)
    called = (unit.name_zh, unit.name_en, unit.short_zh, unit.short_en) if unit else ()
    return {same(name) for name in (code, *called)}
