"""The HTTP interface as OpenAPI 3.1."""

from typing import Any

from dashboard.access import permissions
from dashboard.domain.case import Case
from dashboard.domain.figures import FIGURES
from dashboard.domain.keys import Reads
from dashboard.live.rows import INSTANTS, Row
from dashboard.web import reports
from tests.contract.schemas import REF, described

Said = dict[str, Any]
WHOLE = {"type": "integer"}
TEXT = {"type": "string"}
OBJECT = {"type": "object"}
INSTANT = {"description": "Milliseconds since 1970; null: never.", "type": ["integer", "null"]}
ERROR = {"type": "object", "required": ["error"], "properties": {"error": TEXT}}
FAULTS = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["index", "code", "reason"],
                "properties": {
                    "index": {
                        "description": "Which event of the list, from 0; null: the whole request.",
                        "type": ["integer", "null"],
                    },
                    "code": TEXT,
                    "reason": TEXT,
                },
            },
        }
    },
}
TALLY = {
    "type": "object",
    "required": ["open", "overdue", "amber"],
    "properties": dict.fromkeys(("open", "overdue", "amber", "capacity"), WHOLE),
}
GROUP = {"type": "object", "additionalProperties": TALLY}
GROUPS = ("units", "streets", "communities", "grids")
ROW = {
    "type": "object",
    "required": [name for name in Row.__struct_fields__ if name != "text"],
    "properties": {
        name: INSTANT if name in (*INSTANTS, "reported_at") else {}
        for name in Row.__struct_fields__
        if name != "text"
    },
}
PICTURE = {
    "description": "All as of one change `seq` and one instant `now`; `cells` for who sees all.",
    "type": "object",
    "required": ["seq", "now", "figures", "cases"],
    "properties": {
        "seq": WHOLE,
        "now": INSTANT,
        "figures": {
            "type": "object",
            "required": [*FIGURES, *GROUPS],
            "properties": dict.fromkeys(FIGURES, WHOLE) | dict.fromkeys(GROUPS, GROUP),
        },
        "cases": {"type": "array", "items": ROW},
        "cells": {"type": "object", "additionalProperties": OBJECT},
    },
}
CASE = {
    "type": "object",
    "required": ["case", "journal"],
    "properties": {
        "case": {"$ref": REF.format(name="Case")},
        "journal": {"description": "Its acts, oldest first.", "type": "array", "items": OBJECT},
    },
}
CASES = {
    "type": "object",
    "required": ["cases"],
    "properties": {"cases": {"type": "array", "maxItems": 50, "items": OBJECT}},
}
STATUS = {"type": "object", "required": ["status"], "properties": {"status": TEXT}}
READY = STATUS | {
    "description": "Beside the status what isn't well, by name; `sources`: whose reports fail.",
    "additionalProperties": {"type": ["string", "object"]},
}
IDS = {
    "type": "object",
    "required": ["ids"],
    "properties": {"ids": {"type": "array", "items": TEXT}},
}
UNKNOWN = {"401": ("No key, or one that was revoked.", ERROR)}
DENIED = {**UNKNOWN, "403": ("The key was not granted this.", ERROR)}


def answers(told: dict[str, tuple[str, Said]]) -> Said:
    """Each status with its description and its body."""
    return {
        status: {"description": words, "content": {"application/json": {"schema": schema}}}
        for status, (words, schema) in told.items()
    }


def post_reports() -> Said:
    """The operation of `POST /api/reports`."""
    one = {"description": "An event of asyncapi.yaml.", "type": "object"}
    many = {"type": "array", "maxItems": reports.EVENTS_MAX, "items": one}
    later = answers({"503": ("Nothing was taken: send it again, by `Retry-After`.", FAULTS)})
    later["503"]["headers"] = {"Retry-After": {"schema": WHOLE}}
    return {
        "summary": "All of the events or none.",
        "security": [{"key": []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"oneOf": [one, many]}}},
        },
        "responses": answers(
            {
                "202": ("In the inbox, by their ids.", IDS),
                "400": ("A reason for each event that can't be taken; none was.", FAULTS),
                "401": UNKNOWN["401"],
            }
        )
        | later,
    }


def post_warnings() -> Said:
    """The operation of `POST /api/warnings`."""
    file = {"description": "A CAP 1.2 alert, or one of its Chinese profile.", "type": "string"}
    said = post_reports() | {"summary": "One warning as a CAP file, update and cancel included."}
    content = {kind: {"schema": file} for kind in reports.CAP_TYPES}
    said["requestBody"] = {"required": True, "content": content}
    said["responses"] |= answers({"415": ("It is no XML.", FAULTS)})
    return said


def read(summary: str, path: str, told: dict[str, tuple[str, Said]]) -> Said:
    """A reading operation, with the grant that a key needs for it."""
    marks = permissions.PATHS.get(path, frozenset())
    grants = sorted(mark for mark in marks if isinstance(mark, Reads))
    ways: list[Said] = [{"key": []}] if grants else []
    if marks - set(grants):
        ways.append({"session": []})
    needs = {"x-granted-by": [f"--read {one}" for one in grants]} if grants else {}
    return {"summary": summary, **needs, "security": ways, "responses": answers(told)}


def document() -> Said:
    """The whole document."""
    number = {"name": "number", "in": "path", "required": True, "schema": TEXT}
    asked = {"name": "q", "in": "query", "required": True, "schema": TEXT}
    ready = {"200": ("All is well.", READY), "503": ("What isn't, with the reason.", READY)}
    metrics = read("For Prometheus.", "/metrics", DENIED)
    plain = {"text/plain": {"schema": TEXT}}
    metrics["responses"]["200"] = {"description": "Metrics as text.", "content": plain}
    found = read("The case with its journal.", "/api/cases/", {"200": ("", CASE), **DENIED})
    found["responses"] |= answers({"404": ("There is none, or it isn't yours.", ERROR)})
    search = read("At most 50 cases.", "/api/search", {"200": ("", CASES), **DENIED})
    picture = {"200": ("Figures and open cases.", PICTURE), **DENIED}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "南关区指挥中心 · District command centre",
            "version": "1",
            "description": "For outside systems with a key, and for persons with a session.",
        },
        "servers": [{"url": "http://localhost:8050"}],
        "paths": {
            "/api/reports": {"post": post_reports()},
            "/api/warnings": {"post": post_warnings()},
            "/api/picture": {"get": read("The present.", "/api/picture", picture)},
            "/api/cases/{number}": {"parameters": [number], "get": found},
            "/api/search": {"parameters": [asked], "get": search},
            "/healthz": {"get": read("Alive.", "/healthz", {"200": ("It is.", STATUS)})},
            "/readyz": {"get": read("Database, Redis, workers, own loops.", "/readyz", ready)},
            "/metrics": {"get": metrics},
        },
        "components": {
            "schemas": described([Case]),
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "…_person"},
            },
        },
    }
