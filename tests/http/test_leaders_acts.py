"""Instructions over HTTP: a leader looks, sends once, withdraws; nobody else may."""

import pytest
from flask.testing import FlaskClient

from dashboard.domain.persons import Role
from dashboard.store import instructions
from layouts import shell
from layouts.leaders.instruct import ANSWER, ASKED
from layouts.words import WORDS
from tests.helpers.web import Web, csrf

PATH = "/leaders"
GO = {"about": "STREET", "of": "S08", "words": "请立即到场", "to": "", "once": "a"}


def post(client: FlaskClient, search: str, **act: object) -> tuple[int, dict[str, str]]:
    question = {
        "output": f"{ANSWER}.children",
        "outputs": {"id": ANSWER, "property": "children"},
        "inputs": [{"id": ASKED, "property": "data", "value": {**act, "n": 7}}],
        "state": [{"id": shell.LOCATION, "property": "search", "value": search}],
        "changedPropIds": [f"{ASKED}.data"],
    }
    answer = client.post(
        "/_dash-update-component", json=question, headers=csrf(client, "/wall/overview")
    )
    if answer.status_code != 200:
        return answer.status_code, {}
    return 200, answer.get_json()["response"][ANSWER]["children"]["props"]


def asked(client: FlaskClient, search: str = "", **act: object) -> tuple[str, str]:
    _, said = post(client, search, **act)
    return said["children"], said["data-done"]


def waiting(web: Web) -> list[str]:
    with web.centre.system.reader.connect() as connection:
        found = instructions.waiting(connection, web.centre.district)
    return [one.number for one in found]


def test_looking_writes_nothing_and_sending_twice_writes_once(web: Web) -> None:
    client = web.person(Role.LEADER)
    words, done = asked(client, act="preview", **GO)
    assert (done, waiting(web)) == ("yes", [])
    assert "指挥中心" in words
    for _ in range(2):
        assert asked(client, act="instruct", **GO) == (WORDS["leaders.done.instruct"][0], "yes")
    [number] = waiting(web)
    said = asked(client, "?lang=en", act="withdraw", instruction=number, reason="wrong street")
    assert said == (WORDS["leaders.done.withdraw"][1], "yes")
    assert waiting(web) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"act": "dance"}, "NO_SUCH_ACT"),
        ({"about": "PLANET"}, "NO_SUCH_ACT"),
        ({"of": "S99"}, "UNKNOWN_STREET"),
        ({"words": " "}, "EMPTY"),
        ({"words": "字" * 501}, "INSTRUCTION_TOO_LONG"),
        ({"to": "U01"}, "INSTRUCTION_NOT_THEIRS"),
        ({"to": "nobody"}, "UNKNOWN_UNIT"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(
    web: Web, wrong: dict[str, str], code: str
) -> None:
    client = web.person(Role.DIRECTOR)
    for act in ("preview", "instruct"):
        words, done = asked(client, **{"act": act, **GO, **wrong})
        begin = WORDS[f"refusal.{code}"][0].partition("{")[0]
        assert (words.startswith(begin), done) == (True, "no"), words
    assert waiting(web) == []


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.FOREMAN, Role.AUDITOR])
def test_to_others_the_form_is_closed(web: Web, role: Role) -> None:
    status, _ = post(web.person(role), "", act="instruct", **GO)
    assert status == 403
    assert waiting(web) == []
