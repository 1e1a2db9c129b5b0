"""A layout as HTML: what a browser can show before anything has run in it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

HTML = "dash_html_components"
LIBRARY = "data-library"
# What a browser names otherwise than a layout does, and what isn't for browsers at all.
NAMES: Mapping[str, str] = {"className": "class", "htmlFor": "for"}
INNER = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"})
EMPTY = frozenset({"br", "hr", "img", "input"})
# Parts that only hold others, and parts with nothing to be seen.
AROUND = frozenset({"MantineProvider"})
UNSEEN = frozenset({"Location", "Store"})


def markup(part: object) -> str:
    """The part as HTML, all text escaped; a map or a grid is a place with its library."""
    if isinstance(part, list | tuple):
        return "".join(map(markup, part))
    if isinstance(part, Component):
        return _component(type(part).__name__, part)
    return "" if part is None else escape(str(part))


def _component(kind: str, part: Component) -> str:
    props: dict[str, Any] = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    inside = "" if kind in UNSEEN else markup(props.get("children"))
    if kind in UNSEEN or kind in AROUND:
        return inside
    if part._namespace != HTML:  # noqa: SLF001 - what a component belongs to has no other name
        given = {name: props.get(name) for name in ("className", "style")}
        return _element("div", given | {LIBRARY: part._namespace}, "")  # noqa: SLF001 - see above
    return _element(kind.lower(), props, inside)


def _element(tag: str, props: Mapping[str, Any], content: str) -> str:
    given = "".join(_attribute(*one) for one in props.items() if one[0] not in INNER)
    return f"<{tag}{given}>" + ("" if tag in EMPTY else f"{content}</{tag}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = NAMES.get(name, name.lower())
    if value is True:
        return f" {name}"
    if isinstance(value, Mapping):
        value = ";".join(f"{key}:{one}" for key, one in value.items())
    return f' {name}="{escape(str(value))}"'
