"""The posts of the duty room (岗位): which there are and who may hold them is the pack's to say."""

from dataclasses import dataclass
from datetime import time

from dashboard.domain.persons import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPost:
    """One post, which one person holds at a time.

    `hours` is from when until when it has to be held each day by the district's clocks; an end that
    isn't after the beginning is on the next day. None: it may be held, and nobody is missing there.
    """

    code: str
    name_zh: str
    name_en: str
    roles: frozenset[Role]
    hours: tuple[time, time] | None
    has_shift: bool
    """Whether its holder has the shift: the officer who takes over and hands over."""

    def called(self, lang: str) -> str:
        """Its name in this language."""
        return self.name_zh if lang == "zh" else self.name_en
