"""The duty room's other papers: the sheet of a handover, and the roster with its gaps."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.duty.gaps import Gap
from dashboard.domain.duty.roster import RosterEntry
from layouts.paper.document import Paper, PaperPart
from layouts.words import Lang, word

ROSTER_ROWS = 400
"""A longer roster says how much of it isn't there."""


def roster(
    lang: Lang, district: District, entries: Iterable[RosterEntry], gaps: Iterable[Gap]
) -> Paper:
    """Who has which post when, in order, and where nobody is."""
    say, zone = partial(word, lang), ZoneInfo(district.timezone)

    def at(instant: datetime) -> str:
        return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"

    def post(code: str) -> str:
        known = district.posts.get(code)
        return known.called(lang) if known else code

    tours = [
        (at(one.begins_at), at(one.ends_at), post(one.post), one.name, one.contact)
        for one in entries
    ]
    free = [(at(gap.begins_at), at(gap.ends_at), post(gap.post)) for gap in gaps]
    heads = tuple(say(f"roster.paper.{name}") for name in ("begins", "ends", "post"))
    more = len(tours) - ROSTER_ROWS
    said = [say("roster.paper.more", n=more)] if more > 0 else []
    parts = [
        PaperPart(
            title=say("roster.paper.gaps"),
            sentences=() if free else (say("roster.paper.no_gaps"),),
            heads=heads if free else (),
            widths=(3, 3, 4) if free else (),
            rows=free[:ROSTER_ROWS],
        ),
        PaperPart(
            title=say("duty.roster"),
            sentences=said if tours else (say("roster.paper.none"),),
            heads=(*heads, say("roster.paper.who"), say("field.contact")) if tours else (),
            widths=(3, 3, 3, 3, 3) if tours else (),
            rows=tours[:ROSTER_ROWS],
        ),
    ]
    name = district.name_zh if lang == "zh" else district.name_en
    return Paper(
        lang=lang,
        place=f"{name} {say('shell.title')}",
        title=say("duty.roster"),
        aside=say("duty.roster.note"),
        running=say("duty.roster"),
        parts=parts,
    )
