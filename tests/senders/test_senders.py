"""Senders against a real server of this process: what counts as success, and what is signed."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.senders import posting, webhook
from dashboard.senders.letter import Letter, Outlet
from dashboard.senders.outlets import send
from tests.helpers.clock import MORNING

LETTER = Letter(id="msg_00000001", at=MORNING, subject="南关区", text="突发事件待确认")
SECRETS = [webhook.PREFIX + base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]


class Other:
    """The other side: answers as it is told, and keeps what it got."""

    def __init__(self) -> None:
        self.answer: tuple[int, dict[str, str], bytes] = (200, {}, b"")
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        other = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                other.got.append((self.path, headers, body))
                status, more, said = other.answer
                self.send_response(status)
                for name, value in {**more, "Content-Length": str(len(said))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: Any) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/robot?key=k"


@pytest.fixture
def other() -> Iterator[Other]:
    made = Other()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def outlet(other: Other, kind: ChannelKind, **options: object) -> Outlet:
    given = {"url": other.url, "private": True, "secrets": SECRETS} | options
    return Outlet(channel=CallChannel(name="one", kind=kind), options=given)


def test_a_webhook_is_signed_by_each_secret_over_id_instant_and_body(other: Other) -> None:
    assert send(outlet(other, ChannelKind.WEBHOOK), LETTER).confirmed
    [(_, headers, body)] = other.got
    assert headers["webhook-id"] == LETTER.id
    stamp = headers["webhook-timestamp"]
    assert stamp == str(int(MORNING.timestamp()))
    wanted = []
    for n in (1, 2):
        said = b"msg_00000001." + stamp.encode() + b"." + body
        made = hmac.new(bytes([n]) * 32, said, hashlib.sha256).digest()
        wanted.append("v1," + base64.b64encode(made).decode())
    assert headers["webhook-signature"].split(" ") == wanted


def test_a_redirect_is_not_followed_and_410_switches_off(other: Other) -> None:
    other.answer = (302, {"Location": other.url}, b"")
    assert not send(outlet(other, ChannelKind.WEBHOOK), LETTER).confirmed
    assert len(other.got) == 1
    other.answer = (410, {}, b"")
    gone = send(outlet(other, ChannelKind.WEBHOOK), LETTER)
    assert (gone.confirmed, gone.final, gone.off) == (False, True, True)
    other.answer = (503, {"Retry-After": "7"}, b"")
    busy = send(outlet(other, ChannelKind.WEBHOOK), LETTER)
    assert (busy.final, busy.wait_s) == (False, 7.0)


def test_an_inner_address_is_asked_only_if_the_channel_may(other: Other) -> None:
    refused = send(outlet(other, ChannelKind.WEBHOOK, private=False), LETTER)
    assert (refused.confirmed, refused.final, other.got) == (False, True, [])


@pytest.mark.parametrize("url", ["ftp://a/b", "file:///etc/passwd", "http://", "https://a:b@c/"])
def test_what_is_no_address_over_http_is_refused(url: str) -> None:
    with pytest.raises(posting.ForbiddenAddress):
        posting.check_url(url)


@pytest.mark.parametrize(
    ("kind", "said", "good"),
    [
        (ChannelKind.WECOM, {"errcode": 0, "errmsg": "ok"}, True),
        (ChannelKind.WECOM, {"errcode": 40058, "errmsg": "too long"}, False),
        (ChannelKind.DINGTALK, {"errcode": 310000, "errmsg": "sign not match"}, False),
        (ChannelKind.FEISHU, {"code": 0}, True),
        (ChannelKind.FEISHU, {"code": 19021, "msg": "sign match fail"}, False),
        (ChannelKind.FEISHU, {}, False),
    ],
)
def test_of_a_robot_the_code_in_the_body_decides(
    other: Other, kind: ChannelKind, said: dict[str, object], *, good: bool
) -> None:
    other.answer = (200, {}, json.dumps(said).encode())
    assert send(outlet(other, kind), LETTER).confirmed is good


def test_who_does_not_answer_in_time_has_confirmed_nothing(other: Other) -> None:
    other.server.shutdown()  # the port still takes connections; nobody answers
    target = posting.Target(url=other.url, private=True, timeout_s=0.2)
    with pytest.raises(posting.Unreachable, match="in time"):
        posting.post(target, b"{}", {})
