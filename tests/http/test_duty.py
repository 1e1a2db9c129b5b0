"""The duty desk over HTTP: who lands there, in which words and colours, and the ways on."""

import json

import pytest
from flask.testing import FlaskClient

from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.persons import Role
from dashboard.store import duty
from layouts import shell
from layouts.duty.duty_desk import ANSWER, ASKED
from layouts.words import WORDS
from tests.helpers.messages import message
from tests.helpers.web import Web, csrf
from tests.http.test_ways import screen

PATH = "/duty"


@pytest.mark.parametrize("role", [Role.DUTY, Role.DUTY_LEADER])
def test_who_is_on_duty_lands_there_and_finds_the_ways_on(web: Web, role: Role) -> None:
    client = web.person(role)
    assert client.get("/").location == PATH
    root = screen(client, PATH, "?lang=en&theme=dark")
    assert (root["id"], root["className"], root["lang"]) == ("duty", "office duty dark", "en-GB")
    drawn = json.dumps(root)
    for way in ("/console?lang=en", "/wall/overview?lang=en", "/logout?lang=en"):
        assert f'"href": "{way}"' in drawn
        assert client.get(way).status_code in (200, 302)
    assert screen(client, PATH, "?theme=pink")["className"] == "office duty light"


def test_a_foreman_may_open_it_and_lands_at_the_desk(web: Web) -> None:
    client = web.person(Role.FOREMAN)
    assert client.get("/").location == "/console"
    assert screen(client, PATH)["id"] == "duty"


def test_to_others_there_is_nothing_here(web: Web) -> None:
    client = web.person(Role.DISPATCHER)
    assert client.get(PATH).status_code == 403
    assert screen(client, PATH).get("id") != "duty"


def asked(client: FlaskClient, search: str = "", **act: object) -> tuple[str, str]:
    """What the page is answered: the words, and whether it was done."""
    question = {
        "output": f"{ANSWER}.children",
        "outputs": {"id": ANSWER, "property": "children"},
        "inputs": [{"id": ASKED, "property": "data", "value": {**act, "n": 7}}],
        "state": [{"id": shell.LOCATION, "property": "search", "value": search}],
        "changedPropIds": [f"{ASKED}.data"],
    }
    answer = client.post("/_dash-update-component", json=question, headers=csrf(client, PATH))
    said = answer.get_json()["response"][ANSWER]["children"]["props"]
    assert said["data-n"] == 7
    return said["children"], said["data-done"]


def test_each_act_of_the_page_is_answered_in_its_words(web: Web) -> None:
    client = web.person(Role.DUTY)
    call = {"act": "write", "kind": "PHONE_IN", "whom": "市民", "words": "路面塌陷", "at": ""}
    assert asked(client, **call) == (WORDS["duty.done.write"][0], "yes")
    assert asked(client, **call | {"words": ""})[1] == "no"
    assert asked(client, **call | {"at": "noon"}) == (WORDS["refusal.LOG_NO_TIME"][0], "no")
    assert asked(client, "?lang=en", act="strike", entry="x", reason="y") == (
        WORDS["refusal.NO_SUCH_ENTRY"][1],
        "no",
    )
    assert asked(client, act="take")[0] == WORDS["refusal.NO_SHIFT"][0]
    assert asked(client, act="begin") == (WORDS["duty.done.begin"][0], "yes")
    assert asked(client, act="withdraw")[0] == WORDS["refusal.NOT_OFFERED"][0]
    assert asked(client, act="offer", word="留意") == (WORDS["duty.done.offer"][0], "yes")
    assert asked(client, act="seen", line="x")[0] == WORDS["refusal.OWN_HANDOVER"][0]


@pytest.mark.parametrize(
    "act", [{}, {"act": 7}, {"act": "drop"}, {"act": "write", "kind": "<b>"}, {"act": ["write"]}]
)
def test_what_is_no_act_is_refused(web: Web, act: dict[str, object]) -> None:
    assert asked(web.person(Role.DUTY), "", **act) == (WORDS["refusal.NO_SUCH_ACT"][0], "no")


def test_the_signed_sheet_is_a_page_with_both_names_and_every_value_escaped(web: Web) -> None:
    client, relief = web.person(Role.DUTY), web.person(Role.FOREMAN)
    name = "<b>厂房起火</b>"
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title=name, grid=310)
    web.centre.settle(message("i", what))
    asked(client, act="begin")
    sheet = "/duty/shifts/00000001"
    assert client.get(sheet).status_code == 404, "nothing is offered yet"
    asked(client, act="offer", word="留意 <i>厂房</i>")
    unsigned = client.get(sheet).text
    assert WORDS["sheet.unsigned"][0] in unsigned
    with web.centre.system.reader.connect() as connection:
        [shift] = duty.shifts(connection, web.centre.district)
    assert shift.handover is not None
    for line in shift.handover.lines:
        assert asked(relief, act="seen", line=line.key)[1] == "yes"
    assert asked(relief, act="take")[1] == "yes"
    signed = relief.get(f"{sheet}?lang=en").text
    assert "&lt;b&gt;厂房起火&lt;/b&gt;" in signed
    assert "&lt;i&gt;厂房&lt;/i&gt;" in signed
    assert name not in signed
    assert signed.count("Signed by") == 2
    assert signed.count("<td>yes</td>") == len(shift.handover.lines)
    assert client.get("/duty/shifts/99").status_code == 404
