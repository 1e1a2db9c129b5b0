"""Instructions on the leaders' page: the list, and what the form asks by."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.persons import Person
from layouts.office import LEADERS, PageSetting, panel
from layouts.parts import data, lamp, slot
from layouts.words import word

ASKED = "leaders-asked"
ANSWER = "leaders-answer"


def instructions(here: PageSetting, person: Person) -> html.Div:
    """The browser fills it in, and opens the form in it for what was pressed."""
    cells = [
        lamp(),
        html.Span([slot("of"), slot("words")], className="what"),
        html.Span([slot("stands"), slot("limit"), slot("by")], className="how"),
        html.Ul(className="answers"),
        html.Span(className="take-back"),
    ]
    row = html.Li(cells, className="instruction", hidden=True)
    none = html.P([slot("none-text")], className="none", hidden=True)
    notes: list[Component | str] = [slot("count"), word(here.lang, "instruction.note")]
    parts: list[Component] = [html.Ul(row, className="instruction-rows"), none]
    box = panel("leaders-instructions", word(here.lang, "instruction.panel"), notes, parts)
    form = html.Div(id=f"{LEADERS}-form", **data(login=person.login))
    sheet = html.Div([form, html.P(id=ANSWER, role="status")], className="instruct-sheet")
    return html.Div([box, sheet, dcc.Store(id=ASKED)], className="instructions-box")
