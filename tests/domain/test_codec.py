"""The codec reads what it writes, and refuses in words what it can't read."""

import json
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import codec
from dashboard.domain import commands as c
from dashboard.domain.case import CaseState, Supervision, Suspension
from dashboard.domain.changes import STATES as STATES_BY_KIND
from dashboard.domain.changes import Act, Change, Heading, Kind, State
from dashboard.domain.refusals import BadMessage
from tests.domain.situations import IN_STATE
from tests.domain.values import WRITABLE, any_of
from tests.feeds.events import case, event, report
from tests.helpers.clock import MORNING

COMMANDS = st.one_of([any_of(kind, WRITABLE) for kind in codec.TYPES])
STATES = st.one_of([any_of(kind, WRITABLE) for kind in STATES_BY_KIND.values()])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    sorted({field.name for kind in codec.TYPES for field in fields(kind)}),
)
KIND_OF = {state: kind for kind, state in STATES_BY_KIND.items()}


def refusal(raw: bytes) -> BadMessage:
    with pytest.raises(BadMessage) as caught:
        codec.read_report(raw)
    return caught.value


# -------------------------------------------------------------------------------- in


@given(
    source=st.text(min_size=1),
    number=st.text(min_size=1),
    time=st.none() | st.datetimes(timezones=st.just(UTC)),
    command=COMMANDS,
)
def test_a_report_that_is_written_is_read_as_it_was(
    source: str, number: str, time: datetime | None, command: c.Command
) -> None:
    told = c.Report(source, number, time, command)
    assert codec.read_report(codec.write_report(told)) == told


@given(raw=st.binary())
def test_any_bytes_are_a_report_or_refused(raw: bytes) -> None:
    with suppress(BadMessage):
        codec.read_report(raw)


@given(kind=st.sampled_from(list(codec.COMMANDS)), data=JSON)
def test_any_json_as_data_is_a_report_or_refused(kind: str, data: object) -> None:
    with suppress(BadMessage):
        codec.read_report(event(kind, data))


@given(kind=st.sampled_from(list(codec.COMMANDS)), data=st.dictionaries(FIELDS, JSON, max_size=5))
def test_any_value_of_a_known_field_is_a_report_or_refused(
    kind: str, data: dict[str, object]
) -> None:
    with suppress(BadMessage):
        codec.read_report(event(kind, data))


@given(begin=st.integers(0, 250), length=st.integers(0, 8), instead=st.binary(max_size=8))
def test_a_damaged_report_is_a_report_or_refused(begin: int, length: int, instead: bytes) -> None:
    good = report()
    with suppress(BadMessage):
        codec.read_report(good[:begin] + instead + good[begin + length :])


def test_other_attributes_and_fields_are_passed_over() -> None:
    raw = event("case.reported", {"grid": 206, "mood": "bad"}, subject="x", datacontenttype="y")
    assert codec.read_report(raw).command == c.ReportCase(grid=206)


def test_of_a_field_given_twice_the_last_counts() -> None:
    raw = case().replace(b'"grid": 206', b'"grid": 1, "grid": 206')
    assert codec.read_report(raw).command == codec.read_report(case()).command


def test_a_time_keeps_its_instant_whatever_its_offset() -> None:
    assert codec.read_report(report(time="2026-11-23T10:00:00+08:00")).time == MORNING


def test_an_event_may_be_64_kib_and_not_a_byte_more() -> None:
    limit = 64 * 1024
    padded = report(comment="")
    padded = padded.replace(b'"comment": ""', b'"comment": "%s"' % (b"x" * (limit - len(padded))))
    assert len(padded) == limit
    codec.read_report(padded)
    assert refusal(padded + b" ").code == "TOO_BIG"


NAMELESS = event("case.acknowledged", {"unit": "U01"})


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (case(grid="206"), "`grid`"),
        (case(reporter={"name": 7}), "`reporter.name`"),
        (case(attachments=["1.jpg", 2]), "`attachments[1]`"),
        (report(time="yesterday"), "`time`"),
        (report(specversion="0.3"), "`specversion`"),
        (report(data=7), "`data`"),
        (NAMELESS, "`data`: Object missing required field `case`"),
        (b"[" + report() + b"]", "`message`"),
    ],
)
def test_a_refusal_names_the_field(raw: bytes, field: str) -> None:
    assert field in refusal(raw).words


@given(words=st.text(min_size=1, max_size=20))
def test_a_refusal_does_not_repeat_a_long_message(words: str) -> None:
    assert len(refusal(case(channel=words * 1_000)).words) <= codec.SENTENCE_MAX


# ------------------------------------------------------------------------------- out


@given(state=STATES)
def test_a_state_that_is_written_is_read_as_it_was(state: State) -> None:
    kind = KIND_OF[type(state)]
    assert codec.read_state(kind, codec.write_state(state)) == state


def test_no_state_has_a_field_that_the_trail_of_a_change_would_replace() -> None:
    trail = {"act", "by", "why", "via"}
    taken = {
        kind: trail & {field.name for field in fields(state)}
        for kind, state in STATES_BY_KIND.items()
    }
    assert {kind: names for kind, names in taken.items() if names} == {}


@given(seq=st.integers(1, 2**62), state=STATES, words=st.text())
def test_a_change_that_is_written_is_read_as_it_was(seq: int, state: State, words: str) -> None:
    kind, key = KIND_OF[type(state)], codec.key_of(state)
    heading = Heading(kind, key, words, words, words, MORNING)
    raw = codec.write_change(seq, heading, codec.write_state(state))
    told = heading if kind is Kind.INCIDENT else None
    assert codec.read_change(raw) == Change(seq, kind, key, state, told)


def test_a_change_is_a_cloudevent_that_says_who_did_what_and_why() -> None:
    state = IN_STATE[CaseState.PROCESSING]
    act = Act(Kind.CASE, state.number, "acknowledge", "D14", "按时", MORNING, state)
    told = json.loads(codec.write_change(7, act, codec.write_state(state)))
    data = told.pop("data")
    assert told == {
        "specversion": "1.0",
        "id": "7",
        "source": "dashboard",
        "type": "case.changed",
        "subject": state.number,
        "time": "2026-11-23T02:00:00Z",
    }
    assert (data["act"], data["by"], data["why"]) == ("acknowledge", "D14", "按时")
    assert (data["number"], data["version"]) == (state.number, state.version)


# -------------------------------------------------------------------------------- older versions

SINCE = {"moves", "judged_at", "called_at", "reply", "no_reply", "urgency_before"}
"""What a case has had since this version."""
RESTED = ("judged_left_ms", "late_since", "case_late_since", "judged_at")


@pytest.mark.parametrize("state", list(IN_STATE))
def test_a_case_that_an_older_version_has_written_is_read(state: CaseState) -> None:
    case = replace(IN_STATE[state], called_at=None)
    kept = json.loads(codec.write_state(case))
    assert kept.keys() >= SINCE
    old = {name: value for name, value in kept.items() if name not in SINCE}
    assert codec.read_state(Kind.CASE, json.dumps(old)) == case


def test_a_rest_and_a_supervision_of_an_older_version_are_read() -> None:
    rest = Suspension(
        reason="SEASON", at=MORNING, resume_at=MORNING, stage_left_ms=1, case_left_ms=2
    )
    asked = Supervision(level=2, by="timers", at=MORNING)
    case = replace(IN_STATE[CaseState.PROCESSING], suspension=rest, supervision=asked)
    kept = json.loads(codec.write_state(case))
    for name in RESTED:
        del kept["suspension"][name]
    del kept["supervision"]["seat"], kept["supervision"]["unit_level"]
    assert codec.read_state(Kind.CASE, json.dumps(kept)) == case
