"""JSON schemas of our own values, with the limits that the code holds them to."""

import inspect
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args, get_type_hints

import msgspec

from dashboard.domain import commands as c
from dashboard.domain import limits

Schema = dict[str, Any]
REF = "#/components/schemas/{name}"
FORMAT = {"type": "string", "format": "date-time"}


def described(kinds: Sequence[type]) -> dict[str, Schema]:
    """The schemas of these types and of all that they are made of, by name."""
    _, found = msgspec.json.schema_components(kinds, ref_template=REF)
    found.get("Reporter", {}).get("properties", {}).pop("sealed", None)  # our own processes alone
    for kind in kinds:
        _limited(kind, found[kind.__name__])
    return {name: _sorted(schema) for name, schema in found.items()}


def _limited(kind: type, schema: Schema) -> None:
    hints = get_type_hints(kind)
    for one in fields(kind):
        told = schema["properties"][one.name]
        hint = hints[one.name]
        if hint is datetime:
            told.update(FORMAT)
        elif datetime in get_args(hint):
            told["anyOf"] = [FORMAT, {"type": "null"}]
        elif hint is str and issubclass(kind, tuple(c.MESSAGES.values())):
            most = limits.TEXT_MAX if one.name in limits.LONG_TEXTS else limits.SHORT_MAX
            told["maxLength"] = most


def _sorted(schema: Schema) -> Schema:
    """Title and description first, as one line."""
    first = {"description": " ".join(inspect.cleandoc(schema.get("description", "")).split())}
    rest = {name: value for name, value in schema.items() if name not in ("title", "description")}
    return first | rest if first["description"] else rest
