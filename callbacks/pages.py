"""Which scripts and styles a page is given: a wall isn't made slower by what a desk needs."""

import re

from dash import Dash
from flask import request

from layouts.words import LANG_TAG

DESK_LIBRARIES = ("/dash_ag_grid/", "/dash_mantine_components/")
SHARED_ASSETS = re.compile(
    r"/assets/(00-|age\.|axis\.|clock\.|dom\.|live[.-]|say\.|tokens\.|marks\.)"
)
WALL_ASSETS = re.compile(r"/assets/(wall|map\.|pins\.)")
# A browser's translation would put elements of its own around every text that we keep up to date.
ROOT, OWN_ROOT = "<html>", '<html lang="{lang}" translate="no" class="notranslate">'
TAG = re.compile(r"<(?:script|link)\b[^>]*?(?:src|href)=\"([^\"]*)\"[^>]*>(?:</script>)?")


class Pages(Dash):
    """Dash whose page carries only what the screen of its address needs."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The page; see `Dash.interpolate_index`."""
        wall = request.path.startswith("/wall/")
        trimmed = {kind: wanted(parts[kind], wall=wall) for kind in ("scripts", "css")}
        page: str = super().interpolate_index(**parts | trimmed)  # type: ignore[no-untyped-call]
        lang = LANG_TAG["en" if request.args.get("lang") == "en" else "zh"]
        return page.replace(ROOT, OWN_ROOT.format(lang=lang), 1)


def wanted(tags: str, *, wall: bool) -> str:
    """The tags without those of the other kind of page."""
    return TAG.sub(lambda tag: tag[0] if _belongs(tag[1], wall=wall) else "", tags)


def _belongs(address: str, *, wall: bool) -> bool:
    if any(library in address for library in DESK_LIBRARIES):
        return not wall
    if "/assets/" not in address or SHARED_ASSETS.search(address):
        return True
    return bool(WALL_ASSETS.search(address)) is wall
