"""What a wall shows in a window too small for its type: the needed and the present size."""

from math import ceil
from typing import Any

from dash import html

from dashboard.domain.wall_views import WITH_FILES
from layouts.parts import slot
from layouts.wall.device_settings import WallSetting
from layouts.words import Lang, word

UPRIGHT_EM = 24.3
"""The width, in rows' type, of a wall that stands upright; its height is the page's own."""


def too_small(view: str, lang: Lang, setting: WallSetting) -> html.P:
    """Hidden where there is room; assets/css/wall/states.css has the same limits.

    `view` is the name of the layout.
    """
    least = WITH_FILES[view].facts.least_em
    px = setting.type_px()["text"]
    width, height, upright = (ceil(em * px) for em in (*least, UPRIGHT_EM))
    lying = html.Span(f"{width} × {height}", className="lying")
    standing = html.Span(word(lang, "wall.too_small.wide", n=upright), className="standing")
    said = word(lang, "wall.too_small", m=f"{setting.distance_m:g}")
    has = slot("window-size")
    words: list[Any] = [said, " ", lying, standing, word(lang, "wall.too_small.has"), " ", has]
    return html.P(html.Span(words), className="too-small", role="status")
