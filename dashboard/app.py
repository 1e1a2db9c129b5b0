"""Puts a web process together: Flask, Dash, Socket.IO, and the screens."""

import hashlib
import os
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import structlog
from dash.exceptions import DependencyException
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from callbacks import (
    console_detail,
    console_feed,
    console_presence,
    console_views,
    dialogs,
    duty,
    duty_acts,
    errors,
    incident_page,
    leaders,
    leaders_acts,
    leaders_history,
)
from callbacks import shell as shell_callbacks
from callbacks.pages import Pages
from callbacks.wall import KIND, PREFIX, Walls
from dashboard import settings
from dashboard.access import identity, permissions
from dashboard.access.identity import Caller
from dashboard.access.throttle import Throttle
from dashboard.domain.scope import CENTRE, Scope, desk_of, scope_of
from dashboard.domain.wall_views import STOPS, WallView
from dashboard.live.clients import Guard
from dashboard.live.connection_limit import Bounds, LineHolder
from dashboard.live.devices import Devices
from dashboard.live.follower import Follower
from dashboard.live.hub import Hub
from dashboard.live.incident_files import IncidentFiles
from dashboard.live.presence import Presence
from dashboard.live.review import Reviews
from dashboard.live.sockets import Sockets
from dashboard.live.threads import LoopThreads
from dashboard.live.wall_status import Watch
from dashboard.runtime import garbage, logs
from dashboard.runtime.bootstrap import open_system
from dashboard.system import System
from dashboard.web import (
    accounts,
    answer_page,
    api,
    calendar_page,
    compression,
    definitions_page,
    geometry,
    indicators_page,
    journal_page,
    login_routes,
    metrics,
    middleware,
    papers,
    password_page,
    reentry_page,
    roster_file,
)
from layouts import shell
from layouts.words import word

log = structlog.get_logger()
ROOT = Path(__file__).parent.parent
SCREEN_SOURCES = ("assets/**/*", "layouts/**/*.py", "callbacks/**/*.py")
PARENT_LOOK_S = 1.0
TOUR, FIRST_STOP = f"/{PREFIX}{WallView.TOUR}", f"/{PREFIX}{STOPS[0]}"


def create() -> Flask:
    """Makes the app that gunicorn serves: one process with its own picture and sockets."""
    logs.configure()
    threading.Thread(target=_end_with, args=(os.getppid(),), name="parent", daemon=True).start()
    server = build(open_system(settings.read()))
    garbage.spare_the_start()
    return server


def _end_with(parent: int) -> None:
    """Ends this process when its parent has died: open sockets would keep an orphan alive.

    Its screens would stay with it, and the process that replaces it would not see them.
    """
    while os.getppid() == parent:
        threading.Event().wait(PARENT_LOOK_S)
    os._exit(1)


def build(system: System) -> Flask:
    """A web process on this system; its threads end with the process."""
    server = Flask("dashboard", static_folder=None)
    server.secret_key = system.settings.secret_key
    server.config.update(MAX_CONTENT_LENGTH=api.BODY_MAX)
    compression.register(server)
    dash = _dash(server, system)
    middleware.register(server, system, dash.callback_map)
    _plain_pages(server, system)
    follower = Follower(system)
    services = WebServices(
        Presence(system), Watch(system), Devices(follower), Reviews(system), IncidentFiles(system)
    )
    indicators_page.register(server, system, services.reviews)
    _callbacks(dash, system, follower, services.reviews)
    walls = Walls(system, follower, lambda: hub.tell(changed=True))
    guard = _guard(system, walls, services.devices)
    bounds = Bounds(system.settings.sockets_max, system.settings.lines_each_max)
    sockets = Sockets(server, guard, bounds)
    services.open(sockets, follower)
    loops = LoopThreads()
    hub = Hub(sockets, lambda: (follower.picture.seq, system.now_ms()), build_id())
    hub.when_told(follower.stages.told)
    hub.add_kind(KIND, walls.show)
    others = console_feed.Neighbours(services.presence, services.watch)
    hub.add_kind(
        console_feed.CONSOLE,
        lambda scope: console_feed.DeskFeed(system, follower, others, Scope.read(scope)),
    )
    _office_kinds(hub, system, follower, services)
    metered = metrics.registry(follower, hub, sockets)
    api.register(server, system, api.ProcessState(follower, loops.silent), metered)
    server.add_url_rule(TOUR, "tour", _tour)
    geometry.register(server, system.pack, lambda: services.devices.profile(identity.caller_here()))
    _start(loops, follower, hub, sockets, services)
    return server


def _office_kinds(hub: Hub, system: System, follower: Follower, services: "WebServices") -> None:
    """The screens of leaders, of the duty desk, and of each incident."""
    hub.add_kind(duty.DUTY, lambda _: duty.show(system, follower))
    watching = incident_page.Watching(services.files, services.presence.looks)
    hub.add_kind(
        incident_page.INCIDENT,
        lambda no: incident_page.IncidentScreen(system, follower, watching, no),
    )
    hub.add_kind(leaders.LEADERS, lambda _: leaders.show(system, follower, services.reviews))


def _plain_pages(server: Flask, system: System) -> None:
    throttle = Throttle()
    login_routes.register(server, system, throttle)
    password_page.register(server, system, throttle)
    accounts.register(server, system)
    journal_page.register(server, system)
    calendar_page.register(server, system)
    definitions_page.register(server, system)
    roster_file.register(server, system)
    papers.register(server, system)
    reentry_page.register(server, system)
    answer_page.register(server, system)


def _dash(server: Flask, system: System) -> Pages:
    dash = Pages(
        "dashboard",
        server=server,
        title=word("zh", "console.place", district=system.district.name_zh),
        update_title="",
        serve_locally=True,
        csrf_token_name=system.settings.cookie(middleware.CSRF_COOKIE),
        on_error=errors.tell,
    )
    dash.layout = shell.page()
    # For requests for a page part that doesn't exist; Dash would report a fault of ours.
    server.register_error_handler(DependencyException, lambda _: Response(status=404))
    return dash


def _callbacks(dash: Pages, system: System, follower: Follower, reviews: Reviews) -> None:
    shell_callbacks.register(dash, system)
    console_views.register(dash, system)
    console_detail.register(dash, system)
    leaders_history.register(dash, system, reviews)
    duty_acts.register(dash, system)
    leaders_acts.register(dash, system)
    dialogs.register(dash, system, follower)


def _guard(system: System, walls: Walls, devices: Devices) -> Guard:
    return Guard(
        caller=lambda: middleware.caller(system),
        entry=lambda: _entry(middleware.caller(system)),
        may_listen=permissions.may_listen,
        screen_of=partial(_screen_of, walls, devices),
        still_here=lambda callers: identity.still_here(system, callers),
    )


def _entry(caller: Caller) -> LineHolder | None:
    """One person or one wall may have only a few connections, however often it connects."""
    if not permissions.is_screen(caller):
        return None
    person = caller.person
    if person is not None:
        return LineHolder(f"person {person.login}", kept=scope_of(person) == CENTRE)
    return LineHolder(caller.proof or f"address {login_routes.peer()}", kept=bool(caller.proof))


def _screen_of(walls: Walls, devices: Devices, asked: str, caller: Caller) -> str | None:
    """A desk follows its person's jurisdiction and a wall its device, whatever a browser asks."""
    if asked.startswith(PREFIX):
        return walls.screen_of(
            asked, devices.profile(caller), may_look_back=permissions.may_look_back(caller)
        )
    if asked.partition("?")[0] == leaders.LEADERS:
        return leaders.SCREEN
    if asked.partition("?")[0] == duty.DUTY:
        return duty.SCREEN
    if asked.partition("?")[0] == incident_page.INCIDENT:
        return incident_page.screen_of(asked)
    scope = desk_of(caller.person) if caller.person else None
    return console_feed.screen_of(scope) if scope else None


def build_id() -> str:
    """The version of everything that a page is made of: if it changes, pages reload."""
    digest = hashlib.sha256()
    for pattern in SCREEN_SOURCES:
        for file in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _tour() -> BaseResponse:
    """Redirects a tour to its first stop, as it has no view of its own; the browser goes on."""
    asked = [(key, value) for key, value in request.args.items(multi=True) if key != "seconds"]
    lasts = request.args.get("seconds", "30")
    return redirect(f"{FIRST_STOP}?{urlencode([*asked, ('tour', lasts)])}")


@dataclass(frozen=True, slots=True)
class WebServices:
    """The services besides the follower and the hub."""

    presence: Presence
    watch: Watch
    devices: Devices
    reviews: Reviews
    files: IncidentFiles

    def open(self, sockets: Sockets, follower: Follower) -> None:
        """Receives clients' messages from now on."""
        console_presence.register(sockets, self.presence, follower)
        self.devices.open(sockets)
        self.watch.open(sockets)


def _start(
    loops: LoopThreads, follower: Follower, hub: Hub, sockets: Sockets, services: WebServices
) -> None:
    """Starts the process's threads: follower and hub, watching the clients, presence."""
    sockets.open(hub)

    def live() -> None:
        tell_all(changed=follower.follow(hub.wait_ms()))

    def tell_all(*, changed: bool) -> None:
        services.devices.tell()
        hub.tell(changed=changed)

    tell = partial(hub.tell, changed=True)
    loops.start("follower", live)
    loops.start("signs", lambda: follower.run_once(partial(tell_all, changed=True)))
    loops.start("watch", sockets.watch)
    loops.start("presence", lambda: services.presence.run_once(tell))
    loops.start("walls", lambda: services.watch.run_once(tell))
    loops.start("review", lambda: services.reviews.run_once(tell))
    loops.start("files", lambda: services.files.run_once(tell))
