"""The duty desk over HTTP: who lands there, in which words and colours, and its links."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dashboard.actions.handle import handle
from dashboard.domain.accounts import SwitchAccount
from dashboard.domain.changes import Kind
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.persons import Role
from dashboard.senders import outlets
from dashboard.senders.letter import Outlet
from dashboard.store import duty, journal, people
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
    """The answer to an act of the page: the words, and whether it was done."""
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
    unknown = asked(client, "?lang=en", act="answer_call", chain="chain:NGE1/INCIDENT/1")
    assert unknown == (WORDS["refusal.NO_SUCH_CALL"][1], "no")
    again = asked(client, act="send_again", message="00000099")
    assert again == (WORDS["refusal.NO_SUCH_MESSAGE"][0], "no")
    assert asked(client, act="dry_run") == (WORDS["refusal.NO_CHANNEL_HERE"][0], "no")
    var = web.centre.system.settings.var
    channel = CallChannel(name="one", kind=ChannelKind.FILE)
    outlets.keep(var, Outlet(channel=channel, options={}))
    assert asked(client, act="dry_run") == (WORDS["duty.done.dry_run"][0], "yes")
    (var / outlets.FILE).write_text("nothing")
    assert asked(client, act="dry_run") == (WORDS["refusal.CHANNELS_UNREADABLE"][0], "no")
    assert asked(client, act="offer", word="留意") == (WORDS["duty.done.offer"][0], "yes")
    assert asked(client, act="seen", line="x")[0] == WORDS["refusal.OWN_HANDOVER"][0]


def test_each_act_on_the_roster_is_answered_in_its_words(web: Web) -> None:
    foreman, officer = web.person(Role.FOREMAN), web.person(Role.DUTY)
    with web.centre.system.reader.connect() as connection:
        known = people.accounts(connection, web.centre.district)
    [login] = [one.person.login for one in known if one.person.role is Role.DUTY]
    tour = {"post": "MAIN", "login": login, "from": "2026-12-01T08:30", "to": "2026-12-01T20:30"}
    assert asked(officer, act="add", **tour)[1] == "no"
    assert asked(foreman, act="add", **tour) == (WORDS["duty.done.add"][0], "yes")
    assert (
        asked(foreman, act="add", **tour | {"to": "noon"})[0]
        == (WORDS["refusal.ROSTER_NO_TIME"][0])
    )
    taken = asked(foreman, "?lang=en", act="add", **tour)[0]
    assert "from 12-01 08:30 to 12-01 20:30: First officer" in taken
    change = {"act": "change", "entry": "00000001", "version": "1", **tour}
    assert asked(foreman, **change | {"to": "2026-12-01T19:30"})[1] == "yes"
    for version in ("1", "x", "9" * 30, ""):
        stale = asked(foreman, **change | {"version": version})[0]
        assert stale.startswith("这一班在你看过之后已改")
    gap = {"act": "take_gap", "post": "WATER", "from": "2026-12-01T08:00", "to": "2026-12-01T20:00"}
    assert "此时已在主班" in asked(officer, **gap)[0]
    gap |= {"from": "2026-12-02T08:00", "to": "2026-12-02T20:00"}
    assert asked(foreman, **gap) == (WORDS["duty.done.take_gap"][0], "yes")
    swap = {"act": "swap", "entry": "00000001", "version": "2", "other": "00000002"}
    swapped = asked(foreman, **swap, other_version="1", reason="家事")
    assert swapped == (WORDS["duty.done.swap"][0], "yes")
    out = {"act": "take_out", "entry": "00000001", "version": "3", "reason": ""}
    assert asked(foreman, **out)[1] == "no"
    assert asked(foreman, **out | {"reason": "错"}) == (WORDS["duty.done.take_out"][0], "yes")


def test_everybody_has_a_file_of_their_own_tours_and_of_nobody_elses(web: Web) -> None:
    foreman, officer = web.person(Role.FOREMAN), web.person(Role.DUTY)
    now = web.centre.clock()
    for role, hours in ((Role.DUTY, 2), (Role.FOREMAN, 20)):
        with web.centre.system.reader.connect() as connection:
            known = people.accounts(connection, web.centre.district)
        [login] = [one.person.login for one in known if one.person.role is role]
        begins = now + timedelta(hours=hours)
        tour = AddToRoster(
            post="MAIN", login=login, begins_at=begins, ends_at=begins + timedelta(hours=4)
        )
        assert handle(web.centre.system, tour, by="test").refused is None
    for client, start in ((officer, "20261123T040000Z"), (foreman, "20261123T220000Z")):
        answer = client.get("/duty/roster.ics?lang=en")
        assert answer.content_type == "text/calendar; charset=utf-8"
        starts = re.findall(r"^DTSTART:(.*)\r$", answer.text, re.MULTILINE)
        assert starts == [start]
        assert "On duty: First officer" in answer.text
    web.centre.clock.move(hours=24 * 40)
    assert "BEGIN:VEVENT" not in officer.get("/duty/roster.ics").text


def test_a_calendar_program_reads_ones_own_tours_by_an_address_until_it_is_closed(web: Web) -> None:
    officer, nobody = web.person(Role.DUTY), web.nobody()

    def opened() -> str:
        words, done = asked(officer, "?lang=en", act="open_address")
        assert done == "yes"
        return re.sub(r"^.*?: http://[^/]*", "", words)

    address = opened()
    read = nobody.get(address)
    assert (read.status_code, read.mimetype) == (200, "text/calendar")
    assert "lang=en" in address
    another = address.replace("token=", "token=x")
    for path in (another, PATH, address.replace(".ics", ".ics/"), "/duty/roster.ics?token="):
        assert nobody.get(path).status_code in (302, 401)
    assert officer.get(another).status_code == 401, "the token counts, not the log-in"
    for path in ("/console", "/api/cases/NG20261123-0001", PATH, "/_dash-layout"):
        assert nobody.get(f"{path}?{address.partition('?')[2]}").status_code in (302, 401)
    after = opened()
    assert nobody.get(address).status_code == 401, "a new one closes the one before"
    assert nobody.get(after).status_code == 200
    assert asked(officer, act="close_address") == (WORDS["duty.done.close_address"][0], "yes")
    assert nobody.get(after).status_code == 401
    with web.centre.system.reader.connect() as connection:
        known = people.accounts(connection, web.centre.district)
        [login] = [one.person.login for one in known if one.person.role is Role.DUTY]
        acts = journal.history(connection, web.centre.district, Kind.PERSON, login)
    wanted = ["open_roster_address", "open_roster_address", "close_roster_address"]
    assert [act.act for act in acts][-3:] == wanted
    last = opened()
    handle(web.centre.system, SwitchAccount(login=login, active=False), by="test")
    assert nobody.get(last).status_code == 401, "an account that is off has none"
    web.centre.tell()
    assert web.centre.faults() == []


def said_in(drawn: object, name: str) -> Iterator[str]:
    """The values of an attribute, wherever it stands."""
    inner = drawn.values() if isinstance(drawn, dict) else drawn if isinstance(drawn, list) else ()
    if isinstance(drawn, dict) and name in drawn:
        yield drawn[name]
    for one in inner:
        yield from said_in(one, name)


def test_who_plans_is_told_who_may_hold_a_post_and_nobody_else_is(web: Web) -> None:
    foreman, officer = web.person(Role.FOREMAN), web.person(Role.DUTY)
    web.person(Role.DISPATCHER)
    [crew] = said_in(screen(foreman, PATH), "data-crew")
    assert {role for _, _, role in json.loads(crew)} == {"foreman", "duty"}
    assert list(said_in(screen(officer, PATH), "data-crew")) == ["[]"]


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
    assert signed.count('<td class="words">yes</td>') == len(shift.handover.lines)
    assert client.get("/duty/shifts/99").status_code == 404


def test_a_sheet_says_who_has_signed_for_whom(web: Web) -> None:
    client, foreman = web.person(Role.DUTY), web.person(Role.FOREMAN)
    asked(client, act="begin")
    assert asked(foreman, act="offer")[1] == "no"
    assert asked(foreman, act="offer", word="突发疾病")[1] == "yes"
    page = client.get("/duty/shifts/00000001?lang=en").text
    assert "Signed by a foreman for a duty, outgoing" in page


INCIDENT = "/duty/incident/NGI20261123-01"


@pytest.mark.parametrize(("role", "acts"), [(Role.DUTY, 4), (Role.DUTY_LEADER, 10)])
def test_a_workspace_offers_what_a_role_may_do(web: Web, role: Role, acts: int) -> None:
    client = web.person(role)
    drawn = screen(client, INCIDENT, "?lang=en&theme=dark")
    root = drawn["children"]["props"]
    assert (root["id"], root["className"]) == ("incident", "office incident dark")
    assert json.dumps(drawn).count('"data-incident": "NGI20261123-01"') == acts


def test_an_odd_number_of_an_incident_leads_nowhere(web: Web) -> None:
    client = web.person(Role.DUTY)
    assert "missing" in screen(client, "/duty/incident/x")["className"]
