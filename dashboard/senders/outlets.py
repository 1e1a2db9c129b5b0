"""The channels of a centre: a file beside its secrets, which only its owner may read."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard import codec
from dashboard.domain.duty.channels import PERSONAL, ROBOTS, CallChannel, ChannelKind
from dashboard.senders import file, mail, posting, robots, sms, webhook
from dashboard.senders.letter import Attempt, Letter, Outlet

FILE = "channels.json"
OUTGOING = "outgoing"
OTHERS = 0o077
OUTLETS_MAX = 20
ADDRESSES_MAX = 400
SENDERS: Mapping[ChannelKind, Callable[[Outlet, Letter], Attempt]] = {
    ChannelKind.FILE: file.send,
    ChannelKind.WEBHOOK: webhook.send,
    ChannelKind.MAIL: mail.send,
    ChannelKind.SMS: sms.send,
    **dict.fromkeys(ROBOTS, robots.send),
}


class OutletError(Exception):
    """The channels can't be used; the message is for an administrator and holds no secret."""


def read(var: Path) -> list[Outlet]:
    """The channels of this folder, in the order of their names. Raises `OutletError`."""
    path = var / FILE
    try:
        if path.stat().st_mode & OTHERS:
            raise OutletError(f"{path} holds secrets and others may read it: chmod 600 it.")
        found = codec.from_json(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise OutletError(f"{path} can't be read ({type(error).__name__}).") from error
    if not isinstance(found, dict):
        raise OutletError(f"{path} holds no channels by name.")
    return [_outlet(var, name, said) for name, said in sorted(found.items())]


def _outlet(var: Path, name: str, said: Any) -> Outlet:
    try:
        kind = ChannelKind(said["kind"])
        channel = CallChannel(
            name=name,
            kind=kind,
            posts=tuple(said.get("posts", ())),
            addresses=dict(said.get("addresses", {})),
            lang=said.get("lang", "zh"),
            off=said.get("off", ""),
        )
        options = dict(said.get("options", {}))
        _check(kind, options)
        _check_addresses(kind, channel.addresses)
    except (KeyError, TypeError, ValueError, posting.ForbiddenAddress) as error:
        raise OutletError(f"The channel {name!r} in {FILE} is wrong: {error}") from error
    if kind is ChannelKind.FILE:
        options["file"] = str(var / OUTGOING / f"{name}.jsonl")
    return Outlet(channel=channel, options=options)


def _check(kind: ChannelKind, options: dict[str, Any]) -> None:
    """Raises `ValueError` or `ForbiddenAddress` for options with which nothing can be sent."""
    if kind not in SENDERS:
        raise ValueError(f"there is no sender for {kind.value}.")
    if kind not in (ChannelKind.FILE, ChannelKind.MAIL):
        posting.check_url(str(options.get("url", "")))
    if kind is ChannelKind.MAIL:
        mail.check(options)
    elif kind is ChannelKind.SMS:
        sms.check(options)
    elif kind is ChannelKind.WEBHOOK:
        if not options.get("secrets"):
            raise ValueError("A webhook needs a secret.")
        for secret in options["secrets"]:
            webhook.key_of(secret)


def _check_addresses(kind: ChannelKind, addresses: Mapping[str, str]) -> None:
    """Raises `ValueError` for an address that no letter of this kind could go to."""
    shape = PERSONAL.get(kind)
    if addresses and shape is None:
        raise ValueError("Only e-mail and text messages have addresses of persons.")
    if len(addresses) > ADDRESSES_MAX:
        raise ValueError(f"A channel has at most {ADDRESSES_MAX} addresses.")
    for login, address in addresses.items():
        if shape is not None and not shape.fullmatch(address):
            raise ValueError(f"The address of {login} isn't one for {kind.value}.")


def keep(var: Path, outlet: Outlet) -> None:
    """Adds the channel, or replaces the one of its name. Raises `OutletError`."""
    known = {one.channel.name: one for one in read(var)} | {outlet.channel.name: outlet}
    if len(known) > OUTLETS_MAX:
        raise OutletError(f"There are at most {OUTLETS_MAX} channels.")
    said = _said(outlet)
    _outlet(var, outlet.channel.name, said)
    _write(var, {name: _said(one) for name, one in known.items()})


def remove(var: Path, name: str) -> bool:
    """Removes the channel; false if there is none."""
    known = {one.channel.name: _said(one) for one in read(var)}
    there = known.pop(name, None) is not None
    if there:
        _write(var, known)
    return there


def switch_off(var: Path, name: str, why: str) -> None:
    """Sends nothing there any more until somebody adds the channel anew."""
    for one in read(var):
        if one.channel.name == name:
            keep(var, replace(one, channel=replace(one.channel, off=why)))


def _said(outlet: Outlet) -> dict[str, Any]:
    channel = outlet.channel
    options = {name: value for name, value in outlet.options.items() if name != "file"}
    return {
        "kind": channel.kind.value,
        "posts": list(channel.posts),
        "addresses": dict(channel.addresses),
        "lang": channel.lang,
        "off": channel.off,
        "options": options,
    }


def _write(var: Path, known: dict[str, Any]) -> None:
    """Written beside its place first: after a power cut there is the old file or the new one."""
    path = var / FILE
    half = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    number = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as opened:
        opened.write(codec.to_json(known) + b"\n")
        opened.flush()
        os.fsync(number)
    half.replace(path)


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Makes one attempt by the sender of the channel's kind."""
    return SENDERS[outlet.channel.kind](outlet, letter)
