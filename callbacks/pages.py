"""What a page gets: its own modules, and the libraries and styles that its kind needs."""

import re
from typing import Any

from dash import Dash
from flask import Flask, Response, request

from layouts.modules import ASSETS, FOLDER, MODULES
from layouts.words import LANG_TAG

KEEP_S = 365 * 24 * 3600
WALL, CASE, DESK = (f"pages/{name}.js" for name in ("wall", "case", "desk"))
DESK_LIBRARIES = ("/dash_ag_grid/", "/dash_mantine_components/")
# What Dash brings for old browsers and for tables of its own.
NOBODYS_LIBRARIES = ("/polyfill@", "/dash_table/")
# A wall gets the styles named after it, a desk the others; both get these.
FOR_BOTH = ("again.js", "marks.css", "socket.io.min.js", "tokens.css")
# Only for the page that a refused wall gets.
REFUSED = r"refused\.js"
# A browser's translation would put its own elements around texts that we keep updating.
ROOT, OWN_ROOT = "<html>", '<html lang="{lang}" translate="no" class="notranslate">'
TAG = re.compile(r"<(?:script|link)\b[^>]*?(?:src|href)=\"([^\"]*)\"[^>]*>(?:</script>)?")


class Pages(Dash):
    """Dash with pages that load only what the screen of the address needs.

    The page's own program starts Dash, so all that Dash calls exists before it renders anything.
    """

    def __init__(self, name: str, *, server: Flask, **options: Any) -> None:
        super().__init__(
            name,
            server=server,  # type: ignore[arg-type]
            assets_folder=str(ASSETS),
            assets_path_ignore=[f"^{FOLDER}$"],
            assets_ignore=f"^{REFUSED}$",
            suppress_callback_exceptions=True,
            **options,
        )
        server.add_url_rule(f"/{FOLDER}/<build>/<path:name>", FOLDER, module)

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The page; see `Dash.interpolate_index`."""
        entry = entry_of(request.path)
        trimmed = {kind: wanted(parts[kind], wall=entry == WALL) for kind in ("scripts", "css")}
        links, parts["renderer"] = MODULES.tags(entry)
        trimmed["css"] = f"{links}\n{trimmed['css']}"
        page: str = super().interpolate_index(**parts | trimmed)  # type: ignore[no-untyped-call]
        lang = LANG_TAG["en" if request.args.get("lang") == "en" else "zh"]
        return page.replace(ROOT, OWN_ROOT.format(lang=lang), 1)


def module(build: str, name: str) -> Response:
    """One module at an address whose content never changes; 404 for another build or name."""
    if build != MODULES.build or name not in MODULES.texts:
        return Response(status=404)
    answer = Response(MODULES.texts[name], mimetype="text/javascript")
    answer.headers["Cache-Control"] = f"private, max-age={KEEP_S}, immutable"
    return answer


def entry_of(path: str) -> str:
    """The module with which the page of this address begins."""
    if path.startswith("/wall/"):
        return WALL
    return CASE if path.startswith("/case/") else DESK


def wanted(tags: str, *, wall: bool) -> str:
    """The tags without those for the other kind of page."""
    return TAG.sub(lambda tag: tag[0] if _belongs(tag[1], wall=wall) else "", tags)


def _belongs(address: str, *, wall: bool) -> bool:
    if any(library in address for library in NOBODYS_LIBRARIES):
        return False
    if any(library in address for library in DESK_LIBRARIES):
        return not wall
    folder, _, name = address.partition("?")[0].rpartition("/")
    if not folder.endswith("/assets") or name in FOR_BOTH:
        return True
    return name.startswith("wall") is wall
