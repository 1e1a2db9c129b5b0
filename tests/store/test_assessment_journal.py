"""Every indicator against SQL over the journal alone, on random histories of cases.

Nothing here asks the domain what counts: instants are those at which a row was written, and what
happened is told by the order of the states and acts.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import Engine

from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.store import assessment, records, tables
from dashboard.system import to_ms
from tests.helpers.clock import MORNING
from tests.helpers.histories import STORIES, acts_of

DISTRICT = "nanguan"
HOUR_MS = 3_600_000
BEGIN = to_ms(MORNING)
MS = r"CAST(strftime('%s', json_extract(\1.state, '$.\2')) AS int) * 1000"
"""An instant of a journal row's state in ms; all of these tests are whole seconds."""
STEPS = """
WITH steps AS (
  SELECT key, version, at, act, state,
    json_extract(state, '$.state') AS s,
    LAG(json_extract(state, '$.state')) OVER w AS was,
    json_extract(state, '$.dispatched_at') AS dispatched,
    LAG(json_extract(state, '$.dispatched_at')) OVER w AS dispatched_before,
    LAG(min(
      {journal.due_at}, coalesce({journal.judged_at}, {journal.due_at})
    )) OVER w AS judged_by,
    {journal.due_at} AS due,
    LAG({journal.due_at}) OVER w AS due_before
  FROM journal WHERE kind = 'case' WINDOW w AS (PARTITION BY key ORDER BY version)
),
now AS (
  SELECT * FROM steps AS a WHERE version = (SELECT max(version) FROM steps WHERE key = a.key)
),
told AS (
  SELECT now.key AS number, now.s AS state,
    json_extract(now.state, '$.street') AS street,
    json_extract(now.state, '$.unit') AS unit,
    json_extract(now.state, '$.grid') AS grid,
    json_extract(now.state, '$.tier_resolved') AS tier,
    {now.case_due_at} AS due,
    now.due AS stage_due,
    (SELECT min(at) FROM steps WHERE key = now.key) AS reported,
    (SELECT json_extract(state, '$.channel') FROM steps WHERE key = now.key AND version = 1)
      AS channel,
    (SELECT min(at) FROM steps WHERE key = now.key AND s NOT IN ('REPORTED', 'VERIFYING')
      AND NOT (s IN ('REJECTED', 'VOIDED') AND was IN ('REPORTED', 'VERIFYING'))) AS filed,
    (SELECT max(at) FROM steps WHERE key = now.key AND s = 'CLOSED' AND was <> 'CLOSED')
      AS closed_last,
    (SELECT count(*) FROM steps WHERE key = now.key AND act = 'return') AS returns,
    (SELECT count(*) FROM steps WHERE key = now.key AND was IN ('FEEDBACK', 'VERIFIED', 'CLOSED')
      AND s NOT IN ('FEEDBACK', 'VERIFIED', 'CLOSED')) AS reworks,
    (SELECT count(*) FROM steps WHERE key = now.key AND act = 'decide_extension'
      AND due > due_before) AS extensions,
    (SELECT count(*) FROM steps WHERE key = now.key AND was = 'SUSPENDED' AND s = 'PROCESSING')
      AS resumed,
    (SELECT count(*) FROM steps WHERE key = now.key AND s = 'DISPATCHED') AS dispatches,
    (SELECT max(version) FROM steps WHERE key = now.key AND dispatched IS NOT dispatched_before)
      AS handed,
    (SELECT max(version) FROM steps WHERE key = now.key AND s = 'FEEDBACK'
      AND was IS NOT 'FEEDBACK') AS done,
    (SELECT json_extract(state, '$.solved') FROM steps WHERE key = now.key AND act = 'callback'
      ORDER BY version DESC LIMIT 1) AS answer,
    (SELECT json_extract(state, '$.satisfaction') FROM steps WHERE key = now.key
      AND act = 'callback' ORDER BY version DESC LIMIT 1) AS rating
  FROM now
),
cases AS (
  SELECT told.*,
    CASE WHEN told.state = 'CLOSED' THEN closed_last END AS closed,
    CASE WHEN told.state IN ('FEEDBACK', 'VERIFIED', 'CLOSED') THEN done END AS result,
    (SELECT at FROM steps WHERE key = number AND version = told.done) AS done_at,
    (SELECT judged_by FROM steps WHERE key = number AND version = told.done) AS judged_by,
    {dispatch.acknowledge_by} AS acknowledge_by,
    (SELECT min(at) FROM steps WHERE key = number AND version > handed AND s = 'PROCESSING')
      AS acknowledged
  FROM told LEFT JOIN steps AS dispatch ON dispatch.key = number AND dispatch.version = handed
)
"""
"""What the rules ask for; {row.field} is an instant of a row's state."""
OUT = "state IN ('REJECTED', 'VOIDED', 'MERGED', 'SUSPENDED')"
EARLY = "(closed IS NOT NULL AND closed <= coalesce(due, closed))"
FATE = f"(CASE WHEN {OUT} THEN NULL WHEN {EARLY} THEN closed ELSE due END)"
IN_HAND = "state IN ('DISPATCHED', 'PROCESSING')"
WORK = f"""(CASE WHEN {OUT} OR unit IS NULL THEN NULL WHEN {IN_HAND} THEN stage_due
            WHEN result IS NOT NULL THEN done_at END)"""
IN_TIME = f"(NOT {IN_HAND} AND done_at <= coalesce(judged_by, done_at))"
TAKEN = "coalesce(acknowledged <= acknowledge_by, 0)"
TAKING = f"""(CASE WHEN {OUT} OR unit IS NULL THEN NULL WHEN {TAKEN} THEN acknowledged
              ELSE acknowledge_by END)"""
# By metric: its instant, its subjects, and which of them it counts.
RULES: Mapping[str, tuple[str, str, str]] = {
    "reported": ("reported", "1", "1"),
    "closed": ("closed", "1", "1"),
    "time_to_close": ("closed", "1", "1"),
    "judged": (FATE, "1", "1"),
    "on_time": (FATE, "1", EARLY),
    "late": (FATE, "1", f"NOT {EARLY}"),
    "settled": (FATE, "1", "closed IS NOT NULL"),
    "returned": (FATE, "dispatches", "returns"),
    "extended": (FATE, "dispatches", "extensions"),
    "suspended": (FATE, "dispatches", "resumed"),
    "reworked": (FATE, "result IS NOT NULL", "reworks"),
    "satisfied": ("closed", "rating IS NOT NULL", "rating <> 'DISSATISFIED'"),
    "solved": ("closed", "answer IS NOT NULL", "answer"),
    "once": ("closed", "1", "NOT (returns OR reworks OR extensions)"),
    "local": ("closed", "1", "tier <> 'DISTRICT'"),
    "proactive": (
        "filed",
        "state NOT IN ('REJECTED', 'VOIDED', 'MERGED')",
        "channel IN ('GRID', 'PATROL', 'TALK_POINT')",
    ),
    "handled": (WORK, "1", IN_TIME),
    "handled_late": (WORK, "1", f"NOT {IN_TIME}"),
    "acknowledged": (TAKING, "acknowledge_by IS NOT NULL", TAKEN),
}


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An empty database in memory."""
    made = create_engine("sqlite://")
    tables.metadata.create_all(made)
    yield made
    made.dispose()


def plain(connection: Connection, name: str, window: Window, part: Part) -> tuple[set[str], int]:
    """The counted cases, and how many were judged, by the journal alone."""
    instant, among, met = RULES[name]
    steps = re.sub(r"\{(\w+)\.(\w+)\}", MS, STEPS)
    query = f"""{steps} SELECT number, ({met}) <> 0 AS met FROM cases
        WHERE {instant} >= :since AND {instant} < :until AND ({among}) <> 0
        AND :street IN ('', street) AND :unit IN ('', unit) AND coalesce(:grid, grid) = grid"""  # noqa: S608 - all of it stands above
    asked: dict[str, Any] = {
        "since": window.since,
        "until": window.until,
        "street": part.street,
        "unit": part.unit,
        "grid": part.grid,
    }
    rows = connection.execute(text(query), asked).all()
    return {row.number for row in rows if row.met}, len(rows)


def test_every_metric_has_its_rule_over_the_journal() -> None:
    assert RULES.keys() == METRICS.keys()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    stories=STORIES,
    since=st.integers(0, 60),
    lasts=st.integers(1, 200),
    part=st.sampled_from([Part(), Part(), Part(unit="D14"), Part(grid=1), Part(street="S08")]),
)
def test_an_indicator_counts_what_the_journal_tells(
    engine: Engine, stories: list[Any], since: int, lasts: int, part: Part
) -> None:
    window = Window(BEGIN + since * HOUR_MS, BEGIN + (since + lasts) * HOUR_MS)
    with engine.connect() as connection, connection.begin() as doing:
        records.record(connection, DISTRICT, acts_of(stories))
        cases = assessment.facts(connection, DISTRICT, window.since).values()
        for name, metric in METRICS.items():
            counted, judged = plain(connection, name, window, part)
            rows = metric.rows(cases, window, part)
            share = metric.share(cases, window, part)
            assert {case.number for case in rows} == counted, name
            assert (share.met, share.n) == (len(counted), judged), name
        doing.rollback()


def test_the_histories_reach_every_turn_that_an_indicator_tells_apart(engine: Engine) -> None:
    """Else the comparison above would prove nothing of it."""
    ways = [
        ["on", "on", "on", "on", "happy"],
        ["on", "on", "on", "on", "unhappy", "on", "on", "asides"],
        ["on", "asides", "on", "on", "on", "on"],
        ["on", "on", "aside", "aside", "on", "on", "on"],
        ["on", "on", "asides", "aside", "on", "on", "on", "on"],
        ["on", "on", "on", "asides", "on", "on", "on"],
        ["on", "hand over", "on", "on", "on", "unhappy", "on", "on", "unhappy"],
        ["on", "on", "on", "on", "on", "again", "on"],
    ]
    stories = [
        (item, channel, 206, 0, alone, [(hours, move) for move in way])
        for way in ways
        for hours in (1, 40)
        for item, channel, alone in (("0201", "GRID", False), ("0201", "PHONE", True))
    ]
    window = Window(BEGIN, BEGIN + round(timedelta(days=60) / timedelta(milliseconds=1)))
    with engine.connect() as connection, connection.begin() as doing:
        records.record(connection, DISTRICT, acts_of(stories))
        cases = assessment.facts(connection, DISTRICT, window.since).values()
        for name, metric in METRICS.items():
            counted, judged = plain(connection, name, window, Part())
            share = metric.share(cases, window)
            assert (share.met, share.n) == (len(counted), judged), name
            assert share.met, name
            if name not in ("reported", "closed", "judged", "time_to_close"):
                assert share.met < share.n, name
        doing.rollback()
