"""Where a change's time goes: its stages, from `/metrics` and from the browser's own instants."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from prometheus_client.parser import text_string_to_metric_families

from dashboard.live.stages import BUCKETS_S, STAGES
from tests.bench.figures import percentile, short

FAMILY = "centre_stage_seconds"
IN_BROWSER = ("arrived", "in_dom", "painted")
"""From the server's telling on; the first is known to the millisecond."""
SHARES = {"p50": 0.5, "p99": 0.99}
Buckets = Counter[float]
"""How many changes took up to so many seconds and longer than the bucket before."""


def read(metrics: str) -> dict[str, Buckets]:
    """The buckets of each stage, from all that Prometheus is told."""
    found: dict[str, dict[float, float]] = {stage: {} for stage in STAGES}
    for family in text_string_to_metric_families(metrics):
        for sample in family.samples if family.name == FAMILY else ():
            if "le" in sample.labels:
                found[sample.labels["stage"]][float(sample.labels["le"])] = sample.value
    return {stage: _each(upto) for stage, upto in found.items()}


def _each(upto: Mapping[float, float]) -> Buckets:
    ordered = [(0.0, 0.0), *sorted(upto.items())]
    return Counter({le: round(n - before) for (_, before), (le, n) in pairwise(ordered)})


def since(before: Mapping[str, Buckets], after: Mapping[str, Buckets]) -> dict[str, Buckets]:
    """What was counted between two readings."""
    return {stage: after[stage] - before[stage] for stage in after}


def together(turns: Iterable[Mapping[str, Buckets]]) -> dict[str, Buckets]:
    """What was counted in several turns."""
    found: dict[str, Buckets] = {stage: Counter() for stage in STAGES}
    for turn in turns:
        for stage, counted in turn.items():
            found[stage] += counted
    return found


def quantile(counted: Buckets, share: float) -> float:
    """Seconds that this share of changes doesn't exceed, evenly spread within a bucket.

    Beyond the last bound nothing is known but that: it is the answer then. Raises ValueError if
    nothing was counted.
    """
    rank, below, left = share * counted.total(), 0.0, 0.0
    if not rank:
        raise ValueError("There is no quantile of nothing.")
    for bound in BUCKETS_S:
        inside = counted[bound]
        if inside and left + inside >= rank:
            return below + (bound - below) * (rank - left) / inside
        below, left = bound, left + inside
    return below


def figures(
    counted: Mapping[str, Buckets], seen: Mapping[str, Sequence[float]]
) -> dict[str, dict[str, float]]:
    """Milliseconds of each stage: the server's by their buckets, the browser's as measured."""
    ours = {
        stage: {name: quantile(buckets, share) * 1000 for name, share in SHARES.items()}
        | {"count": buckets.total()}
        for stage, buckets in counted.items()
    }
    theirs = {
        stage: {name: percentile(ms, share) for name, share in SHARES.items()} | {"count": len(ms)}
        for stage, ms in seen.items()
    }
    return ours | theirs


def lines(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The figures as a table; the slowest stage of each column is marked."""
    worst = {name: max(found, key=lambda stage: found[stage][name]) for name in SHARES}
    told = [f"  {'stage':<12}" + "".join(f"{name + ', ms':>12}" for name in SHARES) + "    changes"]
    for stage, values in found.items():
        cells = [
            f"{'> ' if worst[name] == stage else ''}{short(values[name])}".rjust(12)
            for name in SHARES
        ]
        told.append(f"  {stage:<12}" + "".join(cells) + f"{values['count']:>11,}")
    return told
