"""After the commit: the changes go out first-hand; the relay makes up for whatever fails here."""

from collections.abc import Sequence
from contextlib import suppress

from dashboard.store.journal import Stamped
from dashboard.streams import changes
from dashboard.streams.client import Away
from dashboard.system import System


def tell(system: System, told: Sequence[Stamped]) -> None:
    """Publishes what is stamped; what isn't yet (PostgreSQL) the relay is told to stamp.

    A writer that overtakes another leaves it to the relay to tell both in order. Without Redis
    nothing is lost: it is committed.
    """
    redis, district = system.redis, system.district.key
    with suppress(Away):
        if not (told and changes.publish(redis, district, told)):
            changes.ring(redis, district)
