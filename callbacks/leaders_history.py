"""What the leaders' page shows of past days: trends, and the cases that a number counts."""

from urllib.parse import parse_qs

from dash import Dash, Input, Output
from dash.development.base_component import Component

from callbacks.shell import language, text, theme
from dashboard.domain.assessment.digest import counted
from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.domain.district import District
from dashboard.domain.minute import read_minute
from dashboard.live.review import Review, Reviews
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System, to_ms
from layouts.leaders import board, charts, metric_list
from layouts.leaders.metric_list import ListRequest
from layouts.office import PageSetting
from layouts.shell import LOCATION

FIELDS_MAX = 20


def register(app: Dash, system: System, reviews: Reviews) -> None:
    """Wires both; each is made once, in the request that opens its page."""

    @app.callback(Output(board.TRENDS, "children"), Input(LOCATION, "search"))
    def trends(search: object) -> list[Component]:
        here = _setting(system, search)
        review = _review(reviews)
        return charts.away(here) if review is None else charts.trends(here, review)

    @app.callback(Output(metric_list.ROWS, "children"), Input(LOCATION, "search"))
    def rows(search: object) -> list[Component]:
        here = _setting(system, search)
        asked = list_request(text(search), system.district)
        if asked is None:
            return metric_list.refused(here, "leaders.list.wrong")
        review = _review(reviews)
        if review is None:
            return metric_list.refused(here, "leaders.trends.away")
        if not review.holds(asked.window):
            return metric_list.refused(here, "leaders.list.beyond")
        return metric_cases(here, asked, review)


def metric_cases(here: PageSetting, asked: ListRequest, review: Review) -> list[Component]:
    """The list, made from the same cases as the number."""
    found = counted(asked.of, review.cases, asked.window, asked.part)
    return metric_list.listed(here, asked, found)


def list_request(search: str, district: District) -> ListRequest | None:
    """The list that an address asks for; None if there is no such list."""
    try:
        said = parse_qs(search.removeprefix("?"), max_num_fields=FIELDS_MAX)
    except ValueError:  # more fields than any list has
        return None
    first = {key: values[-1] for key, values in said.items()}
    ends = [read_minute(first.get(end, ""), district.timezone) for end in ("since", "until")]
    since, until = ends
    known = {
        "street": district.streets,
        "unit": district.units,
        "item": district.items,
        "community": district.communities,
    }
    part = {key: first[key] for key in known if key in first}
    grid = _grid(first.get("grid"), district)
    whole = all(code in known[key] for key, code in part.items())
    whole = whole and (grid is not None or "grid" not in first)
    if first.get("of") not in METRICS or since is None or until is None or not whole:
        return None
    selected = Part(
        street=part.get("street", ""),
        unit=part.get("unit", ""),
        item=part.get("item", ""),
        community=part.get("community", ""),
        grid=grid,
    )
    return ListRequest(first["of"], Window(to_ms(since), to_ms(until)), selected)


def _grid(said: str | None, district: District) -> int | None:
    """The number of a grid of the district; None for anything else."""
    return next((no for no in district.grids if str(no) == said), None) if said else None


def _setting(system: System, search: object) -> PageSetting:
    return PageSetting(system.district, language(search), theme(text(search)))


def _review(reviews: Reviews) -> Review | None:
    try:
        return reviews.now()
    except DatabaseUnavailable:
        return None
