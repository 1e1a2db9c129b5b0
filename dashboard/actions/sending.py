"""The only way into the inbox: it encrypts every reporter's name and phone first."""

from collections.abc import Iterable

from dashboard import codec
from dashboard.actions import privacy
from dashboard.domain.commands import Report
from dashboard.streams import inbox
from dashboard.system import System


def send(system: System, reports: Iterable[Report]) -> None:
    """Puts messages into the inbox in order; raises `streams.client.RedisUnavailable`."""
    secret = system.settings.secret_key
    sealed = (privacy.seal_on_the_way(secret, report) for report in reports)
    inbox.put(system.redis, system.district.key, [codec.write_report(one) for one in sealed])
