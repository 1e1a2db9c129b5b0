"""Figures of a bench: percentiles, medians of rounds, rows with a goal, and the table of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

Raw = Mapping[str, object]
HEADINGS = ("bench", "what", "ours", "against", "ratio", "goal", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. `ratio` is ours / against; `goal` bounds it from above, or from below."""

    bench: str
    what: str
    ours: float
    against: float
    unit: str
    goal: float
    at_least: bool = False
    against_limit: bool = False
    """`against` is a limit that was set, not something measured beside it."""

    @property
    def ratio(self) -> float:
        return self.ours / self.against

    @property
    def reached(self) -> bool:
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def told(self) -> dict[str, object]:
        """The row as JSON keeps it."""
        return {
            "bench": self.bench,
            "what": self.what,
            "ours": self.ours,
            "against": self.against,
            "against_is_a_limit": self.against_limit,
            "unit": self.unit,
            "ratio": round(self.ratio, 3),
            "goal": f"{'>=' if self.at_least else '<='} {self.goal:g}",
            "reached": self.reached,
        }

    def cells(self) -> tuple[str, ...]:
        limit = "limit " if self.against_limit else ""
        return (
            self.bench,
            self.what,
            f"{short(self.ours)} {self.unit}",
            f"{limit}{short(self.against)} {self.unit}",
            f"{self.ratio:.2f}",
            f"{'≥' if self.at_least else '≤'} {self.goal:g}",
            "reached" if self.reached else "MISSED",
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What a bench hands back: its rows, and everything it measured."""

    rows: Sequence[Row]
    raw: Raw
    notes: Sequence[str] = ()
    """Lines to print below the bench's name: what explains its rows."""


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least `share` of the values don't exceed (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("There is no percentile of nothing.")
    rank = ceil(share * len(ordered) - 1e-9)
    return ordered[max(rank, 1) - 1]


def of_rounds(rounds: Sequence[Sequence[float]], share: float) -> float:
    """The median of the rounds' percentiles, so that one disturbed round doesn't decide."""
    return median(percentile(values, share) for values in rounds)


def spread(rounds: Sequence[Sequence[float]]) -> dict[str, object]:
    """What the JSON file keeps of rounds of samples."""
    return {
        "samples": [len(values) for values in rounds],
        "p50": [round(percentile(values, 0.5), 3) for values in rounds],
        "p90": [round(percentile(values, 0.9), 3) for values in rounds],
        "p99": [round(percentile(values, 0.99), 3) for values in rounds],
        "most": [round(max(values), 3) for values in rounds],
    }


def short(value: float) -> str:
    """The number with three significant digits."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(rows: Sequence[Row]) -> str:
    """The rows under their headings, columns aligned."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    told = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    told.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(told)
