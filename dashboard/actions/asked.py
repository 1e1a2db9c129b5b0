"""One command on its way: what is asked, by whom, and where."""

from dataclasses import dataclass

from dashboard.domain.life import Spot
from dashboard.domain.orders import Order


@dataclass(frozen=True, slots=True)
class Asked:
    """A command whose limits, codes and place have been looked at. `source` sent it."""

    command: Order
    source: str
    spot: Spot | None = None

    @property
    def case(self) -> str:
        """The number of the case it is about; empty if it opens one or concerns none."""
        return getattr(self.command, "case", None) or ""

    def by(self, person: str) -> str:
        """Who acts: the person at the desk; else whom the message names; else who sent it."""
        said = getattr(self.command, "by", "") or getattr(self.command, "unit", "")
        return person or said or self.source
