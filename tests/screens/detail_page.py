"""A desk that shows the example of a case beside its queue, whichever row is selected."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from dash import Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask

from dashboard.actions.dossier import Dossier
from dashboard.domain.commands import Reporter
from dashboard.domain.refusals import Refused
from layouts import console, console_map
from layouts.acts import ACTS
from layouts.detail.reporter import reporter
from layouts.detail.steps import NextStep
from layouts.detail.viewer import Viewer
from layouts.detail.whole import DetailContent, whole
from layouts.times import Local
from layouts.words import Lang
from tests.screens import desk_example
from tests.screens.desk_page import PERSON, Desk

ABLE = (
    "reassign",
    "return_agree",
    "return_refuse",
    "add_co_handler",
    "merge",
    "urge",
    "supervise",
    "link_incident",
)
AGAINST = Refused("WRONG_STATE", "Case is PROCESSING; this needs FILED.")


def seat(lang: Lang, found: Dossier) -> Viewer:
    """The desk's dispatcher."""
    district = desk_example.DISTRICT
    local = Local(ZoneInfo(district.timezone), lang, found.now)
    people = {"dispatcher": "李敏", "timers": "系统"}
    return Viewer(lang=lang, local=local, district=district, person=PERSON, people=people)


def steps(able: Sequence[str] = ABLE) -> list[NextStep]:
    """Every act; those that aren't in `able` have a reason."""
    return [NextStep(act, None if act.name in able else AGAINST) for act in ACTS]


def detail(lang: Lang, found: Dossier) -> Component:
    """The detail as the desk shows it."""
    at = seat(lang, found)
    who = reporter(at, found.case, Reporter("王**", "*4321"))
    return whole(at, DetailContent(dossier=found, steps=steps(), reporter=who))


class DetailDesk(Desk):
    """A desk on which every row has the case `shown`."""

    def __init__(self, lang: Lang = "zh") -> None:
        self.shown = desk_example.example()
        super().__init__(lang)

    def _dash(self, server: Flask) -> Dash:
        dash = super()._dash(server)
        surroundings = console_map.Surroundings(self.pack)

        @dash.callback(
            Output(console.DETAIL, "children"),
            Output(console_map.AROUND, "data"),
            Input(console.SELECTED, "data"),
        )
        def show(_: object) -> Any:
            return detail(self._lang, self.shown), surroundings.of(self.shown.case)

        return dash
