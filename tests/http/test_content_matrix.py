"""No answer holds a word of a case outside its caller's bounds.

Every route and every callback times every kind of caller. The list is the app's own: a route or
callback that isn't tested here, or has an input that isn't given here, fails a test.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.test import TestResponse

from layouts.acts import ACTS, BY_NAME, Ask, DeskAct
from tests.helpers.exhaustive import PROVE
from tests.helpers.marked import CALLS_BACK, NONE, Marked
from tests.helpers.web import Web
from tests.http.askers import Asker, askers, cases, web
from tests.http.test_middleware import TABLE

__all__ = ["askers", "cases", "web"]

NUMBER = "NG20261123-0001"
FILES = ("/_dash-component-suites/", "/assets/", "/js/", "/css/", "/geo/")
"""Content that is the same whatever has been reported."""
SHUT = (401, 403, 405)
"""After one of these the caller would get nothing from the other inputs, either."""
REVEAL = "console-reporter.children"


# Routes -------------------------------------------------------------------------------------


def addresses(rule: str, cases: Mapping[str, Marked]) -> Iterator[tuple[str, str]]:
    """The addresses of a rule, each with the case number that it asks for.

    One for every case if the rule has a number; else for a case outside every bounded jurisdiction.
    """
    asked_for = cases.values() if NUMBER in TABLE[rule][0] else [cases["far"]]
    for case in asked_for:
        path, _, query = TABLE[rule][0].replace(NUMBER, case.number).partition("?")
        asked = query.replace("q=1", "q=text") or f"key={case.number}&no={case.number}"
        yield f"{path}?{asked}", "" if "q=" in asked else case.number


def test_no_route_tells_of_others_cases(
    web: Web, askers: Sequence[Asker], cases: dict[str, Marked]
) -> None:
    told = 0
    for rule in web.server.url_map.iter_rules():
        if rule.rule.startswith(FILES):
            continue
        for asker in askers:
            for address, number in addresses(rule.rule, cases):
                answer = asker.browser.get(address)
                text = answer.data.decode(errors="replace")
                told += text.count("words-of-")
                assert asker.leaks(cases, text, number) == [], f"{asker.name} {address}"
                if answer.status_code in SHUT:
                    break
    assert told


def test_no_route_answers_a_post_with_others_cases(
    web: Web, askers: Sequence[Asker], cases: dict[str, Marked]
) -> None:
    posts = {
        rule.rule for rule in web.server.url_map.iter_rules() if "POST" in (rule.methods or ())
    }
    for asker in askers:
        # The log-out last, because nothing can be requested after it.
        for rule in sorted(posts, key="/logout".__eq__):
            form = {"no": cases["far"].number, "case": cases["far"].number}
            answer = asker.browser.post(TABLE[rule][0], data=form, headers=asker.token)
            assert asker.leaks(cases, answer.text, form["no"]) == [], f"{asker.name} {rule}"


# Callbacks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CallbackInput:
    """The input of a callback: an act on a case, with another case if the act takes one."""

    case: str
    act: DeskAct
    other: str

    def values(self) -> Mapping[str, object]:
        """The values by input or state, as Dash names them."""
        row = {"no": self.case, "version": 1}
        fields = {
            field.name: _said(field.ask, field.choices, self.other) for field in self.act.fields
        }
        return {
            "page-location.pathname": f"/case/{self.case}",
            "page-location.search": f"?no={self.case}&of=open",
            "console-view.data": {"act": "save", "name": "mine", "search": "?of=open"},
            "console-selected.data": row,
            "console-chosen.data": [row],
            "console-shown.data": None,
            "console-act.data": {"act": self.act.name, "alert": f"{self.case}/DUE", **row},
            "console-asked.data": {"act": self.act.name, "rows": [row]},
            "console-undoable.data": [row],
            "duty-asked.data": {"act": "offer", "word": "", "n": 1},
            "leaders-asked.data": {**INSTRUCT, "of": self.case},
            "console-screen.data": {"act": "case", "name": "inside", "case": self.case},
            **dict.fromkeys(CLICKS, 1),
            '{"name":["ALL"],"type":"console-field"}.value': list(fields.values()),
            '{"name":["ALL"],"type":"console-field"}.id': [{"name": name} for name in fields],
        }


INSTRUCT = {"act": "preview", "about": "CASE", "words": "请今天办结", "n": 1}
CLICKS = tuple(f"console-{button}.n_clicks" for button in ("reveal", "undo", "do", "override"))
ACT, ASKED = "console-act.data", "console-asked.data"
KINDS = [act for act in BY_NAME.values() if act.own or act not in ACTS]
ACTS_ASKED = tuple(BY_NAME.values()) if PROVE else (ACTS[0], *KINDS)
"""In the gate: acts with a dialog of their own, and one of those that share a dialog."""


def _said(ask: Ask, choices: Sequence[str], other: str) -> str:
    said = {
        Ask.CASE: other,
        Ask.UNIT: "U02",
        Ask.ITEM: "0101",
        Ask.YES: "yes",
        Ask.MOMENT: "2026-11-30 10:00",
        Ask.CHOICE: choices[0] if choices else "",
    }
    return said.get(ask, "because")


def callback_inputs(
    asker: Asker, cases: Mapping[str, Marked], names: set[str]
) -> Iterator[CallbackInput]:
    """All inputs to try on a callback with these names; acts are only tried on others' cases."""
    others = [case.number for name, case in cases.items() if name not in asker.words]
    own = [case.number for name, case in cases.items() if name in asker.words]
    if not names & {ACT, ASKED}:
        yield from (CallbackInput(number, ACTS[0], number) for number in (*others, *own))
        return
    far = cases["far"].number
    for act in ACTS_ASKED:
        takes_another = any(field.ask is Ask.CASE for field in act.fields)
        if others:
            yield CallbackInput(far if far in others else others[0], act, far)
        if own and (ACT in names or (others and takes_another)):
            yield CallbackInput(own[0], act, others[0] if others else far)


def inputs(callback: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        kind: [f"{one['id']}.{one['property']}" for one in callback[kind]]
        for kind in ("inputs", "state")
    }


def ask(
    asker: Asker, output: str, callback: Mapping[str, Any], wanted: CallbackInput
) -> TestResponse:
    values, names = wanted.values(), inputs(callback)
    outputs = output.strip(".").split("...")
    question = {
        "output": output,
        "outputs": [_part(one) for one in outputs] if output.startswith("..") else _part(output),
        "inputs": [_given(name, values[name]) for name in names["inputs"]],
        "state": [_given(name, values[name]) for name in names["state"]],
        "changedPropIds": names["inputs"][:1],
    }
    answer = asker.browser.post("/_dash-update-component", json=question, headers=asker.token)
    assert answer.status_code in (200, 204, 401, 403), f"{asker.name} {output} {wanted}"
    return answer


def _part(output: str) -> dict[str, str]:
    name, _, prop = output.rpartition(".")
    return {"id": name, "property": prop}


def _given(name: str, value: Any) -> Any:
    part = _part(name)
    if not name.startswith("{"):
        return part | {"value": value}
    return [part | {"value": one} for one in value]


def test_every_input_of_a_callback_is_given_here(web: Web) -> None:
    known = CallbackInput(NUMBER, BY_NAME["merge"], NUMBER).values().keys()
    for output, callback in web.callbacks.items():
        assert {name for kind in inputs(callback).values() for name in kind} <= known, output


def test_no_callback_tells_of_others_cases(
    web: Web, askers: Sequence[Asker], cases: dict[str, Marked]
) -> None:
    told = 0
    for asker in askers:
        for output, callback in web.callbacks.items():
            who = asker
            if output == REVEAL:
                who = replace(asker, reporters=CALLS_BACK.get(asker.name, NONE))
            names = {name for kind in inputs(callback).values() for name in kind}
            for wanted in callback_inputs(asker, cases, names):
                answer = ask(asker, output, callback, wanted)
                told += answer.text.count("words-of-")
                leaks = who.leaks(cases, answer.text, wanted.case, wanted.other)
                assert leaks == [], f"{who.name} {output} {wanted}"
                if answer.status_code in SHUT:
                    break
    assert told
