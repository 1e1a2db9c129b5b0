"""Clients without a browser: they follow the rules of live/socket.js and count what doesn't fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.live import encoding
from dashboard.live.hub import Hub, Model


def merged(model: Model, sent: Mapping[str, Mapping[str, Any]]) -> Model:
    """The model with a change applied; null removes a key."""
    found = {section: dict(values) for section, values in model.items()}
    for section, values in sent.items():
        kept = found.setdefault(section, {})
        for key, value in values.items():
            if value is None:
                kept.pop(key, None)
            else:
                kept[key] = value
    return found


def shown(model: Model) -> Model:
    """A model without nulls, which a screen can't tell from missing keys."""
    return {
        section: {key: value for key, value in values.items() if value is not None}
        for section, values in model.items()
    }


def sent(message: dict[str, Any]) -> dict[str, Any]:
    """A message as a browser receives it."""
    found: dict[str, Any] = encoding.loads(encoding.dumps(message))
    return found


@dataclass
class Desk:
    """One client: its model, and how often a message didn't fit the one before."""

    screen: str
    model: Model = field(default_factory=dict)
    rev: int | None = None
    build: str = ""
    gaps: int = 0
    heard: list[str] = field(default_factory=list)

    def welcome(self, message: dict[str, Any]) -> None:
        """Takes the snapshot that it gets on entering."""
        message = sent(message)
        self.model, self.rev, self.build = message["model"], message["rev"], message["build"]

    def hear(self, what: str, message: dict[str, Any]) -> None:
        """Takes a change or a beat."""
        message = sent(message)
        self.heard.append(what)
        assert self.rev is not None
        expected = self.rev + (what == "change")
        self.gaps += message["rev"] != expected
        self.rev = message["rev"]
        if what == "change":
            self.model = merged(self.model, message["set"])


class DeskSockets:
    """All desks, in place of the sockets through which the hub sends."""

    def __init__(self) -> None:
        self.desks: list[Desk] = []

    def say(self, screen: str, what: str, message: dict[str, Any]) -> None:
        """Sends to every desk of a screen."""
        for desk in self.desks:
            if desk.screen == screen:
                desk.hear(what, message)

    def audience(self, screen: str) -> int:
        """How many desks show this screen."""
        return sum(desk.screen == screen for desk in self.desks)

    def enter(self, hub: Hub, screen: str) -> Desk:
        """Adds a desk, which the hub greets."""
        desk = Desk(screen)
        hub.greet(screen, lambda: self.desks.append(desk), desk.welcome)
        return desk
