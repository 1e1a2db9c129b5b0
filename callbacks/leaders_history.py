"""What the leaders' page shows of the days behind: trends, and the cases behind a number."""

from urllib.parse import parse_qs

from dash import Dash, Input, Output
from dash.development.base_component import Component

from callbacks.shell import language, text, theme
from dashboard.domain.assessment.digest import counted
from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.domain.district import District
from dashboard.domain.minute import read_minute
from dashboard.live.review import Review, Reviews
from dashboard.store.engines import Trouble
from dashboard.system import System, to_ms
from layouts.leaders import board, charts, list_behind
from layouts.leaders.list_behind import Asked
from layouts.office import PageSetting
from layouts.shell import LOCATION

FIELDS_MAX = 20


def register(app: Dash, system: System, reviews: Reviews) -> None:
    """Both are made once, when their page is opened, in the thread of that request."""

    @app.callback(Output(board.TRENDS, "children"), Input(LOCATION, "search"))
    def trends(search: object) -> list[Component]:
        here = _setting(system, search)
        review = _review(reviews)
        return charts.away(here) if review is None else charts.trends(here, review)

    @app.callback(Output(list_behind.ROWS, "children"), Input(LOCATION, "search"))
    def rows(search: object) -> list[Component]:
        here = _setting(system, search)
        asked = asked_of(text(search), system.district)
        if asked is None:
            return list_behind.refused(here, "leaders.list.wrong")
        review = _review(reviews)
        if review is None:
            return list_behind.refused(here, "leaders.trends.away")
        return behind(here, asked, review)


def behind(here: PageSetting, asked: Asked, review: Review) -> list[Component]:
    """The list, out of the same cases as the number."""
    found = counted(asked.of, review.cases, asked.window, asked.part)
    return list_behind.listed(here, asked, found)


def asked_of(search: str, district: District) -> Asked | None:
    """Which list an address asks for; None where it asks for none that there is."""
    try:
        said = parse_qs(search.removeprefix("?"), max_num_fields=FIELDS_MAX)
    except ValueError:  # more fields than any list has
        return None
    first = {key: values[-1] for key, values in said.items()}
    ends = [read_minute(first.get(end, ""), district.timezone) for end in ("since", "until")]
    since, until = ends
    known = {"street": district.streets, "unit": district.units, "item": district.items}
    part = {key: first[key] for key in known if key in first}
    whole = all(code in known[key] for key, code in part.items())
    if first.get("of") not in METRICS or since is None or until is None or not whole:
        return None
    return Asked(first["of"], Window(to_ms(since), to_ms(until)), Part(**part))


def _setting(system: System, search: object) -> PageSetting:
    return PageSetting(system.district, language(search), theme(text(search)))


def _review(reviews: Reviews) -> Review | None:
    try:
        return reviews.now()
    except Trouble:
        return None
