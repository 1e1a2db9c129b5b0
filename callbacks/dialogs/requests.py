"""What a dialog sends back, checked, because a browser can send anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.domain.refusals import Refused
from layouts.acts import BY_NAME, REPORT_ACTS, DeskAct

ROWS_MAX = 200
NUMBER_MAX = 40


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case and the version that the person saw; None means the present version."""

    number: str
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A pressed key or button: which act, on which cases, and text given with it."""

    name: str
    acts: tuple[DeskAct, ...]
    said: str
    alert: str
    """The key of one alert, if its own button was pressed."""
    selected: SeenCase | None
    chosen: tuple[SeenCase, ...]

    def rows(self, act: DeskAct) -> tuple[SeenCase, ...]:
        """The cases concerned: the chosen ones, else the selected one. Raises `Refused`."""
        if not self.chosen:
            if self.selected is None:
                raise Refused("NOTHING_CHOSEN", "Choose a case first.")
            return (self.selected,)
        if len(self.chosen) > 1 and not act.bulk:
            raise Refused("ONE_ONLY", "This is done to one case at a time.")
        return self.chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogRequest:
    """What a dialog was opened for. `values` replace its fields if they were given already."""

    act: DeskAct
    rows: tuple[SeenCase, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    alert: str = ""
    once: str = ""
    """Identifies a reporting form: however often it is sent, it is one report."""


def text(value: object) -> str:
    """A text unchanged; anything else counts as empty."""
    return value if isinstance(value, str) else ""


def seen(value: object) -> SeenCase | None:
    """A row as the browser has it: `{"no": …, "version": …}`."""
    if not isinstance(value, dict):
        return None
    number, version = text(value.get("no"))[:NUMBER_MAX], value.get("version")
    known = isinstance(version, int) and not isinstance(version, bool)
    return SeenCase(number, version if known else None) if number else None


def rows(value: object) -> tuple[SeenCase, ...]:
    """Several rows, each once; raises `Refused` for more than can be done at once."""
    found = [one for one in map(seen, value if isinstance(value, list) else []) if one]
    unique = {one.number: one for one in found}
    if len(unique) > ROWS_MAX:
        raise Refused("TOO_MANY_CASES", f"At most {ROWS_MAX} cases at once.", n=ROWS_MAX)
    return tuple(unique.values())


def open_request(act: object, selected: object, chosen: object) -> OpenRequest:
    """Reads `console-act`: an act by its name, or all acts of a key.

    It names its cases itself; `selected` and `chosen` may lag behind the selection.
    """
    told = act if isinstance(act, dict) else {}
    name, key = text(told.get("act")), text(told.get("key"))
    meant = (
        (BY_NAME[name],)
        if name in BY_NAME
        else tuple(a for a in BY_NAME.values() if key and a.key == key)
    )
    named = seen({"no": told.get("no"), "version": told.get("version")})
    return OpenRequest(
        name=name or key,
        acts=meant,
        said=text(told.get("say")),
        alert=text(told.get("alert")),
        selected=named or seen(told.get("selected", selected)),
        chosen=() if named else rows(told.get("chosen", chosen)),
    )


def asked(value: object) -> DialogRequest:
    """Reads `console-asked`; raises `Refused` if it isn't one of ours."""
    told = value if isinstance(value, dict) else {}
    act = BY_NAME.get(text(told.get("act")))
    found = rows(told.get("rows"))
    if act is None or not (found or act in REPORT_ACTS):
        raise Refused("UNKNOWN_ACT", "There is no such act.")
    values = told.get("values")
    kept = values if isinstance(values, dict) else {}
    once = text(told.get("once"))[:NUMBER_MAX]
    return DialogRequest(act=act, rows=found, values=kept, alert=text(told.get("alert")), once=once)


def fields(values: Sequence[object], ids: Sequence[object]) -> dict[str, object]:
    """The values of a dialog's fields by name."""
    names = [text(one.get("name")) if isinstance(one, dict) else "" for one in ids]
    return {name: value for name, value in zip(names, values, strict=False) if name}


def to_browser(
    act: DeskAct, found: Sequence[SeenCase], values: Mapping[str, Any] | None = None
) -> Any:
    """What a dialog keeps, in the form that `asked` reads."""
    kept = {
        "act": act.name,
        "rows": [{"no": one.number, "version": one.version} for one in found],
    }
    return kept | ({"values": dict(values)} if values else {})
