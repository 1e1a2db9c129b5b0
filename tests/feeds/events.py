"""Messages as a careless or hostile sender would write them."""

import json
from typing import Any, NamedTuple

CASE = {"item": "0201", "grid": 206, "channel": "PHONE", "text": "楼下垃圾桶满溢，三天没清"}
POINT = {"item": "0201", "lon": 125.34148, "lat": 43.8653, "crs": "WGS84"}
INCIDENT = {"kind": "ACCIDENT", "title": "供热主管道爆管", "grid": 206}
REPORTER = {"name": "王女士", "phone": "15400000000"}
NOBODYS = "NG20200101-9999"
SCRIPT = "<script>alert(1)</script>"


class Bad(NamedTuple):
    """`raw` is refused with `code`."""

    name: str
    raw: bytes
    code: str


def event(kind: str, data: object, /, **envelope: object) -> bytes:
    """A CloudEvent whose `data` and other attributes may be anything that JSON can say."""
    known = {"specversion": "1.0", "id": "corpus", "source": "test", "type": kind, "data": data}
    return json.dumps(known | envelope, ensure_ascii=False).encode()


def report(**envelope: object) -> bytes:
    """A good report but for these attributes of the event."""
    return event("case.reported", CASE, **envelope)


def case(**fields: object) -> bytes:
    """A good report but for these fields."""
    return event("case.reported", CASE | fields)


def point(**fields: object) -> bytes:
    """A report with a point, good but for these fields."""
    return event("case.reported", POINT | fields)


def incident(**fields: object) -> bytes:
    """A good report of an incident but for these fields."""
    return event("incident.reported", INCIDENT | fields)


def act(kind: str, **fields: object) -> bytes:
    """An act on a case that doesn't exist."""
    return event(f"case.{kind}", {"case": NOBODYS, "unit": "U01"} | fields)


def without(attribute: str) -> bytes:
    """A good report whose event lacks one attribute."""
    whole: dict[str, Any] = json.loads(report())
    del whole[attribute]
    return json.dumps(whole).encode()
