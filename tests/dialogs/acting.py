"""A small web process in which a person acts: real dialogs and callbacks on a real centre.

The queue beside it is only a list of rows; a test says which one is selected.
"""

import threading

import dash_mantine_components as dmc
from dash import dcc, html
from flask import Flask, Response, g
from playwright.sync_api import Page
from werkzeug.serving import make_server

from callbacks import dialogs, errors
from callbacks.pages import DESK, Pages
from dashboard.access.identity import Caller, Who
from dashboard.domain.persons import Person, Role
from dashboard.live.follower import Follower
from dashboard.web import compression
from dashboard.web.middleware import content_policy
from layouts import console, shell
from layouts.dialogs.commands import part
from layouts.modules import MODULES
from layouts.words import Lang
from tests.helpers.centre import Centre

LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
WANG = Person(login="dispatcher2", name="王", role=Role.DISPATCHER)
ENTRY = "/acting.js"
# The program of any page with acts, and a selection that the test sets.
PROGRAM = """
import * as acting from "{acting}";
import {{ useSource }} from "{selection}";

const rows = new Map();
let at = null;
let chosen = [];
useSource({{ at: () => at, chosen: () => chosen, version: (no) => rows.get(no) ?? null }});
acting.start();
window.cc = {{
  put: (no, version) => {{
    rows.set(no, version);
    document.getElementById(no)?.setAttribute("row-id", no);
  }},
  take: (no, ...more) => {{ at = no; chosen = more; }},
}};
if (document.readyState === "loading") {{
  await new Promise((loaded) => addEventListener("DOMContentLoaded", loaded));
}}
new window.DashRenderer();
"""


class ActingPages(Pages):
    """Pages that run the test's own program."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The page; see `Pages`."""
        return super().interpolate_index(**parts).replace(MODULES.address(DESK), ENTRY)


class Acting:
    """Serves `/console` for one person at a time; `sit` says who it is."""

    def __init__(self, centre: Centre, person: Person) -> None:
        self.person = person
        self.follower = Follower(centre.system)
        server = Flask(__name__, static_folder=None)
        server.before_request(self._enter)
        dash = ActingPages(__name__, server=server, on_error=errors.tell)
        program = PROGRAM.format(
            acting=MODULES.address("desk/acting.js"),
            selection=MODULES.address("desk/selection.js"),
        )
        server.add_url_rule(ENTRY, ENTRY, lambda: Response(program, mimetype="text/javascript"))
        dash.layout = page("zh", centre.numbers())
        dialogs.register(dash, centre.system, self.follower)
        server.after_request(_strict)
        server.after_request(compression.keep_assets)
        self._web = make_server("127.0.0.1", 0, server, threaded=True)

    def start(self) -> None:
        threading.Thread(target=self._web.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._web.shutdown()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._web.server_port}/console"

    def _enter(self) -> None:
        g.caller = Caller(Who.PERSON, self.person.login, self.person)


def page(lang: Lang, numbers: list[str]) -> dmc.MantineProvider:
    rows = [html.Div(number, className="ag-row", id=number) for number in numbers]
    room = html.Main(
        [
            html.Section(rows, className="console-queue"),
            html.Div(id=console.DIALOG),
            html.Div(id=console.TOAST, className="console-toast"),
            dcc.Store(id=console.SELECTED),
            dcc.Store(id=console.CHOSEN),
            dcc.Store(id=console.ACT),
            part(lang),
        ],
        id=console.ROOT,
        className="light",
    )
    return dmc.MantineProvider([dcc.Location(id=shell.LOCATION), room], forceColorScheme="light")


def _strict(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = content_policy()
    return answer


def put(page: Page, centre: Centre, number: str) -> None:
    page.evaluate("([no, version]) => cc.put(no, version)", [number, centre.case(number).version])


def take(page: Page, *numbers: str) -> None:
    """Selects the first row and chooses the others."""
    page.evaluate("(numbers) => cc.take(...numbers)", list(numbers))


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def opened(page: Page) -> None:
    page.wait_for_selector("[data-dialog]")


def closed(page: Page) -> None:
    page.wait_for_selector("[data-dialog]", state="detached")
