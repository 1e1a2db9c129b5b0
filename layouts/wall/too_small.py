"""What a wall shows in a window too small for its type: the needed and the present size."""

from math import ceil
from typing import Any

from dash import html

from layouts.parts import slot
from layouts.wall.device_settings import WallSetting
from layouts.words import Lang, word

LEAST_EM = (30.9, 17.4)
"""The width and height that a view needs, in rows' type; in less, something would be cut."""
MORE_EM = {"queue": (34.1, 17.4), "rows": (34.1, 17.4), "incidents": (34.1, 19.2)}
"""The same for views that need more."""
UPRIGHT_EM = 24.3
"""The width of a portrait view; its height is the page's own."""


def too_small(view: str, lang: Lang, setting: WallSetting) -> html.P:
    """Hidden if there is room; assets/wall-states.css has the same limits."""
    least = MORE_EM.get(view, LEAST_EM)
    px = setting.type_px()["text"]
    width, height, upright = (ceil(em * px) for em in (*least, UPRIGHT_EM))
    lying = html.Span(f"{width} × {height}", className="lying")
    standing = html.Span(word(lang, "wall.too_small.wide", n=upright), className="standing")
    said = word(lang, "wall.too_small", m=f"{setting.distance_m:g}")
    has = slot("window-size")
    words: list[Any] = [said, " ", lying, standing, word(lang, "wall.too_small.has"), " ", has]
    return html.P(html.Span(words), className="too-small", role="status")
