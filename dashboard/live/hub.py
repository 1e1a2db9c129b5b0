"""The hub: sends each screen what has changed on it, at once when quiet, in windows when busy.

A screen's model is {section: {key: value}}; its difference from the last one sent goes out with a
revision number. A client that misses one asks for the whole. A model is asked for at every message
and compared, its sections by identity first (see `live.sections`); or, if it is large, knows itself
what has changed: see `ScreenModel`.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Protocol

from dashboard.streams.client import WAIT_LEAST_MS

Model = dict[str, dict[str, Any]]
Send = Callable[[dict[str, Any]], None]
BEAT_S = 2.0
# Each costs a model at every message; real walls never ask more different questions than this.
OF_A_KIND_MAX = 400
WAIT_MAX_MS = 1_000
WINDOW_MIN_S = 0.004
WINDOW_MAX_S = 0.25
# The share of time for sending: the window grows with what sending costs this thread …
DUTY = 0.1
# … and in the threads of the sockets: about 0.1 ms each, an eighth of a core at most.
WINDOW_EACH_S = 0.0008


class Broadcaster(Protocol):
    """Sends messages to all sockets of a screen."""

    def say(self, screen: str, what: str, message: dict[str, Any]) -> None:
        """Returns when the message is queued for every socket."""

    def audience(self, screen: str) -> int:
        """How many sockets show this screen."""


class ScreenModel(Protocol):
    """What one kind of screen shows. The hub's lock is held around every call."""

    def whole(self) -> Mapping[str, Any]:
        """The model as it was last sent; the present one if nothing has been sent yet.

        Sections may be encoded already.
        """

    def news(self) -> Model:
        """What has changed since then: by section, new values, and None for a removed key."""

    def forget(self) -> None:
        """Called when no socket shows this screen any more."""


class ComparedModel:
    """A model that is asked for at every message and compared with the one before.

    Its values are never changed in place: a section that differs is another object.
    """

    def __init__(self, model_of: Callable[[], Model]) -> None:
        self._model_of = model_of
        self._model: Model = {}

    def whole(self) -> Model:
        if not self._model:
            self._model = self._model_of()
        return self._model

    def news(self) -> Model:
        model = self._model_of()
        changed = difference(self._model, model)
        self._model = model
        return changed

    def forget(self) -> None:
        self._model = {}


@dataclass(slots=True)
class Screen:
    """One kind of screen: what it shows, what was last sent, and when."""

    show: ScreenModel
    told: bool = False
    rev: int = 0
    said_at: float = 0.0


def difference(before: Model, after: Model) -> Model:
    """What has changed: by section, new values, and None for a removed key."""
    found: Model = {}
    for section, values in after.items():
        old = before.get(section, {})
        if values is old or values == old:
            continue
        changed = {k: v for k, v in values.items() if k not in old or old[k] != v}
        changed |= {k: None for k in old if k not in values}
        found[section] = changed
    return found


class Hub:
    """Sends models; `tell` runs in the follower's thread, `greet` in any; one lock orders them."""

    def __init__(
        self, broadcaster: Broadcaster, stamp: Callable[[], tuple[int, int]], build: str
    ) -> None:
        """`stamp` returns (seq, server's ms); `build` names the program's version."""
        self._broadcaster = broadcaster
        self._stamp = stamp
        self._build = build
        self._screens: dict[str, Screen] = {}
        self._kinds: dict[str, Callable[[str], ScreenModel]] = {}
        self._lock = threading.RLock()
        self._told: list[Callable[[int], None]] = []
        self._dirty = True
        self._told_at = 0.0
        self._window = WINDOW_MIN_S
        self.messages = 0

    def add_kind(self, kind: str, show_of: Callable[[str], ScreenModel]) -> None:
        """Allows screens named `kind:which`; each is made when the first socket asks for it."""
        self._kinds[kind] = show_of

    def when_told(self, told: Callable[[int], None]) -> None:
        """Calls `told` with the number up to which every screen has been sent all changes."""
        self._told.append(told)

    def has(self, name: str) -> bool:
        """Whether this screen exists, or one more of its kind may be made."""
        if name in self._screens:
            return True
        kind = name.partition(":")[0]
        made = sum(known.startswith(f"{kind}:") for known in tuple(self._screens))
        return kind in self._kinds and made < OF_A_KIND_MAX

    def wait_ms(self) -> int:
        """How long the follower may wait for changes before `tell` must be called again.

        A beat may come a little late, so that no change has to wait for one.
        """
        now = time.monotonic()
        if self._dirty:
            return max(0, ceil((self._told_at + self._window - now) * 1000))
        beats = (screen.said_at + BEAT_S for screen in tuple(self._screens.values()))
        left_ms = round((min(beats, default=now + BEAT_S) - now) * 1000)
        return max(WAIT_LEAST_MS, min(WAIT_MAX_MS, left_ms))

    def tell(self, *, changed: bool) -> None:
        """Sends what is new if the window has passed; sends a beat after some quiet."""
        with self._lock:
            self._dirty |= changed
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if self._dirty and now - self._told_at >= self._window:
            self._dirty, began = False, time.thread_time()
            seq, _ = self._stamp()
            self._tell_all()
            for told in self._told:
                told(seq)
            # The thread's own time: waiting for a processor costs nobody anything.
            took = time.thread_time() - began
            sockets = sum(self._broadcaster.audience(name) for name in self._screens)
            window = max(WINDOW_MIN_S, took / DUTY, sockets * WINDOW_EACH_S)
            self._window = min(WINDOW_MAX_S, window)
            self._told_at = now
        # Even while changes come that this screen doesn't show: silence would look like a cut line.
        for name, screen in self._screens.items():
            if now - screen.said_at >= BEAT_S:
                self._say(name, "beat", screen, {})

    def _tell_all(self) -> None:
        for name, screen in tuple(self._screens.items()):
            if not self._broadcaster.audience(name):
                self._close(name, screen)
                continue
            changed = screen.show.news()
            if changed:
                screen.rev += 1
                self._say(name, "change", screen, {"set": changed})

    def _close(self, name: str, screen: Screen) -> None:
        """Nobody shows this screen now; one made on request is removed with its revisions."""
        screen.show.forget()
        screen.told = False
        if ":" in name:
            del self._screens[name]

    def _say(self, name: str, what: str, screen: Screen, more: dict[str, Any]) -> None:
        screen.said_at = time.monotonic()
        if self._broadcaster.audience(name):
            self._broadcaster.say(name, what, self._head(screen) | more)
            self.messages += 1

    def _head(self, screen: Screen) -> dict[str, Any]:
        seq, now_ms = self._stamp()
        return {"rev": screen.rev, "seq": seq, "now": now_ms}

    def greet(self, name: str, enter: Callable[[], None], send: Send) -> None:
        """Lets a socket in and sends it the whole model; the next change continues from there."""
        with self._lock:
            enter()
            screen = self._screens.get(name) or self._open(name)
            if not screen.told:
                screen.rev += 1
                screen.told = True
            send(self._head(screen) | {"build": self._build, "model": screen.show.whole()})

    def _open(self, name: str) -> Screen:
        kind, _, which = name.partition(":")
        screen = self._screens[name] = Screen(self._kinds[kind](which))
        return screen
