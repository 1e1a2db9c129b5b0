"""The README shows the pictures that `tests.screens.pictures` takes, and no other."""

import re

from tests.screens.pictures import DESK, EXAMPLE, WALLS, picture
from tests.screens.showcase import ROOT


def test_the_readme_shows_what_is_taken() -> None:
    shown = re.findall(r"\]\(docs/([\w-]+\.png)\)", (ROOT / "README.md").read_text("utf-8"))
    assert sorted(shown) == sorted([DESK, *map(picture, (*WALLS, EXAMPLE))])
    assert {path.name for path in (ROOT / "docs").glob("*.png")} == set(shown)
