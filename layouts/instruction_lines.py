"""An instruction in words: how it stands, who has read it, what was answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.grid import Street
from dashboard.domain.instructions.instruction import About, Instruction, Standing
from dashboard.domain.unit import Unit
from layouts.parts import data
from layouts.times import Local, span
from layouts.words import Lang, word

MINUTE = timedelta(minutes=1)


def subject(lang: Lang, district: District, one: Instruction) -> str:
    """What it is about, by its name."""
    found: Unit | Street | None = None
    if one.about is About.UNIT:
        found = district.units.get(one.of)
    elif one.about is About.STREET:
        found = district.streets.get(one.of)
    if found is not None:
        return found.short_zh if lang == "zh" else found.short_en
    item = district.items.get(one.item or "")
    name = one.title or (item and (item.short_zh if lang == "zh" else item.short_en)) or ""
    return f"{word(lang, f'instruction.about.{one.about}')} {one.of} {name}".strip()


def addressee(lang: Lang, district: District, to: str) -> str:
    """Who must answer: the centre, or a unit by its name."""
    unit = district.units.get(to)
    if unit is None:
        return word(lang, "instruction.centre")
    return unit.short_zh if lang == "zh" else unit.short_en


def standing(lang: Lang, local: Local, one: Instruction) -> str:
    """How it stands now, and how much is left, or by how much it is or was late."""
    stands = one.standing(local.now)
    ends = one.answered_at or local.now
    between = max(MINUTE, ends - one.due_at if ends > one.due_at else one.due_at - ends)
    said = word(lang, f"instruction.standing.{stands}", t=span(lang, between))
    if stands is Standing.WITHDRAWN or one.answered_at is not None:
        return said
    limit = word(lang, "instruction.due", at=local.moment(one.due_at))
    return f"{said} · {limit}"


def lines(lang: Lang, local: Local, one: Instruction) -> Iterable[Component]:
    """Who has read it, each answer, and why it was withdrawn."""
    if one.read:
        names = "、".join(f"{r.name} {_at(local, r.at)}" for r in one.read)
        yield html.Li(word(lang, "instruction.read", names=names))
    for answer in one.answers:
        kind = "final" if answer.final else "progress"
        who = word(lang, f"instruction.{kind}", who=answer.name, at=_at(local, answer.at))
        cases = [
            html.A(no, href=f"/case/{no}" + ("?lang=en" if lang == "en" else ""))
            for no in answer.cases
        ]
        parts: list[Component | str] = [html.B(who), " ", answer.words]
        for link in cases:
            parts += [" ", link]
        yield html.Li(parts)
    if one.withdrawn_at is not None:
        at = _at(local, one.withdrawn_at)
        yield html.Li(word(lang, "instruction.withdrawn", at=at, why=one.withdrawn_why))


def _at(local: Local, at: datetime) -> str:
    return local.moment(at)


def entry(lang: Lang, district: District, local: Local, one: Instruction) -> html.Li:
    """One instruction in a list, with the button that opens it at a desk."""
    role = word(lang, f"role.{one.role}")
    to = addressee(lang, district, one.to)
    head = word(lang, "instruction.head", who=f"{role} {one.name}", at=_at(local, one.at), to=to)
    opens = html.Button(
        word(lang, "instruction.open"),
        type="button",
        className="act",
        **data(act="instruction", instruction=one.number),
    )
    return html.Li(
        [
            html.Div([html.B(head), html.Span(standing(lang, local, one)), opens]),
            html.P(one.words),
            html.Ul(list(lines(lang, local, one))),
        ],
        className="instruction",
        **data(no=one.number, standing=one.standing(local.now)),
    )


def instructions_list(
    lang: Lang, district: District, local: Local, found: Iterable[Instruction]
) -> html.Ol:
    """All of one case, incident, unit or street."""
    return html.Ol([entry(lang, district, local, one) for one in found], className="instructions")
