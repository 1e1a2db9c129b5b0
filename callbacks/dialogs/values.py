"""From the values of a dialog to a command; each value is converted, or refused."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Person
from layouts.acts import Ask, DeskAct, Field
from layouts.dialogs import ANOTHER
from layouts.dialogs.form import NO, YES

MOMENT_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M")


def command(
    act: DeskAct, case: Case, said: Mapping[str, object], person: Person, zone: ZoneInfo
) -> CentreCommand:
    """The act's command on this case. Raises `Refused` with the field that is missing or wrong."""
    kept = given(act, {field.name: _said(field, said, case) for field in act.fields}, zone)
    made: CentreCommand = act.command(case=case.number, **_fixed(act, case, person), **kept)
    return made


def given(act: DeskAct, said: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    """The given values of an act's fields. Raises `Refused` for the first bad one."""
    values = {field.name: _read(field, said.get(field.name), zone) for field in act.fields}
    return {name: value for name, value in values.items() if value is not None}


def _said(field: Field, said: Mapping[str, object], case: Case) -> object:
    """A field's value; another case may be named by the last part of its number."""
    another = said.get(ANOTHER)
    if field.ask is not Ask.CASE or not isinstance(another, str) or not another.strip():
        return said.get(field.name)
    number = another.strip().upper()
    return number if len(number) >= len(case.number) else case.number[: -len(number)] + number


def _fixed(act: DeskAct, case: Case, person: Person) -> dict[str, object]:
    """Values that nobody is asked for; a unit's own acts are those of the person's unit."""
    own: dict[str, object] = {"unit": person.speaks_for or case.unit or "", "by": person.login}
    return {name: own[name] if value is None else value for name, value in act.fixed.items()}


def _read(field: Field, raw: object, zone: ZoneInfo) -> object:
    said = raw.strip() if isinstance(raw, str) else ""
    if not said:
        if field.needed:
            raise Refused("FIELD_MISSING", f"`{field.name}` is missing.", field=field.name)
        return None
    if field.ask is Ask.MOMENT:
        return _moment(field, said, zone)
    read = READERS.get(field.ask)
    return read(field, said) if read else said


def _choice(field: Field, said: str) -> object:
    if field.choices and said not in field.choices:
        raise _bad(field)
    kind = field.choice_type
    if kind is None:
        return said
    return kind(said) if issubclass(kind, StrEnum) else int(said)


def _yes(field: Field, said: str) -> bool:
    if said not in (YES, NO):
        raise _bad(field)
    return said == YES


def _grid(field: Field, said: str) -> int:
    """A grid's number; the district checks later whether it exists."""
    if not said.isdecimal():
        raise _bad(field)
    return int(said)


def _moment(field: Field, said: str, zone: ZoneInfo) -> datetime:
    for form in MOMENT_FORMS:
        try:
            return datetime.strptime(said, form).replace(tzinfo=zone)
        except ValueError:
            continue
    raise Refused("BAD_MOMENT", f"`{field.name}` is no date and time.", field=field.name)


def _addresses(_: Field, said: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in said.splitlines() if line.strip())


READERS: Mapping[Ask, Callable[[Field, str], object]] = {
    Ask.CHOICE: _choice,
    Ask.YES: _yes,
    Ask.GRID: _grid,
    Ask.ADDRESSES: _addresses,
}
"""How typed text is converted for each kind of field; others stay text."""


def _bad(field: Field) -> Refused:
    return Refused("FIELD_WRONG", f"`{field.name}` has an unknown value.", field=field.name)
