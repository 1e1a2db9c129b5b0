"""One case on a page of its own: for people without a queue, for a second screen, for paper."""

from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.console import DETAIL, hands, head, provided, vocabulary
from layouts.console_map import map_part
from layouts.detail.viewer import Viewer
from layouts.words import LANG_TAG

ROOT = "case-page"


@dataclass(frozen=True, slots=True)
class CasePage:
    """A detail, and the map around its case; None if there is no such case."""

    detail: Component
    around: dict[str, Any] | None


def page(seat: Viewer, number: str, shown: CasePage, *, acts: bool) -> Component:
    """The case as it is now. `acts`: whether this person may do anything here at all."""
    district, lang, person = seat.district, seat.lang, seat.person
    place = [map_part(lang, district, shown.around)] if shown.around else []
    side = html.Article(
        [html.Div(shown.detail, id=DETAIL, className="console-detail"), *place],
        className="console-side",
    )
    room = html.Main(
        [
            head(district, lang, person, desk=False),
            side,
            *(hands(lang, {"no": number}) if acts else []),
        ],
        id=ROOT,
        className="desk case-page light",
        lang=LANG_TAG[lang],
        **vocabulary(district, lang, person),
    )
    return provided(room)
