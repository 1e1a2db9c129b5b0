"""Instructions as screens are told them: everything but how they stand, which follows from now."""

from collections.abc import Iterable
from typing import Any

from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.live.picture import Picture
from dashboard.system import to_ms

SHOWN_MAX = 40


def instruction_data(one: Instruction) -> dict[str, Any]:
    """The browser derives the standing from `due`, `soon`, `answered` and `withdrawn`."""
    return {
        "no": one.number,
        "about": one.about.value,
        "of": one.of,
        "title": one.title,
        "item": one.item,
        "street": one.street,
        "grid": one.grid,
        "words": one.words,
        "by": one.author,
        "name": one.name,
        "role": one.role.value,
        "to": one.to,
        "at": to_ms(one.at),
        "due": to_ms(one.due_at),
        "soon": to_ms(one.soon_at),
        "read": [{"name": r.name, "at": to_ms(r.at)} for r in one.read],
        "answers": [
            {
                "name": a.name,
                "at": to_ms(a.at),
                "words": a.words,
                "final": a.final,
                "cases": list(a.cases),
            }
            for a in one.answers
        ],
        "answered": to_ms(one.answered_at) if one.answered_at else None,
        "withdrawn": to_ms(one.withdrawn_at) if one.withdrawn_at else None,
        "why": one.withdrawn_why,
    }


def of_desk(picture: Picture, scope: Scope) -> dict[str, Any]:
    """The first words of what waits for this jurisdiction's answer, by number, for its line.

    The picture's lock is held.

    A unit is told of one about a case only while it holds the case.
    """
    waiting = picture.duty_room.instructions.waiting()
    found = (one for one in waiting if _concerns(picture, scope, one))
    return _by_number(found)


def _concerns(picture: Picture, scope: Scope, one: Instruction) -> bool:
    if scope.area is Area.CENTRE:
        return True
    if scope.area not in (Area.UNIT, Area.STREET) or one.to != scope.key:
        return False
    row = picture.rows.get(one.of)
    return one.about is not About.CASE or (row is not None and scope.holds(row))


def of_leaders(picture: Picture) -> list[dict[str, Any]]:
    """Those that wait, then the newest of the others."""
    return [instruction_data(one) for one in picture.duty_room.instructions.newest()[:SHOWN_MAX]]


def _by_number(found: Iterable[Instruction]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in found:
        if len(told) == SHOWN_MAX:
            break
        told[one.number] = {"words": one.first_words}
    return told
