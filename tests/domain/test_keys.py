"""What a key may send: by type, source and whom it speaks for, and never as a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain import commands as c
from dashboard.domain.keys import (
    DEMO,
    EVERY,
    REPORTING,
    SOURCES_MAX,
    AddKey,
    ApiKey,
    ChangeKey,
    Grant,
    MessageContext,
    Quota,
    Reads,
    RevokeKey,
    check_grant,
    decide_key,
    may_send,
    ungranted,
)
from dashboard.domain.refusals import Refused
from dashboard.domain.warned.messages import MessageType, PublishWarning
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING

CASE = "NG20261123-0001"
UNTIL = MORNING + timedelta(days=2)
SAID: dict[str, c.Command] = {
    "case.reported": c.ReportCase(item="0101", grid=206),
    "case.acknowledged": c.Acknowledge(case=CASE, unit="U01", by="值班员"),
    "case.returned": c.Return(case=CASE, unit="U01", reason="r"),
    "case.fed_back": c.FeedBack(case=CASE, unit="U01", result="r"),
    "case.extension_requested": c.RequestExtension(case=CASE, unit="U01", reason="r", until=UNTIL),
    "case.suspension_requested": c.RequestSuspension(
        case=CASE, unit="U01", reason="r", until=UNTIL
    ),
    "case.self_resolved": c.SelfResolve(item="0101", grid=206, by="网格员", result="r"),
    "case.directed": c.Direct(item="0101", grid=206, by="网格员", unit="U01"),
    "case.verified": c.Verify(case=CASE, passed=True, by="网格员"),
    "case.called_back": c.CallBack(case=CASE, reached=False),
    "incident.reported": c.ReportIncident(
        kind=c.IncidentKind.ACCIDENT, title="t", grid=206, known_at=MORNING
    ),
    "grid.heartbeat": c.Heartbeat(grid=206),
    "unit.capacity": c.SetCapacity(unit="U01", on_duty=0),
    "warning.published": PublishWarning(
        sender="s", identifier="1", sent=MORNING, message=MessageType.ALERT
    ),
}
OF_UNITS = {
    "case.acknowledged",
    "case.returned",
    "case.fed_back",
    "case.extension_requested",
    "case.suspension_requested",
    "unit.capacity",
}
OF_GRIDS = {"case.self_resolved", "case.directed", "case.verified"}
ALL = Grant(types=tuple(c.MESSAGES), units=(EVERY,), grids=(EVERY,))
HERE = MessageContext(grid=206)


def a_key(**changes: Any) -> ApiKey:
    return replace(ungranted("hotline"), grant=replace(ALL, **changes))


def code(key: ApiKey, kind: str, context: MessageContext = HERE, source: str = "hotline") -> str:
    refused = may_send(key, c.Report(source, "1", None, SAID[kind], "hotline"), context)
    return refused.code if refused else ""


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        do()
    return found.value.code


def test_every_message_has_an_example() -> None:
    assert SAID.keys() == c.MESSAGES.keys()


@pytest.mark.parametrize("kind", SAID)
def test_a_key_sends_what_it_was_granted_and_nothing_else(kind: str) -> None:
    assert code(a_key(), kind) == ""
    others = tuple(name for name in c.MESSAGES if name != kind)
    assert code(a_key(types=others), kind) == "KEY_MAY_NOT_SEND"


@pytest.mark.parametrize("kind", SAID)
def test_a_key_speaks_for_its_own_units_and_grids(kind: str) -> None:
    own = a_key(units=("U01",), grids=("206",))
    other = a_key(units=("U02",), grids=("207",))
    assert code(own, kind) == ""
    wanted = "KEY_MAY_NOT_SPEAK_FOR" if kind in OF_UNITS | OF_GRIDS else ""
    assert code(other, kind) == wanted
    assert code(a_key(units=(), grids=()), kind) == wanted


def test_a_case_that_is_not_there_is_nobodys_grid_yet() -> None:
    assert code(a_key(grids=("207",)), "case.verified", MessageContext(grid=None)) == ""


@pytest.mark.parametrize("kind", SAID)
def test_nothing_is_signed_with_a_persons_log_in(kind: str) -> None:
    assert code(a_key(), kind, replace(HERE, by_login=True)) == "KEY_SIGNS_AS_PERSON"


def test_a_source_belongs_to_its_key() -> None:
    own = a_key(sources=("12345", "12345-web"))
    assert [code(own, "case.reported", source=s) for s in ("12345", "12345-web")] == ["", ""]
    assert code(own, "case.reported", source="hotline") == "KEY_MAY_NOT_USE_SOURCE"
    foreign = replace(HERE, foreign=True)
    assert code(a_key(), "case.reported", foreign) == "KEY_MAY_NOT_USE_SOURCE"
    assert (own.called("12345-web"), own.called("<b>my words</b>")) == ("12345-web", "hotline")


@pytest.mark.parametrize("key", [ungranted("old"), DEMO])
def test_the_demos_token_and_a_key_without_a_grant_report_and_nothing_else(key: ApiKey) -> None:
    assert {kind for kind in SAID if code(key, kind) == ""} == set(REPORTING)


def test_the_demos_token_reads_the_picture_and_a_key_without_a_grant_nothing() -> None:
    assert DEMO.grant.reads == (Reads.PICTURE,)
    assert ungranted("old").grant.reads == ()


def test_a_key_is_made_changed_revoked_and_made_again() -> None:
    add = AddKey(name="hotline", grant=Grant(), digest="d")
    made = decide_key(None, add, MORNING)
    assert (made.version, made.active, made.key) == (1, True, "key:hotline")
    changed = decide_key(made, ChangeKey(name="hotline", grant=ALL), MORNING)
    assert (changed.version, changed.grant) == (2, ALL)
    gone = decide_key(changed, RevokeKey(name="hotline"), MORNING)
    assert (gone.version, gone.active) == (3, False)
    assert decide_key(gone, add, MORNING).version == 4
    assert refused(lambda: decide_key(made, add, MORNING)) == "KEY_TAKEN"
    for command in (ChangeKey(name="hotline", grant=ALL), RevokeKey(name="hotline")):
        assert refused(lambda: decide_key(None, command, MORNING)) == "NO_SUCH_KEY"  # noqa: B023
        assert refused(lambda: decide_key(gone, command, MORNING)) == "NO_SUCH_KEY"  # noqa: B023


@pytest.mark.parametrize(
    ("name", "grant", "wanted"),
    [
        ("", Grant(), "KEY_NAME"),
        (" hotline", Grant(), "KEY_NAME"),
        ("x" * 41, Grant(), "KEY_NAME"),
        ("a\x1bb", Grant(), "KEY_NAME"),
        ("hotline", Grant(sources=("",)), "KEY_NAME"),
        ("hotline", Grant(sources=tuple(map(str, range(SOURCES_MAX + 1)))), "KEY_SOURCES"),
        ("hotline", Grant(sources=("taken",)), "SOURCE_TAKEN"),
        ("hotline", Grant(types=("case.closed",)), "KEY_GRANT"),
        ("hotline", Grant(units=("U99",)), "KEY_GRANT"),
        ("hotline", Grant(grids=("311",)), "KEY_GRANT"),
        ("hotline", Grant(quota=Quota(per_minute=-1)), "KEY_QUOTA"),
    ],
)
def test_what_cannot_be_granted_is_refused(name: str, grant: Grant, wanted: str) -> None:
    command = AddKey(name=name, grant=grant, digest="d")
    assert refused(lambda: check_grant(command, PACK.district, {"taken"})) == wanted
