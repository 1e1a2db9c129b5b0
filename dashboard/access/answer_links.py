"""Signed links by which who was called answers from their telephone: one message, one person.

A link holds the message's number and the end of its validity, and nothing else that somebody who
reads it could use. It opens the answer to that one call.
"""

import hashlib
from datetime import datetime, timedelta

from itsdangerous import BadSignature, Signer

from dashboard.domain.refusals import Refused
from dashboard.system import System

PATH = "/answer"
LASTS = timedelta(hours=12)
"""How long a link is good after the attempt that sent it: a shift's length."""
TOKEN_MAX = 120


def address(system: System, number: str, now: datetime) -> str:
    """The link to answer the message of this number; empty if nobody knows where it would lead."""
    base = system.settings.link_base
    if not base:
        return ""
    until = int((now + LASTS).timestamp())
    return f"{base}{PATH}?token={_signer(system).sign(f'{number}.{until:x}').decode()}"


def number_of(system: System, token: str, now: datetime) -> str:
    """The number of the message that this token answers.

    Raises `Refused`: it is none of ours, or its time is over.
    """
    try:
        said = _signer(system).unsign(token[:TOKEN_MAX].encode(errors="replace")).decode()
    except BadSignature as error:
        raise Refused("LINK_UNKNOWN", "This link isn't one of this centre's.") from error
    number, _, until = said.partition(".")
    if int(until, 16) < now.timestamp():
        raise Refused("LINK_EXPIRED", "The time of this link is over.")
    return number


def _signer(system: System) -> Signer:
    """Of this centre and district alone: a copy that has the same key signs otherwise."""
    settings = system.settings
    salt = f"answer {settings.instance} {system.district.key}"
    return Signer(settings.secret_key, salt=salt, digest_method=hashlib.sha256)
