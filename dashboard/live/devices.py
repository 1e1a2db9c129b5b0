"""Walls as devices: each named wall gets its order at once, and again at every change of it.

The browser is told what to show; who may see what is decided here, at each connection.
"""

import threading
from typing import Any

from dashboard.access.identity import Caller, Who
from dashboard.domain.screens import Profile, WallScreen, address
from dashboard.domain.visibility import may_read_all
from dashboard.live.clients import Client
from dashboard.live.follower import Follower
from dashboard.live.sockets import Sockets
from dashboard.system import to_ms

WallOrder = dict[str, Any]


def room_of(name: str) -> str:
    """The room of all sockets of a wall."""
    return f"device:{name}"


class Devices:
    """The sockets of named walls.

    There are two locks, because an emit may end a client and so call `_left` in the same thread:
    `_telling` keeps orders in sequence and `_left` never takes it; `_lock` is never held during an
    emit.
    """

    def __init__(self, follower: Follower) -> None:
        self._follower = follower
        self._sockets: Sockets | None = None
        self._clients: dict[str, Client] = {}
        self._told: dict[str, WallOrder] = {}
        self._touches: object = None
        self._lock = threading.Lock()
        self._telling = threading.RLock()

    def open(self, sockets: Sockets) -> None:
        """Follows the walls among these sockets from now on."""
        self._sockets = sockets
        sockets.when_entered(self._entered)
        sockets.when_left(self._left)

    def profile(self, caller: Caller) -> Profile:
        """What this caller may see; a wall that was never set up sees what visitors may see.

        The same for a person who may not read every case: a wall shows the whole district's.
        """
        if caller.person is not None:
            return Profile.INSIDE if may_read_all(caller.person) else Profile.VISITORS
        if not caller.proof:
            return Profile.INSIDE  # the demo's own wall, with its invented cases
        with self._follower.lock:
            screen = self._follower.picture.screens.get(caller.name)
        return screen.setting.profile if screen else Profile.VISITORS

    def tell(self) -> None:
        """Sends changed orders to walls; runs before the hub sends, so nobody sees too much."""
        picture = self._follower.picture
        touches = (picture, picture.screens.touches)
        if touches == self._touches or self._sockets is None:
            return
        with self._telling:
            self._touches = touches
            orders = self._orders()
            self._place(self._sockets)
            for name, order in orders.items():
                if self._told.get(name) != order:
                    self._sockets.say(room_of(name), "order", order)
            self._told = orders

    def _orders(self) -> dict[str, WallOrder]:
        with self._follower.lock:
            screens = dict(self._follower.picture.screens)
        return {name: order_of(screens[name], n) for n, name in enumerate(sorted(screens), 1)}

    def _place(self, sockets: Sockets) -> None:
        """Moves clients whose profile has changed to their new screen at once."""
        with self._lock:
            clients = list(self._clients.values())
        for client in clients:
            sockets.place(client)

    def _entered(self, client: Client) -> None:
        sockets, name = self._sockets, client.caller.name
        if sockets is None or client.caller.who is not Who.WALL:
            return
        sockets.join(client, room_of(name))
        with self._telling:
            with self._lock:
                self._clients[client.sid] = client
            # The profile may have changed since the handshake.
            sockets.place(client)
            order = self._orders().get(name)
            if order:
                sockets.send(client, "order", order)

    def _left(self, sid: str) -> None:
        with self._lock:
            self._clients.pop(sid, None)


def order_of(screen: WallScreen, number: int) -> WallOrder:
    """What a wall's browser must do; `number` is its position among all walls by name."""
    setting, until = screen.setting, screen.identify_until
    night = setting.night
    return {
        "name": screen.name,
        "number": number,
        "path": address(setting, screen.shows) if screen.shows else None,
        "version": screen.version,
        "identify_until": to_ms(until) if until else None,
        "profile": setting.profile.value,
        "night": [night.since, night.until] if night else None,
        "stops": [
            {"path": address(setting, stop), "seconds": stop.seconds} for stop in screen.playlist
        ],
    }
