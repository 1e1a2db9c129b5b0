"""On-time rates (按期率): a share is never shown without its number of cases."""

from dataclasses import dataclass

ENOUGH = 5
"""With fewer cases a share says nothing (样本不足)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `n` cases `on_time` were in time; an average unit would have had `expected` in time.

    `expected` counts each case with the rate of all units for such cases, so that a unit with hard
    cases isn't compared with one that has easy ones.
    """

    n: int
    on_time: int
    expected: float

    @property
    def share(self) -> float | None:
        """The rate; None if there are too few cases."""
        return self.on_time / self.n if self.n >= ENOUGH else None

    @property
    def expected_share(self) -> float | None:
        """The expected rate for such cases; None if there are too few."""
        return self.expected / self.n if self.n >= ENOUGH else None


NONE = Rate(0, 0, 0.0)
