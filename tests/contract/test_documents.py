"""The documents for outside systems say what the code does."""

import re
from typing import Any

import msgspec
import pytest
import yaml

from dashboard import codec
from dashboard.domain import commands as c
from dashboard.domain import limits
from dashboard.domain.refusals import BadMessage
from tests.contract import DOCS, asyncapi, openapi
from tests.contract.written import DOCUMENTS, text
from tests.helpers.centre import PACK, Centre
from tests.helpers.fixtures import sqlite_centre
from tests.helpers.messages import report
from tests.helpers.web import Web, web_process

__all__ = ["sqlite_centre"]
MACHINES = re.compile(r"/(api/.*|healthz|readyz|metrics)")


@pytest.fixture
def web(sqlite_centre: Centre) -> Web:
    """One open case, and nobody at work."""
    made = web_process(sqlite_centre)
    sqlite_centre.settle(report(1))
    made.catch_up()
    return made


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_is_what_the_code_says(name: str) -> None:
    document = DOCUMENTS[name]()
    assert (DOCS / name).read_text("utf-8") == text(document), "run `python -m tests.contract`"
    assert yaml.safe_load(text(document)) == msgspec.json.decode(msgspec.json.encode(document))


@pytest.mark.parametrize("name", c.MESSAGES)
def test_every_type_has_an_example_that_the_centre_takes(name: str) -> None:
    (example,) = asyncapi.message(name)["examples"]
    found = codec.read_report(msgspec.json.encode(example["payload"]))
    assert found.command == asyncapi.EXAMPLES[name]
    assert type(found.command) is c.MESSAGES[name]
    limits.check(found, PACK.district, asyncapi.AT)


@pytest.mark.parametrize("name", c.MESSAGES)
def test_what_a_schema_wants_is_what_the_inbox_wants(name: str) -> None:
    """A message without a required field can't be read; without any other it can."""
    payload = asyncapi.message(name)["examples"][0]["payload"]
    schemas = asyncapi.document()["components"]["schemas"]
    schema = schemas[c.MESSAGES[name].__name__]
    assert payload["data"].keys() <= schema["properties"].keys()
    needed = {field: payload["data"][field] for field in schema["required"]}
    codec.read_report(msgspec.json.encode(payload | {"data": needed}))
    for field in needed:
        less = {key: value for key, value in needed.items() if key != field}
        with pytest.raises(BadMessage, match=field):
            codec.read_report(msgspec.json.encode(payload | {"data": less}))


def test_every_path_for_machines_is_described(web: Web) -> None:
    routes = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in web.server.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if MACHINES.fullmatch(rule.rule)
    }
    described = {
        (path, method)
        for path, told in openapi.document()["paths"].items()
        for method in told
        if method != "parameters"
    }
    assert described == routes


def test_answers_are_as_described(web: Web) -> None:
    number = web.centre.numbers()[0]
    outside, nobody = web.outside(), web.nobody()
    asked: list[tuple[str, str, Any]] = [
        ("/api/picture", "get", outside.get("/api/picture")),
        ("/api/picture", "get", nobody.get("/api/picture")),
        ("/api/picture", "get", web.outside("wrong").get("/api/picture")),
        ("/api/cases/{number}", "get", outside.get(f"/api/cases/{number}")),
        ("/api/cases/{number}", "get", outside.get("/api/cases/NG-1")),
        ("/api/search", "get", web.person().get("/api/search?q=206")),
        ("/api/search", "get", outside.get("/api/search?q=206")),
        ("/healthz", "get", nobody.get("/healthz")),
        ("/readyz", "get", nobody.get("/readyz")),
        ("/api/reports", "post", outside.post("/api/reports", data=report(2))),
        ("/api/reports", "post", outside.post("/api/reports", data=b"{}")),
        ("/api/reports", "post", nobody.post("/api/reports", data=report(3))),
    ]
    paths = openapi.document()["paths"]
    for path, method, answer in asked:
        told = paths[path][method]["responses"][str(answer.status_code)]
        holds(told["content"]["application/json"]["schema"], answer.get_json())


def holds(schema: dict[str, Any], value: Any) -> None:
    """Asserts that every object has its required fields, and no field that isn't described."""
    if "$ref" in schema:
        schema = openapi.document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        for one in value:
            holds(schema["items"], one)
    if not isinstance(value, dict):
        return
    assert set(schema.get("required", ())) <= value.keys()
    parts = schema.get("properties", {})
    if parts and "additionalProperties" not in schema:
        assert value.keys() <= parts.keys()
    for name, one in value.items():
        holds(parts.get(name) or schema.get("additionalProperties") or {"items": {}}, one)
