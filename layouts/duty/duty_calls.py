"""The calls under way at the duty desk: whom a chain has called, by what, and what became of it."""

from typing import Any

from dash import html

from dashboard.domain.duty.calls import SendAgain
from dashboard.domain.persons import Person
from dashboard.domain.roles import may_kind
from layouts.parts import data, mark, slot
from layouts.words import Lang, word


def calls(lang: Lang, person: Person) -> html.Section:
    """Hidden while nobody is called. The browser fills it in: the buttons depend on who looks."""
    again = "yes" if may_kind(person, SendAgain) is None else "no"
    named: dict[str, Any] = {"aria-label": word(lang, "duty.calls")}
    head = html.H2([mark("triangle"), word(lang, "duty.calls")])
    more = html.P(slot("more-text"), className="more", hidden=True)
    rows = html.Ul(className="call-list", **data(login=person.login, again=again))
    return html.Section([head, rows, more], id="duty-calls", hidden=True, **named)
