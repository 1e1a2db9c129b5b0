"""Text messages against a gateway of this process: its template, and what it must answer."""

import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.senders import sms
from dashboard.senders.letter import Letter, Outlet
from dashboard.senders.outlets import send
from tests.helpers.clock import MORNING
from tests.senders.test_senders import Other, other

__all__ = ["other"]
LETTER = Letter(id="msg_00000001", at=MORNING, subject="南关区", text="起火", to=("13900000000",))
TEMPLATE = {"mobile": "{phone}", "msg": {"content": "【南关】{text}", "ids": ["{id}"]}, "n": 1}
GOOD = {"result": {"code": 0}}


def outlet(other: Other, **options: object) -> Outlet:
    given: dict[str, object] = {
        "url": other.url,
        "private": True,
        "template": TEMPLATE,
        "accepted": {"field": "result.code", "value": "0"},
        "headers": {"Authorization": "Bearer known"},
    }
    sms.check(given | options)
    return Outlet(channel=CallChannel(name="sms", kind=ChannelKind.SMS), options=given | options)


def test_the_template_is_filled_and_its_answer_confirms(other: Other) -> None:
    other.answer = (200, {}, json.dumps(GOOD).encode())
    sly = replace(LETTER, text='{phone}","mobile":"110 {id}\r\n')
    assert send(outlet(other), sly).confirmed
    [(_, headers, body)] = other.got
    assert headers["authorization"] == "Bearer known"
    said = json.loads(body)
    assert said["mobile"] == "13900000000"
    assert said["msg"] == {"content": f"【南关】{sly.text}", "ids": ["msg_00000001"]}
    assert said["n"] == 1


def test_a_form_takes_no_field_from_a_text(other: Other) -> None:
    other.answer = (200, {}, json.dumps(GOOD).encode())
    form = outlet(other, form=True, template={"to": "{phone}", "text": "{text}"})
    assert send(form, replace(LETTER, text="a&to=110")).confirmed
    said = parse_qs(other.got[0][2].decode())
    assert said == {"to": ["13900000000"], "text": ["a&to=110"]}


@pytest.mark.parametrize(
    ("status", "body", "final"),
    [
        (200, b'{"result": {"code": 7}}', False),
        (200, b'{"result": 0}', False),
        (200, b"{}", False),
        (200, b"OK", False),
        (500, json.dumps(GOOD).encode(), False),
        (401, b"{}", True),
    ],
)
def test_any_other_answer_confirms_nothing(
    other: Other, status: int, body: bytes, *, final: bool
) -> None:
    other.answer = (status, {}, body)
    how = send(outlet(other), LETTER)
    assert (how.confirmed, how.final) == (False, final)
    assert how.why


def test_a_long_text_keeps_the_link_to_answer_by() -> None:
    link = "https://centre.example/answer?token=00000001.6a1b2c3d.x"
    said = sms.text_of(replace(LETTER, text="长" * 400 + link, facts=({"answer": link},)))
    assert len(said) == sms.TEXT_MAX
    assert said.endswith(f"…\n{link}")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"template": {}}, "needs a template"),
        ({"template": ["{phone}", "{text}"]}, "needs a template"),
        ({"template": {"to": "{phone}"}}, "no place for {text}"),
        ({"template": {"to": "{text}"}}, "no place for {phone}"),
        ({"template": {"to": "{phone}", "text": "{text}" * 1000}}, "at most 4000"),
        ({"accepted": {}}, "which answer"),
        ({"accepted": {"field": "", "value": "0"}}, "which answer"),
        ({"headers": {"X": "a\r\nY: b"}}, "one line"),
        ({"headers": {"X\n": "a"}}, "one line"),
        ({"form": True}, "texts alone"),
    ],
)
def test_with_wrong_options_there_is_no_channel(
    other: Other, options: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        outlet(other, **options)


def test_without_a_number_nothing_is_sent(other: Other) -> None:
    how = send(outlet(other), replace(LETTER, to=()))
    assert (how.confirmed, how.final, other.got) == (False, True, [])
