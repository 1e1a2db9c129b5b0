"""Which warning level an incident has by the standing warnings; a person declares it."""

from collections.abc import Iterable

from dashboard.domain.warned.warning import PublicWarning, in_order

SHOWN_MAX = 3


def suggesting(standing: Iterable[PublicWarning], street: str) -> list[PublicWarning]:
    """The gravest warnings with a level that touch the incident's street, at most three."""
    fits = (one for one in standing if one.level is not None and street in one.streets)
    return in_order(fits)[:SHOWN_MAX]
