"""Which screen an address shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qs

from dash import Input, Output, html
from dash.development.base_component import Component

from callbacks import duty_roster
from callbacks.case_detail import DetailReader
from callbacks.incident_page import number_of
from callbacks.pages import Pages
from callbacks.wall.address import known, read
from dashboard.access.identity import Caller, caller_here
from dashboard.access.permissions import DESK, home, may_pass
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.keys import DEMO
from dashboard.domain.persons import Person
from dashboard.domain.roles import may_kind
from dashboard.domain.wall_views import VIEWS
from dashboard.system import System
from layouts import case, console, shell, wall
from layouts.acts import BY_NAME
from layouts.console_map import Surroundings
from layouts.dialogs.incident import KEYS as INCIDENT_KEYS
from layouts.duty import duty_desk, workspace
from layouts.leaders import board, metric_list
from layouts.office import DUTY, LEADERS, THEMES, PageSetting
from layouts.wall import device_settings as ways
from layouts.wall.basemap import Ground
from layouts.words import Lang

OfficePage = Callable[[PageSetting, Person], Component]
CASE = "/case/"
WALL = "/wall/"
WORKSPACE = "/duty/incident/"


def _of_leaders(_: System, search: str) -> OfficePage:
    return metric_list.page if "of" in parse_qs(search.removeprefix("?")) else board.page


def _of_duty(system: System, _: str) -> OfficePage:
    def page(here: PageSetting, person: Person) -> Component:
        plans = may_kind(person, AddToRoster) is None
        return duty_desk.page(here, person, duty_roster.crew(system) if plans else ())

    return page


OFFICES: Mapping[str, Callable[[System, str], OfficePage]] = {
    f"/{LEADERS}": _of_leaders,
    f"/{DUTY}": _of_duty,
}
"""The pages of leaders and duty desk, by address."""


def register(app: Pages, system: System) -> None:
    """Put the screen of the address into its page, and another whenever the address changes."""
    screens = Screens(system)
    app.first_screen = lambda path, search: screens.at(path.rstrip("/"), search)

    @app.callback(
        Output(shell.OUTLET, "children"),
        Input(shell.LOCATION, "pathname"),
        Input(shell.LOCATION, "search"),
    )
    def show(pathname: object, search: object) -> Component:
        return screens.at(text(pathname).rstrip("/"), text(search))


class Screens:
    """The screen of each address, for callers who may open it."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._surroundings = Surroundings(system.pack)
        self._known = known(system.district)
        self._ground = Ground.of(system.pack, system.settings.tiles)

    def at(self, path: str, search: str) -> Component:
        """The screen; a "nothing here" page if there is none, or none for this caller."""
        lang, caller, district = language(search), caller_here(), self._system.district
        if path.startswith(WALL) and path.removeprefix(WALL) in VIEWS:
            return self._wall(path, search, caller)
        if caller.person is None or not may_pass(path, caller):
            return shell.missing(lang)
        if path == "/console":
            return console.page(district, lang, caller.person)
        if path in OFFICES:
            page = OFFICES[path](self._system, search)
            return page(PageSetting(district, lang, theme(search)), caller.person)
        here = PageSetting(district, lang, theme(search))
        return self._of_number(path, here, caller, caller.person)

    def _of_number(self, path: str, here: PageSetting, caller: Caller, person: Person) -> Component:
        """The page of one incident or of one case."""
        if path.startswith(WORKSPACE):
            return self._workspace(path.removeprefix(WORKSPACE), here, person)
        if path.startswith(CASE):
            return self._case(path.removeprefix(CASE), here.lang, caller)
        return shell.missing(here.lang)

    def _wall(self, path: str, search: str, caller: Caller) -> Component:
        """A view; a person gets links to other pages, a wall's device gets none.

        A person is at their own screen, and so is everybody who opens a demo's wall.
        """
        at_hand = caller.person is not None or caller.name == DEMO.name
        setting = wall.WallSetting.from_search(search, self._ground, at_hand=at_hand)
        setting = replace(setting, ways=_ways(caller))
        asked = read(path.removeprefix("/") + "?" + search.removeprefix("?"), self._known)
        layout = wall.LAYOUTS[asked.layout if asked else path.removeprefix(WALL)]
        return layout(self._system.district, language(search), setting)

    def _workspace(self, number: str, here: PageSetting, person: Person) -> Component:
        """The incident's page with the desk's dialogs, which are light in any colours."""
        if number_of(number) is None:
            return shell.missing(here.lang)
        hands = html.Div(console.hands(here.lang, of_cases=False), className="light hands")
        acts = [
            (name, key)
            for name, key in INCIDENT_KEYS.items()
            if may_kind(person, BY_NAME[name].command) is None
        ]
        of = workspace.Workspace(number=number, acts=acts, hands=hands)
        return console.provided(workspace.page(here, person, of))

    def _case(self, number: str, lang: Lang, caller: Caller) -> Component:
        looking = DetailReader.here(self._system, lang)
        drawn, found = looking.detail(number)
        shown = case.CasePage(drawn, self._surroundings.of(found.case) if found else None)
        acts = bool(caller.marks & DESK)
        return case.page(looking.seat(), number, shown, acts=acts)


def _ways(caller: Caller) -> tuple[str, ...]:
    """The links: desk, home if it is another page, log-out; none for a wall's device."""
    if caller.person is None:
        return ()
    desk, other = bool(caller.marks & DESK), home(caller) != "/console"
    return (*([ways.DESK] if desk else []), *([ways.HOME] if other else []), ways.LOGOUT)


def theme(search: str) -> str:
    """The colours that the address asks for; light where it asks for none of ours."""
    asked = parse_qs(search.removeprefix("?")).get("theme", [""])[-1]
    return asked if asked in THEMES else THEMES[0]


def text(value: object) -> str:
    """A text in a callback's data, which may be anything; anything else counts as empty."""
    return value if isinstance(value, str) else ""


def language(search: object) -> Lang:
    """English only if the address contains ?lang=en."""
    asked = parse_qs(text(search).removeprefix("?")).get("lang")
    return "en" if asked and asked[-1] == "en" else "zh"
