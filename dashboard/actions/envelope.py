"""A command on its way: what is asked, by whom, and where."""

from dataclasses import dataclass

from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.keys import signature
from dashboard.domain.life import Spot


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command whose limits, codes and place have been checked. `source` sent it.

    `key` is the name of the API key through which it came.
    """

    command: CentreCommand
    source: str
    spot: Spot | None = None
    key: str = ""

    @property
    def via(self) -> str:
        """The API key's signature; empty for persons and our own processes."""
        return signature(self.key) if self.key else ""

    @property
    def case(self) -> str:
        """The number of the case it is about; empty if it opens one or concerns none."""
        return getattr(self.command, "case", None) or ""

    def by(self, person: str) -> str:
        """Who acts: the person at the desk, else the post named in the message, else the sender.

        An API key whose message names no post signs with its own name.
        """
        said = getattr(self.command, "by", "") or getattr(self.command, "unit", "")
        return person or said or self.via or self.source
