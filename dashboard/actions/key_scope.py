"""Whether an API key may send a message: checked at the HTTP interface and when it is taken."""

from collections.abc import Callable, Sequence

from dashboard.actions.envelope import Envelope
from dashboard.domain.commands import Report
from dashboard.domain.folding import folded
from dashboard.domain.keys import ApiKey, MessageContext, may_send, ungranted
from dashboard.store import keys, people
from dashboard.store.engines import Connection

GridOf = Callable[[str], int | None]
"""The grid of a case by its number; None if there is no such case."""


class KeyScope:
    """The API keys of a batch of messages, and what is needed to judge them."""

    def __init__(
        self, connection: Connection, district: str, reports: Sequence[Report], grid_of: GridOf
    ) -> None:
        keyed = [report for report in reports if report.key]
        self._keys: dict[str, ApiKey] = {}
        self._owner: dict[str, str] = {}
        self._logins: set[str] = set()
        self._grid_of = grid_of
        if keyed:
            found = keys.all_of(connection, district)
            self._keys = {one.name: one for one in found}
            self._owner = {s: one.name for one in found if one.active for s in one.grant.sources}
            signed = {signer for report in keyed if (signer := _signer(report))}
            self._logins = people.known(connection, district, signed)

    def refuse(self, report: Report, envelope: Envelope, key: ApiKey | None = None) -> None:
        """Raises `Refused` for a message that its API key may not send.

        `key` is the key shown at the HTTP interface; later it is found by its name.
        """
        if not report.key:
            return
        owner = self._owner.get(report.source, report.key)
        context = MessageContext(
            grid=self._where(envelope),
            foreign=owner != report.key,
            by_login=_signer(report) in self._logins,
        )
        key = key or self._keys.get(report.key) or ungranted(report.key)
        refused = may_send(key, report, context)
        if refused:
            raise refused

    def _where(self, envelope: Envelope) -> int | None:
        if envelope.case:
            return self._grid_of(envelope.case)
        return envelope.spot.grid if envelope.spot else None

    def heard(self, report: Report) -> str:
        """The registered name of a message's source."""
        if not report.key:
            return report.source
        return (self._keys.get(report.key) or ungranted(report.key)).called(report.source)


def _signer(report: Report) -> str:
    """Who has signed, without the width, capitals and invisible signs that hide a log-in."""
    return folded(str(getattr(report.command, "by", ""))).strip()
