"""Metrics against separately written rules; adjacent windows count each case once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import (
    ENOUGH,
    METRICS,
    WHOLE,
    Metric,
    Part,
    Share,
    Window,
    quantile,
)
from dashboard.domain.assessment.ranking import Growth, grown, ranked
from dashboard.domain.case import CaseState, Tier
from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.unit import Urgency

LAST = 20
"""Few instants, so that edges are met."""
INSTANTS = st.integers(0, LAST)
MAYBE = st.none() | INSTANTS
FACTS = st.builds(
    Facts,
    number=st.text("ab", max_size=2),
    state=st.sampled_from(CaseState),
    urgency=st.sampled_from(Urgency),
    item=st.sampled_from([None, "0101", "0102"]),
    unit=st.sampled_from([None, "U01", "D13"]),
    street=st.sampled_from(["S01", "S08"]),
    grid=st.just(206),
    reported_at=INSTANTS,
    closed_at=MAYBE,
    due_at=MAYBE,
    stage_due_at=MAYBE,
    handled_at=MAYBE,
    on_time=st.none() | st.booleans(),
    filed_at=MAYBE,
    channel=st.sampled_from(Channel),
    handed_out=st.booleans(),
    acknowledge_by=MAYBE,
    acknowledged_at=MAYBE,
    returns=st.integers(0, 2),
    reworks=st.integers(0, 2),
    extensions=st.integers(0, 2),
    suspended=st.booleans(),
    solved=st.none() | st.booleans(),
    satisfaction=st.none() | st.sampled_from(Satisfaction),
    tier=st.none() | st.sampled_from(Tier),
).map(
    lambda case: (
        case
        if case.state is CaseState.CLOSED
        else Facts(**{name: getattr(case, name) for name in case.__slots__} | {"closed_at": None})
    )
)
CASES = st.lists(FACTS, max_size=12)
PARTS = st.builds(
    Part,
    street=st.sampled_from(["", "S08"]),
    unit=st.sampled_from(["", "U01"]),
    item=st.sampled_from(["", "0101"]),
    grid=st.sampled_from([None, 206, 1]),
)
COUNTS = ("reported", "closed", "judged", "time_to_close")
RATES = tuple(name for name in METRICS if name not in COUNTS)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    ends = sorted(draw(st.tuples(INSTANTS, INSTANTS)))
    return Window(*ends)


Told = tuple[int | None, bool]
"""When a case counts, and whether it is met."""


def fate(case: Facts) -> int | None:
    """Its close if that was in time, else its deadline; None for what isn't judged."""
    closed, due = case.closed_at, case.due_at
    if gone(case) or case.state.value == "SUSPENDED":
        return None
    return due if late(case) else closed


def late(case: Facts) -> bool:
    closed, due = case.closed_at, case.due_at
    return closed is None or (due is not None and closed > due)


def gone(case: Facts) -> bool:
    return case.state.value in ("REJECTED", "VOIDED", "MERGED")


def work(case: Facts) -> Told:
    """The unit's part: when it is decided, and whether it was in time."""
    if case.unit is None or gone(case) or case.state.value == "SUSPENDED":
        return None, False
    if case.state.value in ("DISPATCHED", "PROCESSING"):
        return case.stage_due_at, False
    return (None, False) if case.on_time is None else (case.handled_at, case.on_time)


def taking(case: Facts) -> Told:
    """The same of the acknowledgement."""
    limit, took = case.acknowledge_by, case.acknowledged_at
    if case.unit is None or gone(case) or case.state.value == "SUSPENDED" or limit is None:
        return None, False
    good = took is not None and took <= limit
    return (took if good else limit), good


BY_HAND: Mapping[str, Callable[[Facts], Told]] = {
    "reported": lambda case: (case.reported_at, True),
    "closed": lambda case: (case.closed_at, True),
    "time_to_close": lambda case: (case.closed_at, True),
    "judged": lambda case: (fate(case), True),
    "on_time": lambda case: (fate(case), not late(case)),
    "late": lambda case: (fate(case), late(case)),
    "settled": lambda case: (fate(case), case.closed_at is not None),
    "returned": lambda case: (fate(case) if case.handed_out else None, case.returns >= 1),
    "extended": lambda case: (fate(case) if case.handed_out else None, case.extensions >= 1),
    "suspended": lambda case: (fate(case) if case.handed_out else None, case.suspended),
    "reworked": lambda case: (
        None if case.handled_at is None else fate(case),
        case.reworks >= 1,
    ),
    "satisfied": lambda case: (
        case.closed_at if case.satisfaction else None,
        case.satisfaction != "DISSATISFIED",
    ),
    "solved": lambda case: (
        None if case.solved is None else case.closed_at,
        bool(case.solved),
    ),
    "once": lambda case: (case.closed_at, case.returns + case.reworks + case.extensions == 0),
    "local": lambda case: (case.closed_at, case.tier in ("GRID", "COMMUNITY", "STREET")),
    "proactive": lambda case: (
        None if gone(case) else case.filed_at,
        case.channel.value in ("GRID", "PATROL", "TALK_POINT"),
    ),
    "handled": work,
    "handled_late": lambda case: (work(case)[0], not work(case)[1]),
    "acknowledged": taking,
}
"""Each metric by the brief of the field alone."""


def by_hand(name: str, cases: Sequence[Facts], window: Window) -> tuple[list[str], int]:
    """The counted cases and the number of judged ones."""
    told = [(case, *BY_HAND[name](case)) for case in cases]
    judged = [
        (case, good)
        for case, at, good in told
        if at is not None and window.since <= at < window.until
    ]
    return [case.number for case, good in judged if good], len(judged)


@pytest.mark.parametrize("name", METRICS)
@given(cases=CASES, window=windows())
def test_a_metric_counts_what_its_rule_says(name: str, cases: list[Facts], window: Window) -> None:
    metric = METRICS[name]
    rows, judged = by_hand(name, cases, window)
    assert [case.number for case in metric.rows(cases, window)] == rows
    assert metric.share(cases, window) == Share(len(rows), judged)


@given(metric=st.sampled_from(list(METRICS.values())), cases=CASES, part=PARTS, window=windows())
def test_the_number_is_the_length_of_its_list_in_every_part(
    metric: Metric, cases: list[Facts], part: Part, window: Window
) -> None:
    share, rows = metric.share(cases, window, part), metric.rows(cases, window, part)
    assert share.met == len(rows)
    assert share.n == len(metric.judged(cases, window, part)) >= share.met
    inside = [case for case in cases if part.holds(case)]
    assert rows == metric.rows(inside, window, WHOLE)


@given(metric=st.sampled_from(list(METRICS.values())), cases=CASES, cuts=st.lists(INSTANTS))
def test_windows_that_follow_each_other_count_each_case_once(
    metric: Metric, cases: list[Facts], cuts: list[int]
) -> None:
    edges = sorted({0, *cuts, LAST + 1})
    each = [
        case
        for since, until in pairwise(edges)
        for case in metric.rows(cases, Window(since, until))
    ]
    whole = metric.rows(cases, Window(0, LAST + 1))
    assert sorted(map(id, each)) == sorted(map(id, whole))


@given(cases=CASES, window=windows())
def test_who_is_judged_is_in_time_or_late(cases: list[Facts], window: Window) -> None:
    for good, bad in (("on_time", "late"), ("handled", "handled_late")):
        met, missed = METRICS[good].share(cases, window), METRICS[bad].share(cases, window)
        assert met.n == missed.n == met.met + missed.met


@pytest.mark.parametrize("name", RATES)
def test_of_no_case_no_rate_is_known(name: str) -> None:
    assert METRICS[name].share([], Window(0, LAST)).value is None


@given(weights=st.lists(st.integers(0, 50), min_size=1).map(sorted), share=st.floats(0.01, 1))
def test_a_quantile_leaves_so_many_below(weights: list[int], share: float) -> None:
    found = quantile(weights, share)
    assert found in weights
    assert sum(weight <= found for weight in weights) >= share * len(weights)
    assert sum(weight < found for weight in weights) < share * len(weights)
    assert quantile([], share) is None


def test_the_window_before_is_as_long_and_ends_where_this_begins() -> None:
    assert Window(10, 17).before() == Window(3, 10)


# Peers -----------------------------------------------------------------------------------------


def shares(**found: tuple[int, int]) -> dict[str, Share]:
    return {key: Share(*pair) for key, pair in found.items()}


def test_whoever_has_too_few_cases_is_not_ranked() -> None:
    ranking = ranked(shares(a=(0, ENOUGH - 1), b=(3, ENOUGH), c=(9, 10)))
    assert [key for key, _ in ranking.order] == ["b", "c"]
    assert ranking.lowest == ("b", Share(3, 5))


@pytest.mark.parametrize(
    "field",
    [
        {},
        {"a": (1, 10)},
        {"a": (90, 100), "b": (91, 100)},
        {"a": (895, 1000), "b": (900, 1000), "c": (901, 1000), "d": (9, 9)},
        {"a": (90, 100), "b": (2, 4)},
    ],
    ids=["nobody", "no peer", "just a point", "not far from the middle", "one of two"],
)
def test_where_the_lowest_is_within_a_point_of_the_middle_nobody_is_named(
    field: dict[str, tuple[int, int]],
) -> None:
    assert ranked(shares(**field)).lowest is None


def test_one_that_is_far_behind_is_named_however_close_the_others_are() -> None:
    assert ranked(shares(a=(7, 10), b=(10, 10), c=(10, 10), d=(9, 9))).lowest == ("a", Share(7, 10))


def test_of_equal_shares_the_one_with_more_cases_comes_first() -> None:
    ranking = ranked(shares(a=(5, 10), b=(50, 100), c=(10, 10), d=(20, 30)))
    assert [key for key, _ in ranking.order] == ["b", "a", "d", "c"]


def test_what_has_grown_is_beyond_chance_and_no_handful() -> None:
    assert grown({"a": 40, "b": 12}, {"a": 20, "b": 11}) == Growth("a", 40, 20)
    assert grown({"a": 22, "b": 4}, {"a": 20}) is None
    assert grown({"new": 9}, {}) == Growth("new", 9, 0)
    assert grown({}, Counter({"a": 50})) is None
