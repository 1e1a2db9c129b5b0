"""Channels (通道) by which people are reached, as the rules see them: without any secret."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class ChannelKind(StrEnum):
    """How a channel sends."""

    FILE = "file"
    WEBHOOK = "webhook"
    MAIL = "mail"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SMS = "sms"


ROBOTS = frozenset({ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU})
"""Robots of group chats, whose services silence a robot that writes too often."""
PERSONAL: Mapping[ChannelKind, re.Pattern[str]] = {
    ChannelKind.MAIL: _MAIL,
    ChannelKind.SMS: _PHONE,
}
"""Kinds that need an address for each person, and how one looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChannel:
    """One channel; without `posts` it serves every post.

    `addresses` are by log-in; where it has none, the contact in the roster counts if it fits.
    `off` says why it sends nothing any more, else it is empty.
    """

    name: str
    kind: ChannelKind
    posts: tuple[str, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    lang: str = "zh"
    off: str = ""

    def address(self, login: str, contact: str) -> str | None:
        """Where it reaches this person; empty for a kind that needs no address, None if nowhere."""
        shape = PERSONAL.get(self.kind)
        if shape is None:
            return ""
        known = (self.addresses.get(login, ""), contact)
        return next((one for one in known if shape.fullmatch(one)), None)

    def reaches(self, post: str, login: str, contact: str) -> bool:
        """Whether it serves this holder of this post."""
        serves = not self.off and (not self.posts or post in self.posts)
        return serves and self.address(login, contact) is not None
