"""Reporters' names and phones: encrypted wherever they are stored (AES-GCM), decrypted if allowed.

In the inbox and among refused messages the seal is tied to the message, in the database to the
case: neither Redis nor its files contain a readable one.

A phone's whole number and its last four digits are stored beside it as keyed digests, which are
enough for finding it.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dashboard import codec
from dashboard.actions.key_derivation import derived
from dashboard.domain import phones
from dashboard.domain.commands import Report, ReportCase, Reporter
from dashboard.domain.refusals import BadMessage

NONCE_BYTES = 12


@lru_cache(maxsize=2)
def _box(secret_key: str) -> AESGCM:
    return AESGCM(derived(secret_key, "reporters"))


def seal(secret_key: str, number: str, reporter: Reporter) -> bytes:
    """Encrypts the reporter; only the secret key and the same case number decrypt it."""
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps([reporter.name, reporter.phone]).encode()
    return nonce + _box(secret_key).encrypt(nonce, plain, number.encode())


def unseal(secret_key: str, number: str, sealed: bytes) -> Reporter:
    """Decrypts what `seal` made; raises `cryptography.exceptions.InvalidTag` for anything else."""
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    name, phone = json.loads(_box(secret_key).decrypt(nonce, secret, number.encode()))
    return Reporter(name, phone)


def seal_on_the_way(secret_key: str, report: Report) -> Report:
    """The report with its reporter encrypted, for the inbox."""
    command = report.command
    if not isinstance(command, ReportCase) or command.reporter is None:
        return report
    told = {"name": command.reporter.name, "phone": command.reporter.phone}
    sealed = _seal_value(secret_key, codec.identity(report.source, report.id), told)
    return replace(report, command=replace(command, reporter=Reporter(sealed=sealed)))


def open_on_arrival(secret_key: str, report: Report) -> Report:
    """Decrypts what `seal_on_the_way` encrypted; raises `BadMessage` for a foreign seal."""
    command = report.command
    sealed = isinstance(command, ReportCase) and command.reporter and command.reporter.sealed
    if not sealed or not isinstance(command, ReportCase):
        return report
    told: Any = _open_value(secret_key, codec.identity(report.source, report.id), sealed)
    if not isinstance(told, dict):
        raise _foreign_seal()
    reporter = Reporter(str(told.get("name", "")), str(told.get("phone", "")))
    return replace(report, command=replace(command, reporter=reporter))


def _foreign_seal() -> BadMessage:
    return BadMessage("UNREADABLE", "`reporter.sealed`: It isn't our seal.")


UNREADABLE = "unreadable"


def hidden(secret_key: str, raw: bytes) -> bytes:
    """A refused message for storage: as it came, except that a readable reporter is encrypted.

    If it is not JSON and mentions a reporter, all of it is encrypted.
    """
    found = codec.with_reporter(raw, partial(_hidden, secret_key))
    if found is not None or b"reporter" not in raw.lower():
        return raw if found is None else found
    text = base64.b64encode(raw).decode()
    return codec.to_json({"sealed": _seal_value(secret_key, UNREADABLE, text)})


def _hidden(secret_key: str, known_as: str, reporter: object) -> object:
    if isinstance(reporter, dict) and set(reporter) == {"sealed"}:
        return reporter
    return {"sealed": _seal_value(secret_key, known_as, reporter)}


def _seal_value(secret_key: str, label: str, value: object) -> str:
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(value).encode()
    secret = _box(secret_key).encrypt(nonce, plain, label.encode("utf-8", "surrogatepass"))
    return base64.b64encode(nonce + secret).decode()


def _open_value(secret_key: str, label: str, sealed: str) -> object:
    try:
        secret = base64.b64decode(sealed, validate=True)
        nonce, rest = secret[:NONCE_BYTES], secret[NONCE_BYTES:]
        found: object = json.loads(_box(secret_key).decrypt(nonce, rest, label.encode()))
    except (binascii.Error, InvalidTag, ValueError) as error:
        raise _foreign_seal() from error
    return found


def phone_digests(secret_key: str, phone: str) -> set[str]:
    """Digests of all forms under which the numbers in a phone field can be found."""
    return {digest(secret_key, form) for form in phones.kept_as(phone)}


def digest(secret_key: str, form: str) -> str:
    """The keyed digest of one form: without the key nobody can try out all numbers."""
    key = derived(secret_key, "phone tails")
    return hmac.new(key, form.encode(), hashlib.sha256).hexdigest()
