"""Webhooks after Standard Webhooks 1.0: one id over all tries, an instant for each, signed.

`secrets` are as that standard writes them, `whsec_` and base64; while they are exchanged there are
two, and each signs.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

from dashboard import codec
from dashboard.senders.letter import CONFIRMED, Attempt, Letter, Outlet
from dashboard.senders.posting import ForbiddenAddress, Response, Target, Unreachable, post

PREFIX = "whsec_"
SECRET_MIN = 24
"""How many bytes a secret has at least."""
GONE = 410
REFUSED = frozenset({400, 401, 403, 404, 405, 413, 415, 422})
"""What another try doesn't mend."""


def key_of(secret: str) -> bytes:
    """The bytes of a secret; raises `ValueError`."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("A secret is written as whsec_ and base64.") from error
    if len(key) < SECRET_MIN:
        raise ValueError(f"A secret has at least {SECRET_MIN} bytes.")
    return key


def signatures(secrets: Iterable[str], said: bytes) -> str:
    """One signature for each secret, as the header holds them."""
    made = (hmac.new(key_of(one), said, hashlib.sha256).digest() for one in secrets)
    return " ".join(f"v1,{base64.b64encode(one).decode()}" for one in made)


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Posts the letter; 2xx confirms it, 410 switches the channel off."""
    event = {
        "type": "call.asked",
        "timestamp": letter.at.isoformat().replace("+00:00", "Z"),
        "data": {"subject": letter.subject, "text": letter.text, "calls": letter.facts},
    }
    body, stamp = codec.to_json(event), str(int(letter.at.timestamp()))
    said = f"{letter.id}.{stamp}.".encode() + body
    options = outlet.options
    headers = {
        "Content-Type": "application/json",
        "webhook-id": letter.id,
        "webhook-timestamp": stamp,
        "webhook-signature": signatures(options["secrets"], said),
    }
    target = Target(url=options["url"], private=bool(options.get("private")))
    try:
        return judged(post(target, body, headers))
    except Unreachable as error:
        return Attempt(confirmed=False, why=str(error))
    except ForbiddenAddress as error:
        return Attempt(confirmed=False, why=str(error), final=True)


def judged(answer: Response) -> Attempt:
    """What an answer by status alone means."""
    if answer.is_success:
        return CONFIRMED
    return Attempt(
        confirmed=False,
        why=f"HTTP {answer.status}",
        wait_s=answer.wait_s,
        final=answer.status in REFUSED or answer.status == GONE,
        off=answer.status == GONE,
    )
