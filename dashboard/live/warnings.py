"""The standing warnings in a picture."""

from collections.abc import Iterable
from datetime import datetime

from dashboard.domain.warned.warning import PublicWarning, in_order


class StandingWarnings:
    """Following changes and reading from SQL give the same. Owned by the picture's owner."""

    def __init__(self, warnings: Iterable[PublicWarning]) -> None:
        self._standing = {warning.number: warning for warning in warnings}

    def apply(self, warning: PublicWarning) -> bool:
        """Applies one change; false if it is not newer than the known state."""
        known = self._standing.get(warning.number)
        if known is not None and known.version >= warning.version:
            return False
        if warning.open:
            self._standing[warning.number] = warning
        else:
            self._standing.pop(warning.number, None)
        return True

    def at(self, now: datetime) -> list[PublicWarning]:
        """Those that stand at an instant, the gravest first."""
        return in_order(one for one in self._standing.values() if one.stands_at(now))
