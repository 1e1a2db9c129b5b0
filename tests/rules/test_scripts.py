"""What a browser is given: scripts that write text as text, and lead nowhere outside."""

import re
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "assets"
SCRIPTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(ASSETS.glob("*.js"))
    if not path.name.endswith(".min.js")
}
STYLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css"))}
AS_MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b")
CLOCKS = re.compile(r"Date\.now|new Date\b|new Function")
OUTSIDE = re.compile(r"https?://|@import|url\((?!#)")


def test_a_script_writes_text_as_text() -> None:
    assert {
        name: found for name, text in SCRIPTS.items() if (found := AS_MARKUP.findall(text))
    } == {}


def test_a_script_reads_no_wall_clock() -> None:
    found = {name: clocks for name, text in SCRIPTS.items() if (clocks := CLOCKS.findall(text))}
    # That a machine has slept shows in nothing but its own clock; no time is taken from it.
    assert found == {"live-waking.js": ["Date.now"]}


def test_an_asset_leads_nowhere_outside() -> None:
    assert [name for name, text in (SCRIPTS | STYLES).items() if OUTSIDE.search(text)] == []
