"""The cases of an assessment from SQL: every metric counts the same as plain SQL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.domain.case import TERMINAL, Case, CaseState, Tier
from dashboard.domain.commands import Channel, Satisfaction
from dashboard.store import assessment, records
from dashboard.system import to_ms
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.states import act, new_case

SINCE = 40
"""In hours; cases begin before it."""
JUDGED = "state NOT IN ('REJECTED', 'VOIDED', 'MERGED', 'SUSPENDED')"
CLOSED = "(state = 'CLOSED' AND closed_at IS NOT NULL)"
IN_TIME = f"({CLOSED} AND (case_due_at IS NULL OR closed_at <= case_due_at))"
FATE = f"(CASE WHEN {IN_TIME} THEN closed_at ELSE case_due_at END)"
IN_HAND = "state IN ('DISPATCHED', 'PROCESSING')"
HANDLED = f"(CASE WHEN {IN_HAND} THEN due_at WHEN on_time IS NOT NULL THEN handled_at END)"
HANDED_OUT = f"{JUDGED} AND first_dispatched <> ''"
# Texts of the JSON as ms; {} is the field. All test instants are whole seconds.
FILED, TAKEN = "filed", "acknowledged"
# By metric: its instant, its subjects, and which of them count.
SQL: Mapping[str, tuple[str, str, str]] = {
    "reported": ("reported_at", "1 = 1", "1 = 1"),
    "closed": ("closed_at", CLOSED, "1 = 1"),
    "time_to_close": ("closed_at", CLOSED, "1 = 1"),
    "judged": (FATE, JUDGED, "1 = 1"),
    "on_time": (FATE, JUDGED, IN_TIME),
    "late": (FATE, JUDGED, f"NOT {IN_TIME}"),
    "settled": (FATE, JUDGED, CLOSED),
    "returned": (FATE, HANDED_OUT, "returns > 0"),
    "extended": (FATE, HANDED_OUT, "extensions > 0"),
    "suspended": (FATE, HANDED_OUT, "resumed <> ''"),
    "reworked": (FATE, f"{JUDGED} AND handled_at IS NOT NULL", "reworks > 0"),
    "satisfied": ("closed_at", f"{CLOSED} AND satisfied <> ''", "satisfied <> 'DISSATISFIED'"),
    "solved": ("closed_at", f"{CLOSED} AND solved <> ''", "solved IN ('1', 'true')"),
    "once": ("closed_at", CLOSED, "returns + reworks + extensions = 0"),
    "local": ("closed_at", CLOSED, "tier IN ('GRID', 'COMMUNITY', 'STREET')"),
    "proactive": (
        FILED,
        "state NOT IN ('REJECTED', 'VOIDED', 'MERGED')",
        "channel IN ('GRID', 'PATROL', 'TALK_POINT')",
    ),
    "acknowledged": (
        f"(CASE WHEN {TAKEN} <= acknowledge_by THEN {TAKEN} ELSE acknowledge_by END)",
        f"{JUDGED} AND unit IS NOT NULL AND acknowledge_by IS NOT NULL",
        f"({TAKEN} IS NOT NULL AND {TAKEN} <= acknowledge_by)",
    ),
    "handled": (HANDLED, f"{JUDGED} AND unit IS NOT NULL", f"NOT ({IN_HAND}) AND on_time"),
    "handled_late": (
        HANDLED,
        f"{JUDGED} AND unit IS NOT NULL",
        f"({IN_HAND} OR on_time IS NULL OR NOT on_time)",
    ),
}
# Fields without a column are read from the JSON, by each database's own functions.
BESIDE: Mapping[str, str] = {
    "sqlite": "json_extract(body, '$.{}')",
    "postgresql": "CAST(body AS json) ->> '{}'",
}
MS_OF: Mapping[str, str] = {
    "sqlite": "CAST(strftime('%s', {}) AS int) * 1000",
    "postgresql": "CAST(EXTRACT(EPOCH FROM CAST({} AS timestamptz)) * 1000 AS bigint)",
}
NUMBERS = {"returns": "return_count", "reworks": "rework_count", "extensions": "extensions"}
TEXTS = {
    "satisfied": "satisfaction",
    "solved": "solved",
    "tier": "tier_resolved",
    "channel": "channel",
    "resumed": "resumed_at",
    "first_dispatched": "first_dispatched_at",
}
STAMPS = {FILED: "filed_at", TAKEN: "acknowledged_at"}
COLUMNS = (
    "number, state, street, unit, reported_at, closed_at, case_due_at, due_at, handled_at, "
    "on_time, acknowledge_by"
)


def at(hours: int) -> datetime:
    return MORNING + timedelta(hours=hours)


INSTANTS = st.integers(0, 80).map(at)
FIELDS: Mapping[str, st.SearchStrategy[Any]] = {
    "state": st.sampled_from(CaseState),
    "street": st.sampled_from(["S01", "S08"]),
    "unit": st.none() | st.sampled_from(["U01", "D13"]),
    "reported_at": INSTANTS,
    "closed_at": st.none() | INSTANTS,
    "case_due_at": st.none() | INSTANTS,
    "due_at": INSTANTS,
    "fed_back_at": st.none() | INSTANTS,
    "on_time": st.none() | st.booleans(),
    "channel": st.sampled_from(Channel),
    "filed_at": st.none() | INSTANTS,
    "first_dispatched_at": st.none() | INSTANTS,
    "acknowledge_by": st.none() | INSTANTS,
    "acknowledged_at": st.none() | INSTANTS,
    "resumed_at": st.none() | INSTANTS,
    "extensions": st.integers(0, 1),
    "solved": st.none() | st.booleans(),
    "tier_resolved": st.none() | st.sampled_from(Tier),
    "return_count": st.integers(0, 1),
    "rework_count": st.integers(0, 1),
    "satisfaction": st.none() | st.sampled_from(Satisfaction),
}


BEFORE_THE_END = ("fed_back_at", "filed_at", "acknowledge_by", "acknowledged_at")


def possible(fields: dict[str, Any]) -> dict[str, Any]:
    """Made consistent: what has ended has a close, and nothing else has; all else came before."""
    if fields["state"] not in TERMINAL:
        return fields | {"closed_at": None}
    closed = fields["closed_at"] or at(60)
    before = {name: fields[name] and min(fields[name], closed) for name in BEFORE_THE_END}
    return fields | {"closed_at": closed} | before


CASES = st.lists(st.fixed_dictionaries(dict(FIELDS)).map(possible), max_size=8)


def kept(connection: Connection, district: str, found: list[dict[str, Any]]) -> list[Case]:
    cases = [new_case(f"NG20261123-{n:04d}", **fields) for n, fields in enumerate(found)]
    records.record(connection, district, [act(case) for case in cases])
    return cases


def plain(connection: Connection, name: str, window: Window, street: str) -> tuple[set[str], int]:
    """The counted numbers, and how many cases were judged, by separately written SQL."""
    instant, among, met = SQL[name]
    beside, stamp = BESIDE[connection.dialect.name], MS_OF[connection.dialect.name]
    named = [
        *(f"CAST(COALESCE({beside.format(of)}, '0') AS int) AS {n}" for n, of in NUMBERS.items()),
        *(f"COALESCE(CAST({beside.format(of)} AS text), '') AS {n}" for n, of in TEXTS.items()),
        *(f"{stamp.format(beside.format(of))} AS {n}" for n, of in STAMPS.items()),
    ]
    inner = f"SELECT {COLUMNS}, {', '.join(named)} FROM cases"  # noqa: S608 - all of it stands above
    inside = f"{instant} >= :since AND {instant} < :until AND {among} AND :street IN ('', street)"
    rows = connection.execute(
        text(f"SELECT number, {met} AS met FROM ({inner}) AS one WHERE {inside}"),  # noqa: S608
        {"since": window.since, "until": window.until, "street": street},
    ).all()
    return {row.number for row in rows if row.met}, len(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(found=CASES, lasts=st.integers(0, 40), street=st.sampled_from(["", "S08"]))
def test_a_metric_counts_what_plain_sql_counts(
    centre: Centre, found: list[dict[str, Any]], lasts: int, street: str
) -> None:
    window = Window(to_ms(at(SINCE)), to_ms(at(SINCE + lasts)))
    with centre.system.engine.connect() as connection, connection.begin() as doing:
        kept(connection, centre.district, found)
        cases = assessment.facts(connection, centre.district, window.since).values()
        for name, metric in METRICS.items():
            rows, judged = plain(connection, name, window, street)
            part = Part(street=street)
            assert {case.number for case in metric.rows(cases, window, part)} == rows, name
            share = metric.share(cases, window, part)
            assert (share.met, share.n) == (len(rows), judged), name
        doing.rollback()


def test_every_metric_has_its_plain_sql() -> None:
    assert SQL.keys() == METRICS.keys()


@pytest.mark.parametrize("until", [None, 1])
def test_the_days_behind_begin_with_the_first_report(centre: Centre, until: int | None) -> None:
    with centre.system.engine.connect() as connection, connection.begin() as doing:
        kept(connection, centre.district, [{"reported_at": at(3)}, {"reported_at": at(1)}][:until])
        first = assessment.first_instant(connection, centre.district)
        assert first == to_ms(at(3 if until else 1))
        assert assessment.first_instant(connection, "another") is None
        doing.rollback()
