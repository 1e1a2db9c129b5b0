"""Values from outside are shown as text, whatever they look like, under a strict policy."""

import json
from functools import partial
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from dashboard.actions.handle import handle
from dashboard.domain import commands as c
from dashboard.domain.oversight_commands import DismissIncident
from dashboard.store import proximity
from dashboard.streams import inbox, refused_sources
from tests.browser.conftest import Wall
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until

MARKUP = (
    "<img src=x onerror='window.XSS=1'>",
    "<script>window.XSS=1</script>",
    "</script><svg onload=window.XSS=1>",
    "<iframe srcdoc='<script>parent.XSS=1</script>'></iframe>",
    "javascript:window.XSS=1",
    "{{constructor.constructor('window.XSS=1')()}}",
    "${window.XSS=1}",
    "=HYPERLINK('http://evil.example')",
)
COMPONENT = {
    "type": "Iframe",
    "namespace": "dash_html_components",
    "props": {"srcDoc": "<script>parent.XSS=1</script>"},
}


def test_markup_in_every_field_stays_text(wall: Wall, centre: RunningCentre) -> None:
    wall.open(centre.wall_link())
    for markup in MARKUP:
        case = acts.case(text=markup, address=markup, external_no=markup)
        incident = c.ReportIncident(
            kind=c.IncidentKind.ACCIDENT,
            title=f"Burst {markup}",
            text=markup,
            address=markup,
            grid=acts.GRID,
        )
        message, _ = acts.put(centre, case, incident, source=markup)
        number = wait_until(partial(books.became, centre.system, message), 5, "a case")
        acts.put(
            centre,
            c.Direct(case=number, by=markup, unit="U01"),
            c.Return(case=number, unit="U01", reason=markup),
        )
        shown = wall.page.locator("#wall-incident .incident-title")
        expect(shown).to_contain_text(markup)
        wall.wait_until_right(centre)
        dismiss_all(centre)
    assert wall.page.evaluate("() => window.XSS") is None
    assert wall.page.locator("iframe, #wall img, #wall script").count() == 0


def dismiss_all(centre: RunningCentre) -> None:
    """Dismisses all incidents, so that the next one is the large one on the strip."""
    system = centre.system
    with system.reader.connect() as connection:
        running = proximity.running_incidents(connection, system.district.key)
    for one in running:
        dismissed = DismissIncident(incident=one.number, reason="误报")
        assert handle(system, dismissed, by="test").refused is None


def reported(**data: Any) -> bytes:
    event = {
        "specversion": "1.0",
        "id": json.dumps(data),
        "source": "strange",
        "type": "case.reported",
        "data": {"item": "0101", "channel": "PHONE", "grid": 206} | data,
    }
    return json.dumps(event).encode()


@pytest.mark.parametrize("field", ["text", "address", "item", "external_no", "grid", "channel"])
def test_an_object_where_text_belongs_is_rejected_at_the_door(
    centre: RunningCentre, field: str
) -> None:
    system = centre.system
    raw = reported(**{field: COMPONENT})
    inbox.put(system.redis, system.district.key, [raw])

    def rejected() -> list[Any]:
        entries: Any = system.redis.xrevrange(inbox.rejected_key(system.district.key), count=5)
        return [fields for _, fields in entries if fields[inbox.FIELD] == raw]

    (found,) = wait_until(rejected, 5, "it is rejected")
    assert found[b"code"] == b"UNREADABLE"
    assert field.encode() in found[b"reason"]
    refused = requests.post(
        f"{centre.address}/api/reports", data=raw, headers=centre.bearer, timeout=5
    )
    assert refused.status_code == 400
    # Otherwise the walls of later tests would name this source as refused.
    system.redis.delete(refused_sources.key(system.district.key))


@pytest.mark.parametrize("query", ["<script>window.XSS=1</script>", json.dumps(COMPONENT)])
def test_an_address_that_holds_markup_shows_a_plain_wall(
    wall: Wall, centre: RunningCentre, query: str
) -> None:
    wall.open(centre.wall_link(f"&lang={query}&distance={query}"))
    assert wall.page.evaluate("() => window.XSS") is None
    assert wall.page.locator("iframe").count() == 0


def test_a_callback_never_gives_back_a_component_that_it_was_sent(
    wall: Wall, centre: RunningCentre
) -> None:
    wall.open(centre.wall_link())
    status, body = wall.page.evaluate(
        """async (component) => {
          const input = (property) => ({id: "page-location", property, value: component});
          const token = document.cookie.match(/_csrf_token=([^;]*)/)[1];
          const answer = await fetch("/_dash-update-component", {
            method: "POST",
            headers: {"Content-Type": "application/json", "X-CSRFToken": token},
            body: JSON.stringify({
              output: "page-outlet.children",
              outputs: {id: "page-outlet", property: "children"},
              inputs: [input("pathname"), input("search")],
              changedPropIds: ["page-location.pathname"],
            }),
          });
          return [answer.status, JSON.stringify(await answer.json())];
        }""",
        COMPONENT,
    )
    assert status == 200
    assert "srcDoc" not in body
    assert "没有这个页面" in body
