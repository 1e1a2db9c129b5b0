"""After the commit: the changes go out first-hand; the relay makes up for whatever fails here."""

from collections.abc import Sequence
from contextlib import suppress

from dashboard.store.journal import Stamped
from dashboard.streams import changes
from dashboard.streams.client import Away
from dashboard.system import System


def tell(system: System, told: Sequence[Stamped]) -> None:
    """Publishes what is stamped; what isn't yet (PostgreSQL) the relay is told to stamp.

    Two writers may publish in the wrong order: Redis refuses the smaller number, followers see
    the gap and read the journal. Without Redis nothing is lost: it is committed.
    """
    with suppress(Away):
        if told:
            changes.publish(system.redis, system.district.key, told)
        else:
            changes.ring(system.redis, system.district.key)
