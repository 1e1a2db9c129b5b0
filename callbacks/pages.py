"""What a page gets: its own modules, and the libraries and styles that its kind needs."""

import re
from typing import Any

from dash import Dash
from flask import Flask, Response, request

from dashboard.domain.wall_views import STOPS
from layouts.modules import ASSETS, FOLDER, MODULES
from layouts.words import LANG_TAG

KEEP_S = 365 * 24 * 3600
WALL, CASE, DESK, LEADERS, DUTY = (
    f"pages/{name}.js" for name in ("wall", "case", "desk", "leaders", "duty")
)
# What only some kinds of page have, by a part of its address; all else is for every page.
WALL_ONLY = ("/css/wall/",)
DESK_ONLY = ("/dash_ag_grid/", "/dash_mantine_components/", "/css/desk/", "/css/pages/")
LEADERS_ONLY = ("/css/leaders/", "/plotly-basic.")
DUTY_ONLY = ("/css/duty/",)
OFFICE_ONLY = ("/css/office/",)
OFFICES = (LEADERS, DUTY)
HOMES = {"/leaders": LEADERS, "/duty": DUTY}
# There, too, persons are told that their session ends.
SESSION = "/css/pages/session.css"
# What Dash brings for tables of its own.
NOBODYS = ("/dash_table/",)
# Of the page that a refused wall is given, and of no other.
REFUSED = r"refused\.js"
# What the tour of an address that asks for one goes round: assets/js/wall/tour.js.
TOUR = f'<meta name="tour-stops" content="{" ".join(STOPS)}">'
# A browser's translation would put elements of its own around every text that we keep up to date.
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
        trimmed = {kind: wanted(parts[kind], entry) for kind in ("scripts", "css")}
        links, parts["renderer"] = MODULES.tags(entry)
        trimmed["css"] = f"{links}\n{trimmed['css']}"
        if entry == WALL:
            parts["metas"] += TOUR
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
    if path in HOMES:
        return HOMES[path]
    return CASE if path.startswith("/case/") else DESK


def wanted(tags: str, entry: str) -> str:
    """The tags without those of other kinds of page than the one that begins with `entry`."""
    others = {
        WALL: (*DESK_ONLY, *OFFICE_ONLY, *LEADERS_ONLY, *DUTY_ONLY),
        LEADERS: (*DESK_ONLY, *WALL_ONLY, *DUTY_ONLY),
        DUTY: (*DESK_ONLY, *WALL_ONLY, *LEADERS_ONLY),
    }.get(entry, (*WALL_ONLY, *OFFICE_ONLY, *LEADERS_ONLY, *DUTY_ONLY))

    def kept(address: str) -> bool:
        if entry in OFFICES and SESSION in address:
            return True
        return not any(part in address for part in (*NOBODYS, *others))

    return TAG.sub(lambda tag: tag[0] if kept(tag[1]) else "", tags)
