"""The browser's scripts: they write text only as text, and load nothing from outside."""

import re

from layouts.modules import ASSETS, MODULES

SCRIPTS = MODULES.texts | {
    path.name: path.read_text(encoding="utf-8")
    for path in ASSETS.glob("*.js")
    if not path.name.endswith(".min.js")
}
STYLES = {
    path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(ASSETS.rglob("*.css"))
}
AS_MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b")
CLOCKS = re.compile(r"Date\.now|new Date\b|new Function")
OUTSIDE = re.compile(r"https?://(?!www\.w3\.org/2000/svg\")|@import|url\((?!#)")


def test_a_script_writes_text_as_text() -> None:
    assert {
        name: found for name, text in SCRIPTS.items() if (found := AS_MARKUP.findall(text))
    } == {}


def test_a_script_reads_no_wall_clock() -> None:
    found = {name: clocks for name, text in SCRIPTS.items() if (clocks := CLOCKS.findall(text))}
    # Only the machine's own clock shows that it has slept; no time is read from it.
    assert found == {"live/waking.js": ["Date.now"]}


def test_an_asset_leads_nowhere_outside() -> None:
    assert [name for name, text in (SCRIPTS | STYLES).items() if OUTSIDE.search(text)] == []


# What each folder may import besides itself; nothing imports a page.
BELOW = {
    "common": set(),
    "live": {"common"},
    "wall": {"common", "live"},
    "sound": {"common"},
    "desk": {"common", "live", "sound"},
    "office": {"common", "live"},
    "leaders": {"common", "live", "office"},
    "duty": {"common", "live", "office", "sound"},
    "pages": {"common", "live", "wall", "desk", "office", "leaders", "duty", "sound"},
}
GLOBALS = re.compile(r"window\.cc\b|\bglobalThis\.\w+ =")


def test_a_module_imports_only_what_lies_below_it() -> None:
    for name in MODULES.texts:
        folder = name.split("/", 1)[0]
        found = {one.split("/", 1)[0] for one in MODULES.imported(name)} - {folder}
        assert found <= BELOW[folder], name


def test_the_modules_form_no_circle() -> None:
    """Without circles, imported modules have run before: a module may use them while it loads."""
    waiting = {name: set(MODULES.imported(name)) for name in MODULES.texts}
    while free := [name for name, asked in waiting.items() if not asked & waiting.keys()]:
        for name in free:
            del waiting[name]
    assert waiting == {}


def test_every_module_belongs_to_a_page() -> None:
    pages = [name for name in MODULES.texts if name.startswith("pages/")]
    assert MODULES.texts.keys() == {one for page in pages for one in MODULES.graph(page)}


def test_one_module_makes_the_one_global() -> None:
    assert [name for name, text in MODULES.texts.items() if GLOBALS.search(text)] == [
        "live/page.js"
    ]
