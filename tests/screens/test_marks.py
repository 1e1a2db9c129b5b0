"""Shapes carry the states: each differs from the others in grey, and for colour-blind people."""

from base64 import b64encode
from itertools import combinations
from pathlib import Path

from playwright.sync_api import Page

from tests.screens.looker import FRAMES

STYLES = ("tokens.css", "marks.css")
COMMON = Path(__file__).parents[2] / "assets/css/common"
LAMPS = {
    "soon": 'data-lamp="none" data-soon',
    "overdue": 'data-lamp="overdue"',
    "severe": 'data-lamp="severe"',
}
MARKS = ("bars", "ring", "tick", "clock", "triangle", "square", "framed")
LEVELS = ("1", "2", "3", "4", "none")
NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV", "none": "?"}
SIDE = 160
LEAST = 0.12
# The shape of each box: where it differs from its ground, whatever the colour.
SILHOUETTES = """async ([shot, side, count]) => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + shot;
  await picture.decode();
  const canvas = new OffscreenCanvas(side * count, side);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const grey = (data, at) => 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
  return Array.from({ length: count }, (_, index) => {
    const { data } = pen.getImageData(index * side, 0, side, side);
    const ground = grey(data, 0);
    return Array.from({ length: side * side }, (_, at) =>
      Math.abs(grey(data, at * 4) - ground) > 24 ? "1" : "0").join("");
  });
}"""


def silhouettes(page: Page, boxes: list[str], theme: str) -> list[str]:
    """The drawn pixels of each shape, as ones and zeros."""
    style = "".join((COMMON / name).read_text(encoding="utf-8") for name in STYLES)
    box = f"width: {SIDE}px; height: {SIDE}px; display: grid; place-content: center; float: left"
    body = "".join(f'<div style="{box}">{inner}</div>' for inner in boxes)
    ground = "margin: 0; background: var(--panel); color: var(--ink); font-size: 90px"
    page.set_viewport_size({"width": SIDE * len(boxes), "height": SIDE})
    page.set_content(
        f"<style>{style} html {{ filter: grayscale(1) }}</style>"
        f'<body class="wall {theme}" style="{ground}">{body}</body>'
    )
    page.evaluate(FRAMES)
    shot = b64encode(page.screenshot()).decode()
    found: list[str] = page.evaluate(SILHOUETTES, [shot, SIDE, len(boxes)])
    return found


def alike(first: str, second: str) -> float:
    """The share of pixels of either shape that belong to both."""
    one, other = int(first, 2), int(second, 2)
    return (one & other).bit_count() / max(1, (one | other).bit_count())


def assert_apart(page: Page, named: dict[str, str]) -> None:
    for theme in ("dark", "light"):
        shapes = dict(zip(named, silhouettes(page, list(named.values()), theme), strict=True))
        assert [name for name, shape in shapes.items() if "1" not in shape] == [], theme
        close = {
            (a, b): round(alike(shapes[a], shapes[b]), 2)
            for a, b in combinations(shapes, 2)
            if alike(shapes[a], shapes[b]) > 1 - LEAST
        }
        assert close == {}, theme


def test_no_lamp_or_mark_has_the_shape_of_another(page: Page) -> None:
    lamps = {lamp: f'<span class="mark lamp" {told}></span>' for lamp, told in LAMPS.items()}
    marks = {
        mark: f'<span class="mark mark-{mark}"></span>'
        for mark in MARKS
        if mark not in ("triangle", "square", "framed")  # the lamps' shapes, with the lamps' words
    }
    assert_apart(page, lamps | marks)


def test_no_level_has_the_shape_of_another_or_of_a_lamp(page: Page) -> None:
    levels = {
        level: f'<span class="level" data-level="{level}"><span class="numeral">'
        f"{NUMERALS[level]}</span></span>"
        for level in LEVELS
        if level != "none"  # a circle like level IV, told from it by its "?" and its word
    }
    lamps = {lamp: f'<span class="mark lamp" {told}></span>' for lamp, told in LAMPS.items()}
    assert_apart(page, levels | lamps)
