"""The cases of an assessment from SQL: every metric counts the same as plain SQL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import Satisfaction
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
# By metric: its instant, its subjects, and which of them count.
SQL: Mapping[str, tuple[str, str, str]] = {
    "reported": ("reported_at", "1 = 1", "1 = 1"),
    "closed": ("closed_at", CLOSED, "1 = 1"),
    "time_to_close": ("closed_at", CLOSED, "1 = 1"),
    "judged": (FATE, JUDGED, "1 = 1"),
    "on_time": (FATE, JUDGED, IN_TIME),
    "late": (FATE, JUDGED, f"NOT {IN_TIME}"),
    "returned": (FATE, JUDGED, "returns > 0"),
    "reworked": (FATE, f"{JUDGED} AND handled_at IS NOT NULL", "reworks > 0"),
    "satisfied": ("closed_at", f"{CLOSED} AND satisfied <> ''", "satisfied <> 'DISSATISFIED'"),
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
COLUMNS = (
    "number, state, street, unit, reported_at, closed_at, case_due_at, due_at, handled_at, on_time"
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
    "return_count": st.integers(0, 1),
    "rework_count": st.integers(0, 1),
    "satisfaction": st.none() | st.sampled_from(Satisfaction),
}


def possible(fields: dict[str, Any]) -> dict[str, Any]:
    """Whether the values are consistent: a closed case has a close, and was handled before it."""
    if fields["state"] is not CaseState.CLOSED:
        return fields
    closed, handled = fields["closed_at"] or at(60), fields["fed_back_at"]
    return fields | {"closed_at": closed, "fed_back_at": handled and min(handled, closed)}


CASES = st.lists(st.fixed_dictionaries(dict(FIELDS)).map(possible), max_size=8)


def kept(connection: Connection, district: str, found: list[dict[str, Any]]) -> list[Case]:
    cases = [new_case(f"NG20261123-{n:04d}", **fields) for n, fields in enumerate(found)]
    records.record(connection, district, [act(case) for case in cases])
    return cases


def plain(connection: Connection, name: str, window: Window, street: str) -> tuple[set[str], int]:
    """The counted numbers, and how many cases were judged, by separately written SQL."""
    instant, among, met = SQL[name]
    beside = BESIDE[connection.dialect.name]
    returns, reworks, satisfied = (
        beside.format(field) for field in ("return_count", "rework_count", "satisfaction")
    )
    inner = (
        f"SELECT {COLUMNS}, CAST(COALESCE({returns}, '0') AS int) AS returns, "  # noqa: S608 - all of it stands above
        f"CAST(COALESCE({reworks}, '0') AS int) AS reworks, "
        f"COALESCE({satisfied}, '') AS satisfied FROM cases"
    )
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
