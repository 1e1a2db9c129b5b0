"""The roster at the duty desk: gaps of the next 24 hours above all, the tours day by day."""

import json
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.roster import CONTACT_MAX, REASON_MAX, TakeGap
from dashboard.domain.persons import Person
from dashboard.domain.roles import may_kind
from layouts.office import PageSetting, panel
from layouts.parts import data, mark, slot
from layouts.words import Lang, word

CALENDAR = "/duty/roster.ics"
PAPER = "/duty/roster/paper"
CrewMember = tuple[str, str, str]
"""Log-in, name and role of somebody who may hold a post."""


def gaps(lang: Lang) -> html.Section:
    """What stands above everything else while a post is nobody's within the next 24 hours."""
    named: dict[str, Any] = {"aria-label": word(lang, "duty.gaps")}
    head = html.H2([mark("triangle"), word(lang, "duty.gaps")])
    more = html.P(slot("more-text"), className="more", hidden=True)
    return html.Section(
        [head, html.Ul(className="gap-list"), more], id="duty-gaps", hidden=True, **named
    )


def roster(here: PageSetting, person: Person, crew: Sequence[CrewMember]) -> html.Section:
    """The browser fills it in; what may be pressed follows from the posts told here."""
    lang = here.lang
    told = data(
        login=person.login,
        posts=_compact([_post(post, person, lang) for post in here.district.posts.values()]),
        crew=_compact(crew),
        contact=CONTACT_MAX,
        reason=REASON_MAX,
    )
    box = html.Div(
        [
            html.Div(className="roster-now"),
            html.Div(className="roster-form"),
            html.Div(className="roster-day"),
            html.Div(className="roster-gaps"),
            html.Div(className="roster-file"),
        ],
        className="roster-box",
        **told,
    )
    own = html.A(
        word(lang, "duty.roster.mine"), href=f"{CALENDAR}{here.onward()}", download="roster.ics"
    )
    printed = html.A(word(lang, "duty.roster.print"), href=f"{PAPER}{here.onward()}")
    notes: list[Component | str] = [word(lang, "duty.roster.note"), own, printed]
    return panel("duty-roster", word(lang, "duty.roster"), notes, [box])


def _post(post: DutyPost, person: Person, lang: Lang) -> dict[str, Any]:
    mine = person.role in post.roles and may_kind(person, TakeGap) is None
    hours = [f"{at:%H:%M}" for at in post.hours] if post.hours else None
    return {
        "code": post.code,
        "name": post.called(lang),
        "roles": sorted(post.roles),
        "hours": hours,
        "shift": post.has_shift,
        "mine": mine,
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
