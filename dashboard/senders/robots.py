"""Robots of group chats: 企业微信, 钉钉, 飞书. The code in the body decides, not HTTP 200."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote_plus

from dashboard import codec
from dashboard.domain.duty.channels import ChannelKind
from dashboard.senders.letter import CONFIRMED, Attempt, Letter, Outlet
from dashboard.senders.posting import ForbiddenAddress, Response, Target, Unreachable, post

BYTES_MAX = 2000
"""企业微信 takes 2,048 bytes of text; the others more."""
TOO_OFTEN = frozenset({45009, 660026, 11232, 9499, 130101})
"""Codes for too many messages: of 企业微信, 钉钉 and 飞书."""
REST_S = 60.0


def wecom(outlet: Outlet, letter: Letter) -> tuple[str, dict[str, Any]]:
    """The key is in the address; nothing is signed."""
    said = {"msgtype": "text", "text": {"content": _cut(letter.text)}}
    return outlet.options["url"], said


def dingtalk(outlet: Outlet, letter: Letter) -> tuple[str, dict[str, Any]]:
    """Signed in the address: HMAC with the secret as key, of milliseconds and secret."""
    url, secret = outlet.options["url"], outlet.options.get("secret", "")
    if secret:
        stamp = str(round(letter.at.timestamp() * 1000))
        made = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
        url += f"&timestamp={stamp}&sign={quote_plus(base64.b64encode(made))}"
    return url, {"msgtype": "text", "text": {"content": _cut(letter.text)}}


def feishu(outlet: Outlet, letter: Letter) -> tuple[str, dict[str, Any]]:
    """Signed in the body: HMAC of nothing, with seconds and secret as key."""
    said: dict[str, Any] = {"msg_type": "text", "content": {"text": _cut(letter.text)}}
    secret = outlet.options.get("secret", "")
    if secret:
        stamp = str(int(letter.at.timestamp()))
        made = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
        said |= {"timestamp": stamp, "sign": base64.b64encode(made).decode()}
    return outlet.options["url"], said


Request = Callable[[Outlet, Letter], tuple[str, dict[str, Any]]]
REQUESTS: Mapping[ChannelKind, Request] = {
    ChannelKind.WECOM: wecom,
    ChannelKind.DINGTALK: dingtalk,
    ChannelKind.FEISHU: feishu,
}
CODES: Mapping[ChannelKind, tuple[str, ...]] = {
    ChannelKind.WECOM: ("errcode",),
    ChannelKind.DINGTALK: ("errcode",),
    ChannelKind.FEISHU: ("code", "StatusCode"),
}


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Posts the text; confirmed if the body says the code 0."""
    kind = outlet.channel.kind
    url, said = REQUESTS[kind](outlet, letter)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    target = Target(url=url, private=bool(outlet.options.get("private")))
    try:
        answer = post(target, codec.to_json(said), headers)
    except Unreachable as error:
        return Attempt(confirmed=False, why=str(error))
    except ForbiddenAddress as error:
        return Attempt(confirmed=False, why=str(error), final=True)
    return judged(answer, CODES[kind])


def judged(answer: Response, names: tuple[str, ...]) -> Attempt:
    """What the body says; a body without a code says nothing, and confirms nothing."""
    if not answer.is_success:
        return Attempt(confirmed=False, why=f"HTTP {answer.status}", wait_s=answer.wait_s)
    try:
        body = codec.from_json(answer.body)
    except ValueError:
        body = None
    codes = [body[name] for name in names if name in body] if isinstance(body, dict) else []
    if not codes or not isinstance(body, dict):
        return Attempt(confirmed=False, why="HTTP 200 without a code")
    if codes[0] == 0:
        return CONFIRMED
    words = str(body.get("errmsg") or body.get("msg") or "")[:80]
    often = codes[0] in TOO_OFTEN
    return Attempt(
        confirmed=False, why=f"code {codes[0]}: {words}", wait_s=REST_S if often else 0.0
    )


def _cut(text: str) -> str:
    """As much of the text as every robot takes."""
    return text.encode()[:BYTES_MAX].decode(errors="ignore")
