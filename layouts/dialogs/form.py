"""A dialog's fields, made from the table of acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from string import ascii_uppercase
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.district import District
from dashboard.domain.limits import SHORT_MAX, TEXT_MAX
from layouts.acts import Ask, DeskAct, Field
from layouts.dialogs import field_id
from layouts.parts import NOT_KNOWN, UNSPOKEN, data
from layouts.times import MINUTE, Local, span
from layouts.words import Lang, word

SECOND = timedelta(seconds=1)
YES, NO = "yes", "no"
CHOICES = (Ask.CHOICE, Ask.YES)
DIGITS = "123456789"
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DialogLocale:
    """What a dialog needs: the language, the district's names and local time."""

    lang: Lang
    district: District
    local: Local

    def say(self, key: str, **values: object) -> str:
        return word(self.lang, key, **values)

    def moment(self, at: datetime | None) -> str:
        """An instant in local time; a dash for none."""
        return NOT_KNOWN if at is None else self.local.moment(at)

    def ago(self, at: datetime) -> str:
        """How long ago; in seconds below a minute."""
        passed = self.local.now - at
        if passed < MINUTE:
            return self.say("dialog.seconds", n=max(0, passed // SECOND))
        return span(self.lang, passed)

    def name(self, thing: Any) -> str:
        """The full name of a unit or item."""
        return str(thing.name_zh if self.lang == "zh" else thing.name_en)

    def short(self, thing: Any) -> str:
        return str(thing.short_zh if self.lang == "zh" else thing.short_en)


def fields(locale: DialogLocale, act: DeskAct, values: Values) -> list[Component]:
    """The fields of an act in order, filled with known values."""
    keys = _keys(act)
    return [
        labelled(locale, field, values.get(field.name), keys.get(field.name, ""))
        for field in act.fields
    ]


def _keys(act: DeskAct) -> Mapping[str, str]:
    """The letters of each choice except the first, which uses digits; no letter is used twice."""
    choices = [field for field in act.fields if field.ask in CHOICES]
    letters = iter(ascii_uppercase)
    sizes = {one.name: len(one.choices or (YES, NO)) for one in choices[1:]}
    return {name: "".join(islice(letters, size)) for name, size in sizes.items()}


def labelled(locale: DialogLocale, field: Field, value: str | None, letters: str = "") -> html.Div:
    """A field under its name, marked if it is optional.

    If it is a choice, these letters select its answers, or else digits.
    """
    name = locale.say(f"field.{called(field)}")
    mark = [] if field.needed else [html.Small(locale.say("field.optional"))]
    label_id = f"label-{field.name}"
    box: dict[str, Any] = {"role": "group", "aria-labelledby": label_id}
    return html.Div(
        [
            html.Span([name, *mark], id=label_id, className="field-name"),
            _choice(locale, field, value, letters)
            if field.ask in CHOICES
            else MAKERS[field.ask](locale, field, value),
        ],
        className=f"field field-{field.ask.name.lower()}",
        **box,
    )


def called(field: Field) -> str:
    """The name of a field and its choices in the table of words."""
    return field.words or field.name


def choice(
    field: Field,
    labels: Sequence[tuple[str, Component | str]],
    value: str | None,
    letters: str = "",
) -> Component:
    """A short choice, each answer selected by its digit or by these letters."""
    keys = (letters or DIGITS)[: len(labels)]
    options = [
        {
            "value": code,
            "label": html.Span(
                [html.Kbd(key, **UNSPOKEN), label], **(data(key=key.lower()) if letters else {})
            ),
        }
        for key, (code, label) in zip(keys, labels, strict=True)
    ]
    made = dcc.RadioItems(
        id=field_id(field.name), options=options, value=value, className="choice", inline=True
    )
    return html.Div(made, **({} if letters else data(digits="")))


def _choice(locale: DialogLocale, field: Field, value: str | None, letters: str) -> Component:
    codes = field.choices if field.ask is Ask.CHOICE else (YES, NO)
    labels = [(code, locale.say(f"choice.{called(field)}.{code}")) for code in codes]
    return choice(field, labels, value, letters)


def _line(_: DialogLocale, field: Field, value: str | None) -> Component:
    return dcc.Input(
        id=field_id(field.name),
        type="text",
        value=value,
        maxLength=SHORT_MAX,
        autoComplete="off",
        className="line",
    )


def _text(_: DialogLocale, field: Field, value: str | None) -> Component:
    return dcc.Textarea(
        id=field_id(field.name),
        value=value,
        maxLength=TEXT_MAX,
        rows=field.lines,
        className="text",
    )


def _moment(locale: DialogLocale, field: Field, value: str | None) -> Component:
    return html.Span(
        [_line(locale, field, value), html.Small(locale.say("field.moment"))], className="moment"
    )


def _addresses(locale: DialogLocale, field: Field, value: str | None) -> Component:
    return html.Span([_text(locale, field, value), html.Small(locale.say("field.addresses"))])


def _searched(field: Field, named: Sequence[dict[str, str]], value: str | None) -> Component:
    select: Component = dmc.Select(
        id=field_id(field.name),
        data=list(named),
        value=value,
        searchable=True,
        selectFirstOptionOnChange=True,
        openOnFocus=False,
        allowDeselect=not field.needed,
        maxDropdownHeight=280,
    )
    return select


def _unit(locale: DialogLocale, field: Field, value: str | None) -> Component:
    units = locale.district.units
    named = [{"value": c, "label": f"{c} {locale.name(u)}"} for c, u in units.items()]
    return _searched(field, named, value)


def _item(locale: DialogLocale, field: Field, value: str | None) -> Component:
    items = locale.district.items
    named = [{"value": c, "label": f"{c} {locale.name(i)}"} for c, i in items.items()]
    return _searched(field, named, value)


MAKERS: Mapping[Ask, Callable[[DialogLocale, Field, str | None], Component]] = {
    Ask.LINE: _line,
    Ask.TEXT: _text,
    Ask.UNIT: _unit,
    Ask.ITEM: _item,
    Ask.GRID: _line,
    Ask.CASE: _line,
    Ask.MOMENT: _moment,
    Ask.ADDRESSES: _addresses,
}
