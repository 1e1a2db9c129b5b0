"""The signatures of 钉钉 and 飞书, worked out by hand; 企业微信 has only the key in its address."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from dashboard.domain.duty.channels import ChannelKind
from dashboard.senders.outlets import send
from tests.helpers.clock import MORNING
from tests.senders.test_senders import LETTER, Other, other, outlet

__all__ = ["other"]
SECRET = "SECc0ffee"
BLOCK = 64
DINGTALK = "21UT9jfR2ObiXZQgXXy3kv8LnU6c3a8nTC%2FyrQ4klH0%3D"
"""Of the millisecond 1795399200000 (23 November 2026, ten o'clock in Changchun) and `SECRET`."""
FEISHU = "ENuzC5u8iFUr3SYrCwdUR70LPfkNNkngyedleXCqNns="
"""Of the second 1795399200 and `SECRET`."""


def by_hand(key: bytes, message: bytes) -> str:
    """HMAC with SHA-256 as RFC 2104 writes it, in base64: H(K ^ opad, H(K ^ ipad, text))."""
    key = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    made = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    return base64.b64encode(made).decode()


def test_the_vectors_are_what_the_services_describe() -> None:
    assert MORNING.timestamp() == 1795399200
    said = f"1795399200000\n{SECRET}".encode()
    assert quote(by_hand(SECRET.encode(), said), safe="") == DINGTALK
    assert by_hand(f"1795399200\n{SECRET}".encode(), b"") == FEISHU
    # RFC 4231, test case 2, so that `by_hand` itself is right.
    wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert base64.b64decode(by_hand(b"Jefe", b"what do ya want for nothing?")).hex() == wanted


def test_dingtalk_is_signed_in_the_address_over_its_milliseconds(other: Other) -> None:
    other.answer = (200, {}, b'{"errcode": 0}')
    assert send(outlet(other, ChannelKind.DINGTALK, secret=SECRET), LETTER).confirmed
    [(path, _, body)] = other.got
    assert path == f"/robot?key=k&timestamp=1795399200000&sign={DINGTALK}"
    assert json.loads(body) == {"msgtype": "text", "text": {"content": LETTER.text}}


def test_feishu_is_signed_in_the_body_over_its_seconds(other: Other) -> None:
    other.answer = (200, {}, b'{"code": 0}')
    assert send(outlet(other, ChannelKind.FEISHU, secret=SECRET), LETTER).confirmed
    [(path, _, body)] = other.got
    assert path == "/robot?key=k"
    assert json.loads(body) == {
        "msg_type": "text",
        "content": {"text": LETTER.text},
        "timestamp": "1795399200",
        "sign": FEISHU,
    }


def test_wecom_has_its_key_in_the_address_and_signs_nothing(other: Other) -> None:
    other.answer = (200, {}, b'{"errcode": 0, "errmsg": "ok"}')
    assert send(outlet(other, ChannelKind.WECOM, secret=SECRET), LETTER).confirmed
    [(path, headers, body)] = other.got
    assert path == "/robot?key=k"
    assert json.loads(body) == {"msgtype": "text", "text": {"content": LETTER.text}}
    assert SECRET not in json.dumps(headers) + body.decode()


@pytest.mark.parametrize("millis", [0, 1, 499, 500, 999])
def test_each_attempt_is_signed_at_its_own_instant(other: Other, millis: int) -> None:
    other.answer = (200, {}, b'{"errcode": 0}')
    at = MORNING + timedelta(milliseconds=millis)
    assert send(
        outlet(other, ChannelKind.DINGTALK, secret=SECRET), replace(LETTER, at=at)
    ).confirmed
    asked = parse_qs(urlsplit(other.got[0][0]).query)
    stamp = str(1795399200000 + millis)
    assert asked["timestamp"] == [stamp]
    assert asked["sign"] == [by_hand(SECRET.encode(), f"{stamp}\n{SECRET}".encode())]
