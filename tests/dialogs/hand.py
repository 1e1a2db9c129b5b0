"""A person's keys and Enter at the desk, without a browser: the answers as Dash would send them."""

import json
from typing import Any

from flask import Flask, g
from plotly.utils import PlotlyJSONEncoder

from callbacks.dialogs.controller import DeskController
from dashboard.access.identity import Caller, Who
from dashboard.actions.handle import handle
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case
from dashboard.domain.persons import Person, Role
from layouts.words import Lang
from tests.helpers.centre import Centre

LI = Person(login="dispatcher", name="李", role=Role.DISPATCHER)
FOREMAN = Person(login="foreman", name="周", role=Role.FOREMAN)
OTHER_FOREMAN = Person(login="foreman2", name="吴", role=Role.FOREMAN)
LEADER = Person(login="grid206", name="206 网格长", role=Role.GRID_LEADER, grid=206)
WATER = "0101"
HEAT = "0112"
BURST = "0104"
LITTER = "0201"
NEXT_TO = (138, 241)
"""Two grids of two streets, 144 m from middle to middle."""


class Hand:
    """A person who presses keys on these cases."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.person = LI
        self._desk = DeskController(centre.system, centre.follower())
        self._served = Flask(__name__)

    def press(self, key: str, *numbers: str, lang: Lang = "zh", **said: str) -> str:
        """Presses a key; returns the dialog's and the toast's components as JSON."""
        seen = [{"no": no, "version": self.centre.case(no).version} for no in numbers]
        first = seen[0] if seen else None
        told = {"key": key, "selected": first, "chosen": seen[1:] and seen, **said}
        shown = self._here(lambda: self._desk.open(lang, told, None, []))
        return written(shown.dialog) + written(shown.toast)

    def enter(self, act: str, *numbers: str, **values: object) -> str:
        """Presses Enter in the dialog of an act."""
        seen = [{"no": no, "version": self.centre.case(no).version} for no in numbers]
        asked = {"act": act, "rows": seen}
        ids = [{"type": "console-field", "name": name} for name in values]
        shown = self._here(lambda: self._desk.do("zh", asked, list(values.values()), ids))
        return written(shown.dialog) + written(shown.toast) + written(shown.answer)

    def _here(self, work: Any) -> Any:
        with self._served.test_request_context("/"):
            g.caller = Caller(Who.PERSON, self.person.login, self.person)
            return work()


def written(shown: object) -> str:
    """Components as JSON; nothing for Dash's no_update."""
    return json.dumps(shown, cls=PlotlyJSONEncoder, ensure_ascii=False)


def dispatched(hand: Hand, number: str, unit: str = "U01") -> Case:
    done = handle(hand.centre.system, d.Dispatch(case=number, unit=unit), by=LI)
    assert done.refused is None, done.refused
    return hand.centre.case(number)
