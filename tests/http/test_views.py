"""Saved views through the page's callback: rendered as text, and only the person's own."""

from typing import Any

from dashboard.domain.persons import Role
from tests.helpers.web import Web, csrf

OUTPUTS = "..console-views.children...console-view-said.children.."


def asked(web: Web, data: object, role: Role = Role.DISPATCHER) -> Any:
    client = web.person(role)
    question = {
        "output": OUTPUTS,
        "outputs": [
            {"id": "console-views", "property": "children"},
            {"id": "console-view-said", "property": "children"},
        ],
        "inputs": [{"id": "console-view", "property": "data", "value": data}],
        "changedPropIds": ["console-view.data"],
    }
    return client.post("/_dash-update-component", json=question, headers=csrf(client))


def shown(web: Web, data: object, role: Role = Role.DISPATCHER) -> tuple[list[str], str]:
    answer = asked(web, data, role)
    assert answer.status_code == 200, answer.text
    parts = answer.json["response"]
    lines = parts["console-views"]["children"]
    links = [line["props"]["children"][0]["props"] for line in lines]
    return [f"{one['children']} {one['href']}" for one in links], str(
        parts["console-view-said"]["children"]
    )


def test_a_saved_view_is_a_link_to_the_desk(web: Web) -> None:
    save = {"act": "save", "name": "<b>永吉</b>", "search": "?street=S08"}
    assert shown(web, save) == (["<b>永吉</b> /console?street=S08"], "")
    assert shown(web, None) == (["<b>永吉</b> /console?street=S08"], "")
    assert shown(web, None, Role.FOREMAN) == ([], "")
    assert shown(web, {"act": "drop", "name": "<b>永吉</b>"}) == ([], "")


def test_a_refusal_is_said_in_the_page_s_language(web: Web) -> None:
    wrong = {"act": "save", "name": "", "search": "?street=S08"}
    assert shown(web, wrong)[1].startswith("视图名称")
    assert shown(web, wrong | {"lang": "en"})[1].startswith("A view's name")


def test_whatever_is_sent_instead_is_nothing(web: Web) -> None:
    wrong: list[object] = [7, [], {"act": ["save"]}, {"act": "save", "name": {"a": 1}}]
    for data in wrong:
        answer = asked(web, data)
        assert answer.status_code == 200, answer.text
    assert shown(web, None) == ([], "")


def test_whoever_has_no_desk_has_no_views(web: Web) -> None:
    assert asked(web, None, Role.ADMIN).status_code in (401, 403)
