"""The messages of the inbox as AsyncAPI 3.0."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from dashboard import codec
from dashboard.domain import commands as c
from dashboard.domain import limits
from dashboard.domain.warned import messages as m
from dashboard.web import reports
from tests.contract.schemas import FORMAT, REF, described

AT = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)
UNTIL = datetime(2026, 12, 4, 8, 0, tzinfo=UTC)
CASE, UNIT = "NG20261130-0001", "U01"
EXAMPLES: dict[str, c.Command] = {
    "case.reported": c.ReportCase(
        item="0101",
        text="自来水浑浊发黄",
        channel=c.Channel.PHONE,
        grid=206,
        reporter=c.Reporter("张三", "13800000000"),
    ),
    "case.acknowledged": c.Acknowledge(case=CASE, unit=UNIT, by="值班室"),
    "case.returned": c.Return(case=CASE, unit=UNIT, reason="该管段产权属小区物业"),
    "case.fed_back": c.FeedBack(case=CASE, unit=UNIT, result="已冲洗管网，水质恢复"),
    "case.extension_requested": c.RequestExtension(
        case=CASE, unit=UNIT, reason="冻土，需机械破除", until=UNTIL
    ),
    "case.suspension_requested": c.RequestSuspension(
        case=CASE, unit=UNIT, reason="SEASON", until=UNTIL
    ),
    "case.self_resolved": c.SelfResolve(
        item="0201", text="楼道堆物", grid=206, by="206 网格", result="已劝离清走"
    ),
    "case.directed": c.Direct(case=CASE, unit=UNIT, by="206 网格"),
    "case.verified": c.Verify(case=CASE, passed=True, by="206 网格", opinion="居民认可"),
    "case.called_back": c.CallBack(
        case=CASE, reached=True, solved=True, satisfaction=c.Satisfaction.SATISFIED
    ),
    "incident.reported": c.ReportIncident(
        kind=c.IncidentKind.ACCIDENT, title="供热主管线爆管", grid=206, known_at=AT
    ),
    "grid.heartbeat": c.Heartbeat(grid=206),
    "unit.capacity": c.SetCapacity(unit=UNIT, on_duty=12),
    "warning.published": m.PublishWarning(
        sender="22010041600000",
        identifier="22010041600000_20261130093000_0",
        sent=AT,
        message=m.MessageType.ALERT,
        issuer="长春市气象台",
        colour=m.Colour.BLUE,
        expires=UNTIL,
        words=(
            m.WarningWords(
                language="zh-CN", event="寒潮", headline="长春市气象台发布寒潮蓝色预警信号"
            ),
        ),
        areas=(m.WarnedArea(name="南关区", geocodes=("220102000000",)),),
    ),
}
"""One message of each type, as a sender may write it."""
ENVELOPE = {
    "description": "CloudEvents 1.0; other attributes are allowed and passed over.",
    "type": "object",
    "required": ["specversion", "id", "source", "type", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {
            "description": "Identifies the message together with `source`: sent again it changes"
            " nothing.",
            "type": "string",
            "minLength": 1,
            "maxLength": limits.IDENTITY_MAX,
        },
        "source": {
            "description": "The key's own name, or one that was given to it.",
            "type": "string",
            "minLength": 1,
            "maxLength": limits.IDENTITY_MAX,
        },
        "type": {"type": "string"},
        "time": {
            "description": "When it happened, with an offset; at most five minutes ahead.",
            "anyOf": [FORMAT, {"type": "null"}],
        },
        "data": {"type": "object"},
    },
}


def message(name: str) -> dict[str, Any]:
    """One type, with an example."""
    kind = c.MESSAGES[name]
    data = {"$ref": REF.format(name=kind.__name__)}
    example = c.Report("waterworks", "A-17", AT, EXAMPLES[name])
    return {
        "name": name,
        "title": kind.__name__,
        "summary": " ".join((kind.__doc__ or "").split()),
        "contentType": "application/json",
        "payload": {
            "allOf": [
                {"$ref": REF.format(name="Event")},
                {"properties": {"type": {"const": name}, "data": data}},
            ]
        },
        "examples": [{"payload": msgspec.json.decode(codec.write_report(example))}],
    }


def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "南关区指挥中心 · District command centre: the inbox",
            "version": "1",
            "description": "What outside systems may tell the centre, each within what its key was"
            f" granted. POST one event, or a list of up to {reports.EVENTS_MAX}, to /api/reports:"
            " all of them are taken or none. The answers stand in openapi.yaml.",
        },
        "defaultContentType": "application/json",
        "servers": {
            "centre": {
                "host": "localhost:8050",
                "protocol": "http",
                "security": [{"$ref": "#/components/securitySchemes/key"}],
            }
        },
        "channels": {
            "reports": {
                "address": "/api/reports",
                "messages": {
                    name: {"$ref": f"#/components/messages/{name}"} for name in c.MESSAGES
                },
            }
        },
        "operations": {
            "report": {"action": "receive", "channel": {"$ref": "#/channels/reports"}},
        },
        "components": {
            "messages": {name: message(name) for name in c.MESSAGES},
            "schemas": {"Event": ENVELOPE, **described(list(c.MESSAGES.values()))},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }
