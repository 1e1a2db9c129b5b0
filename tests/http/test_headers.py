"""The headers of every answer, and what the browser may keep."""

import json
import re

import pytest
from flask.testing import FlaskClient

from dashboard.domain.roles import Role
from dashboard.web.middleware import HEADERS
from tests.helpers.messages import report
from tests.helpers.web import Web, csrf

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def policy(client: FlaskClient, path: str) -> dict[str, list[str]]:
    """The directives of the answer's Content-Security-Policy."""
    with client.get(path) as answer:
        parts = answer.headers["Content-Security-Policy"].split(";")
    words = [part.split() for part in parts]
    return {name: sources for name, *sources in words}


def test_nothing_may_be_evaluated_and_nothing_comes_from_elsewhere(web: Web) -> None:
    """D10: even if a report's field got into the page as code, it wouldn't run."""
    found = policy(web.wall(), "/wall/overview")
    assert found["default-src"] == ["'self'"]
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"]
    assert found["script-src"] == ["'self'"]


def test_a_page_has_no_inline_script_that_would_have_to_run(web: Web) -> None:
    page = web.wall().get("/wall/overview").text
    assert [one for one in INLINE.findall(COMMENT.sub("", page)) if not _is_json(one)] == []


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


ANSWERS = ("/", "/healthz", "/readyz", "/console", "/wall/overview", "/assets/none.css")


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_every_header_also_a_refusal(web: Web, path: str) -> None:
    with web.wall().get(path) as answer:
        found = answer.headers
    assert HEADERS.items() <= dict(found).items()
    assert "Content-Security-Policy" in found


@pytest.mark.parametrize("kind", ["grids", "streets"])
def test_the_map_travels_once(web: Web, kind: str) -> None:
    first = web.wall().get(f"/geo/{kind}.json")
    assert first.status_code == 200
    again = web.wall().get(f"/geo/{kind}.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    district = web.centre.system.district
    assert json.loads(first.data)["type"] == "FeatureCollection"
    assert len(json.loads(first.data)["features"]) == len(getattr(district, kind))


def test_the_drawing_of_the_map_is_kept_for_good_under_its_version(web: Web) -> None:
    drawing = web.centre.system.pack.drawing
    address = f"/geo/drawing/{drawing.build}.json"
    with web.wall().get(address, headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Cache-Control"].endswith("immutable")
        assert answer.headers["Content-Encoding"] == "br"
    with web.wall().get(address) as plain:
        assert plain.data == drawing.content
    with web.wall().get(address.replace(drawing.build, "0" * len(drawing.build))) as other:
        assert other.status_code == 404
        assert "immutable" not in other.headers["Cache-Control"]
    with web.nobody().get(address) as refused:
        assert refused.status_code == 401
        assert "immutable" not in refused.headers.get("Cache-Control", "")


def test_an_asset_with_its_version_is_kept_and_one_without_is_not(web: Web) -> None:
    with web.wall().get("/assets/css/common/tokens.css?m=1") as named:
        assert named.headers["Cache-Control"].endswith("immutable")
    with web.wall().get("/assets/css/common/tokens.css") as bare:
        assert "immutable" not in bare.headers.get("Cache-Control", "")
    with web.wall().get("/assets/none.css?m=1") as missing:
        assert "immutable" not in missing.headers.get("Cache-Control", "")


def test_what_is_not_said_to_be_kept_is_kept_nowhere(web: Web) -> None:
    web.centre.settle(report(1))
    number = web.centre.numbers()[0]
    foreman = web.person(Role.FOREMAN)
    for path in (f"/api/cases/{number}", "/api/picture", "/api/search?q=x", "/console", "/nothing"):
        assert foreman.get(path).headers["Cache-Control"] == "no-store", path
    posted = foreman.post("/_dash-update-component", json={}, headers=csrf(foreman, "/console"))
    assert posted.headers["Cache-Control"] == "no-store"
    assert web.nobody().get("/login").headers["Cache-Control"] == "no-store"
    assert web.outside().get("/metrics").headers["Cache-Control"] == "no-store"


SUITES = "/_dash-component-suites"


@pytest.mark.parametrize(
    "path",
    [
        "x/y",
        "dash/..%2f..%2fx",
        "dash/%00",
        "os/path.py",
        "dash/a.v1m2.b.js",
        "dash/€",
    ],
)
def test_a_part_of_no_page_is_not_there(web: Web, path: str) -> None:
    assert web.wall().get(f"{SUITES}/{path}").status_code == 404
