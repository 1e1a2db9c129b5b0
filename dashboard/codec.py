"""Frozen values <-> JSON: CloudEvents 1.0 in and out. Only this module knows the wire format."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Literal, TypeVar

import msgspec

from dashboard.domain import commands as c
from dashboard.domain.accounts import Account, Denial
from dashboard.domain.calendar_state import Arrangement
from dashboard.domain.case import Case
from dashboard.domain.changes import (
    KINDS,
    STATES,
    Change,
    Heading,
    Kind,
    State,
    Strength,
    change_type,
)
from dashboard.domain.incident import Incident
from dashboard.domain.refusals import BadMessage

Decoded = TypeVar("Decoded")
EVENT_BYTES_MAX = 64 * 1024
SENTENCE_MAX = 300
DEPTH_MAX = 60
WHOLE_MAX = 2**53
LABEL_MAX = 80

COMMANDS = c.MESSAGES
TYPES = {command: name for name, command in COMMANDS.items()}


class _Envelope(msgspec.Struct, frozen=True):
    """The attributes of CloudEvents 1.0 that we read; others are allowed and ignored."""

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    data: msgspec.Raw
    time: datetime | None = None
    key: str = ""
    """The API key that sent it: our HTTP interface sets this, whatever the sender wrote."""


class _ChangeEvent(msgspec.Struct, frozen=True):
    id: str
    type: str
    data: msgspec.Raw
    time: datetime


class _Trail(msgspec.Struct, frozen=True):
    act: str
    by: str
    why: str
    via: str = ""


class _Text(msgspec.Struct, frozen=True):
    text: str = ""


_said = msgspec.json.Decoder(_Text)
_envelope = msgspec.json.Decoder(_Envelope)
_told = msgspec.json.Decoder(_ChangeEvent)
_trail = msgspec.json.Decoder(_Trail)
_commands: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in COMMANDS.items()
}
_states: dict[Kind, Callable[[Any], State]] = {
    kind: msgspec.json.Decoder(state).decode for kind, state in STATES.items()
}
_messages = msgspec.json.Decoder(dict[str, list[tuple[str, dict[str, bytes]]]])
_encode = msgspec.json.Encoder().encode
_at = re.compile(r" - at `\$\.?(.*)`$")


def read_report(raw: bytes) -> c.Report:
    """A message from outside as a value; `BadMessage` names the field that can't be read."""
    if len(raw) > EVENT_BYTES_MAX:
        raise BadMessage("TOO_BIG", f"The message is larger than {EVENT_BYTES_MAX // 1024} KiB.")
    event = _read(_envelope, raw, "message")
    decoder = _commands.get(event.type)
    if decoder is None:
        raise BadMessage("UNKNOWN_TYPE", f"Messages of type {event.type[:60]!r} aren't known.")
    command = _read(decoder, event.data, "data")
    return c.Report(event.source, event.id, event.time, command, event.key)


def _read(decoder: msgspec.json.Decoder[Decoded], raw: bytes | msgspec.Raw, whole: str) -> Decoded:
    """Decodes; `whole` names the JSON in a message that isn't about one of its fields."""
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("UNREADABLE", _sentence(error, whole)[:SENTENCE_MAX]) from error


def _sentence(error: Exception, whole: str) -> str:
    if isinstance(error, msgspec.ValidationError):
        words = str(error)
        found = _at.search(words)
        place = found.group(1) if found else ""
        return f"`{place or whole}`: {_at.sub('', words)}."
    if isinstance(error, RecursionError):
        return "The JSON is nested too deeply."
    return f"Not JSON in UTF-8: {error}."


def with_reporter(raw: bytes, change: Callable[[str, object], object]) -> bytes | None:
    """The message with its reporter changed; unchanged if it has none, None if it isn't JSON.

    `change` gets the identity of the message, and the reporter as the sender wrote it.
    """
    try:
        event = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    data = event.get("data") if isinstance(event, dict) else None
    if not isinstance(data, dict) or not data.get("reporter"):
        return raw
    told = change(identity(event.get("source"), event.get("id")), data["reporter"])
    return _encode(event | {"data": data | {"reporter": told}})


def labels(raw: bytes) -> tuple[str, str]:
    """Type and id of any message; empty where it has none."""
    try:
        event = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "", ""
    if not isinstance(event, dict):
        return "", ""
    return str(event.get("type", ""))[:LABEL_MAX], str(event.get("id", ""))[:LABEL_MAX]


def identity(source: object, message: object) -> str:
    """Source and id of a message as one text, which identifies it."""
    return f"{source}\x00{message}"


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without empty ones."""
    full = {k: _filled(v) if isinstance(v, dict) else v for k, v in fields.items()}
    return {k: v for k, v in full.items() if v not in (None, "")}


def write_report(report: c.Report) -> bytes:
    """A message as an outside system would send it."""
    data = _filled(msgspec.to_builtins(report.command))
    event: dict[str, object] = {
        "specversion": "1.0",
        "id": report.id,
        "source": report.source,
        "type": TYPES[type(report.command)],
        "data": data,
    }
    if report.time is not None:
        event["time"] = report.time
    if report.key:
        event["key"] = report.key
    return _encode(event)


def write_state(state: State) -> bytes:
    """The whole state as a JSON object."""
    return _encode(state)


def read_state(kind: Kind, raw: bytes | str) -> State:
    """The state that `write_state` wrote."""
    return _states[kind](raw)


def text_of(body: str) -> str:
    """The text of a case from its stored body; nothing else is decoded."""
    return _said.decode(body).text


def write_change(seq: int, heading: Heading, state: bytes) -> bytes:
    """A change for the stream; `state` is the result of `write_state`.

    The state's bytes are inserted unchanged: encoding them again would be the relay's main cost.
    """
    envelope = _encode(
        {
            "specversion": "1.0",
            "id": str(seq),
            "source": "dashboard",
            "type": change_type(heading.kind, heading.act),
            "subject": heading.key,
            "time": heading.at,
        },
    )
    said = {"act": heading.act, "by": heading.by, "why": heading.why}
    trail = _encode(said | {"via": heading.via} if heading.via else said)
    return envelope[:-1] + b',"data":' + state[:-1] + b"," + trail[1:] + b"}"


def read_change(raw: bytes) -> Change:
    """Decodes a change from the stream."""
    told = _told.decode(raw)
    kind = KINDS[told.type]
    state = read_state(kind, bytes(told.data))
    key = key_of(state)
    if kind is not Kind.INCIDENT:
        return Change(int(told.id), kind, key, state)
    trail = _trail.decode(told.data)
    heading = Heading(kind, key, trail.act, trail.by, trail.why, told.time, via=trail.via)
    return Change(int(told.id), kind, key, state, heading)


def key_of(state: State) -> str:
    """What identifies a state among those of its kind."""
    match state:
        case Case() | Incident():
            return state.number
        case Strength():
            return state.unit
        case Account():
            return state.person.login
        case Denial():
            return state.login
        case Arrangement():
            return state.name
        case _:
            return state.key


def to_json(value: object) -> bytes:
    """Encodes any of our values as JSON for a reader outside."""
    return _encode(value)


def from_json(raw: bytes | str) -> object:
    """Decodes JSON from outside to plain values; raises `ValueError`."""
    return msgspec.json.decode(raw)


def read_messages(raw: bytes) -> dict[str, list[tuple[str, dict[str, bytes]]]]:
    """Decodes stream entries that `to_json` wrote; it wrote their bytes as base64."""
    return _messages.decode(raw)


def from_browser(raw: bytes) -> object:
    """Decodes what a page sends to plain values; raises `BadMessage` for what no page can send.

    Numbers too large for a column, half characters and endless nesting would only fail far inside.
    """
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("UNREADABLE", _sentence(error, "message")[:SENTENCE_MAX]) from error
    level = [found]
    for _ in range(DEPTH_MAX):
        if any(type(one) is int and abs(one) > WHOLE_MAX for one in level):
            raise BadMessage("UNREADABLE", "A number is larger than any here.")
        level = [one for outer in level for one in _inside(outer)]
        if not level:
            return found
    raise BadMessage("UNREADABLE", "The JSON is nested too deeply.")


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
