"""At night a wall is darker, and its text has the same contrast as by day."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "assets/css/common/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("bg", "panel")
TEXTS = ("ink", "ink2", "stale", "amber-ink", "red-ink", "accent")
TEXT, MARK = 7.0, 3.0


def tokens(selector: str) -> dict[str, str]:
    (block,) = re.findall(rf"^{re.escape(selector)} \{{(.*?)\}}", TOKENS, re.MULTILINE | re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


NIGHT = tokens(".light[data-night]")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [*GROUNDS, "raised"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_stands_out_at_night(text: str, ground: str) -> None:
    # As by day, stale text is never on a raised part.
    if (text, ground) != ("stale", "raised"):
        assert contrast(NIGHT[text], NIGHT[ground]) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", ["amber", "red", "l1", "l2", "l3", "l4", "edge", "bar", "barover"])
def test_marks_stand_out_at_night(mark: str, ground: str) -> None:
    assert contrast(NIGHT[mark], NIGHT[ground]) >= MARK


@pytest.mark.parametrize("level", ["l1", "l2", "l3", "l4"])
def test_a_numeral_stands_out_on_its_level(level: str) -> None:
    assert contrast(NIGHT["on-mark"], NIGHT[level]) >= TEXT - 0.5


def test_everything_is_darker_than_by_day() -> None:
    day = tokens(".dark")
    assert NIGHT.keys() == day.keys()
    darker = {name for name in day if luminance(NIGHT[name]) <= luminance(day[name])}
    assert darker == day.keys()


def test_the_map_still_tells_its_steps_apart() -> None:
    ramp = [NIGHT[f"q{step}"] for step in range(5)]
    for one, other in pairwise(ramp):
        assert contrast(one, other) >= 1.4
