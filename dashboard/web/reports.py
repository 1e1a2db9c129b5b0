"""What outside systems post with their API key goes into the inbox: events, and warnings in CAP."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec
from flask import Response, request

from dashboard import codec
from dashboard.access.identity import caller_here
from dashboard.actions.envelope import Envelope
from dashboard.actions.ingest import check
from dashboard.actions.key_scope import KeyScope
from dashboard.actions.sending import send
from dashboard.domain.commands import Report, ReportCase
from dashboard.domain.keys import ApiKey
from dashboard.domain.life.filing import gravest
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.domain.unit import Urgency
from dashboard.store import reads
from dashboard.streams import quotas, refused_sources
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System
from feeds import cap

EVENTS_MAX = 500
CAP_TYPES = ("application/cap+xml", "application/xml", "text/xml")
Fault = dict[str, object]
Checked = tuple[Report, Envelope]


def post(system: System) -> Response:
    """Takes all events or none: 202 with their ids, 400 with a reason for each bad one."""
    key = caller_here().key
    if key is None:
        return _answer({"errors": [_fault(None, Refused("NO_KEY", "Show a key."))]}, 401)
    try:
        raws = _events(request.get_data(cache=False))
    except BadMessage as bad:
        return _answer({"errors": [_fault(None, bad)]}, 400)
    return take(system, key, [_decoded(raw) for raw in raws])


def post_warning(system: System) -> Response:
    """Takes one warning as a CAP file: 202 with the id of its message, 400 with the reason."""
    key = caller_here().key
    if key is None:
        return _answer({"errors": [_fault(None, Refused("NO_KEY", "Show a key."))]}, 401)
    if request.mimetype not in CAP_TYPES:
        words = f"A warning comes as {CAP_TYPES[0]}."
        return _answer({"errors": [_fault(None, Refused("CAP_TYPE", words))]}, 415)
    source = key.grant.sources[0] if key.grant.sources else key.name
    found: Report | BadMessage
    try:
        found = cap.parse(request.get_data(cache=False), source)
    except BadMessage as bad:
        found = bad
    return take(system, key, [found])


def take(system: System, key: ApiKey, found: Sequence[Report | BadMessage]) -> Response:
    """Puts messages into the inbox, all or none."""
    reports, errors = _checked(system, key, found)
    if errors:
        with suppress(RedisUnavailable):  # nothing of this source arrives: the centre must see that
            said = {key.name: (len(found), str(errors[-1]["code"]))}
            refused_sources.note(system.redis, system.district.key, said, system.now_ms())
        return _answer({"errors": errors}, 400)
    try:
        wait_s = _beyond_quota(system, key, reports)
        if wait_s is not None:
            return _come_again(*wait_s)
        send(system, reports)
    except RedisUnavailable:
        words = "The inbox is away; nothing was taken, please send it again."
        return _answer({"errors": [_fault(None, Refused("AWAY", words))]}, 503)
    return _answer({"ids": [report.id for report in reports]}, 202)


def _answer(value: object, status: int) -> Response:
    return Response(codec.to_json(value), status=status, mimetype="application/json")


def _fault(index: int | None, refused: Refused) -> Fault:
    return {"index": index, "code": refused.code, "reason": refused.words}


def _come_again(beyond: str, seconds: int) -> Response:
    """Answers that a quota is exceeded: the sender keeps its events, as while the inbox is away."""
    words = f"More than this key's quota of {beyond}; nothing was taken, please send it later."
    answer = _answer({"errors": [_fault(None, Refused("QUOTA", words))]}, 503)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _beyond_quota(system: System, key: ApiKey, reports: Sequence[Report]) -> tuple[str, int] | None:
    """The quota that these reports would exceed, and after how many seconds to try again."""
    redis, district, now_ms = system.redis, system.district.key, system.now_ms()
    quota = key.grant.quota
    refused = quotas.QuotaUse(quotas.REFUSED, 0, quota.refused_per_hour, quotas.HOUR_MS)
    if quotas.used(redis, district, key.name, refused, now_ms) > refused.most:
        return "refused messages an hour", refused.left_s(now_ms)
    urgent = sum(_urgent(system, report) for report in reports)
    uses = {
        "messages a minute": quotas.QuotaUse(
            "all", len(reports), quota.per_minute, quotas.MINUTE_MS
        ),
        "E1 reports an hour": quotas.QuotaUse("e1", urgent, quota.urgent_per_hour, quotas.HOUR_MS),
    }
    beyond = quotas.take(redis, district, key.name, uses.values(), now_ms)
    if beyond is None:
        return None
    return next(words for words, use in uses.items() if use is beyond), beyond.left_s(now_ms)


def _urgent(system: System, report: Report) -> bool:
    command = report.command
    if not isinstance(command, ReportCase):
        return False
    return gravest(command.urgency, system.district.items.get(command.item or "")) is Urgency.E1


def _events(body: bytes) -> list[bytes]:
    """The events in a body: one object or a list of them."""
    if not body.lstrip().startswith(b"["):
        return [body]
    try:
        raws = msgspec.json.decode(body, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadMessage("UNREADABLE", f"Not a list in JSON and UTF-8: {error}.") from error
    if len(raws) > EVENTS_MAX:
        raise BadMessage("TOO_MANY", f"More than {EVENTS_MAX} events in one request.")
    return [bytes(raw) for raw in raws]


def _checked(
    system: System, key: ApiKey, found: Sequence[Report | BadMessage]
) -> tuple[list[Report], list[Fault]]:
    """The reports, signed with their key, and a fault for each that can't be taken."""
    read: list[Checked | Refused] = [_read(system, key, one) for one in found]
    good = [one for one in read if not isinstance(one, Refused)]
    numbers = {asked.case for _, asked in good if asked.case}
    with system.reader.connect() as connection:
        grids = reads.grids_of(connection, system.district.key, numbers)
        scope = KeyScope(connection, system.district.key, [r for r, _ in good], grids.get)
    reports, errors = [], []
    for index, one in enumerate(read):
        try:
            reports.append(_allowed(scope, key, one))
        except Refused as refused:
            errors.append(_fault(index, refused))
    return reports, errors


def _decoded(raw: bytes) -> Report | BadMessage:
    try:
        return codec.read_report(raw)
    except BadMessage as bad:
        return bad


def _read(system: System, key: ApiKey, found: Report | BadMessage) -> Checked | Refused:
    if isinstance(found, BadMessage):
        return found
    return check(system, replace(found, key=key.name))


def _allowed(scope: KeyScope, key: ApiKey, checked: Checked | Refused) -> Report:
    if isinstance(checked, Refused):
        raise checked
    report, asked = checked
    scope.refuse(report, asked, key)
    return report
