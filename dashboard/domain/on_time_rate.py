"""On-time rates (按期率): a share is never shown without the number of cases behind it."""

from dataclasses import dataclass

ENOUGH = 5
"""Below so many cases a share says nothing (样本不足)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `n` cases `on_time` were in time; `expected` of them would be, in everybody's hands.

    What is expected is each case counted with the rate of all units for such cases, so that
    a unit with hard cases isn't compared with one that has easy ones.
    """

    n: int
    on_time: int
    expected: float

    @property
    def share(self) -> float | None:
        """The rate; None for fewer cases than say anything."""
        return self.on_time / self.n if self.n >= ENOUGH else None

    @property
    def expected_share(self) -> float | None:
        """The rate to expect for such cases; None as for `share`."""
        return self.expected / self.n if self.n >= ENOUGH else None


NONE = Rate(0, 0, 0.0)
