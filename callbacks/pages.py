"""What a page gets: its own modules, and the libraries and styles that its kind needs."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple

from dash import Dash
from dash.development.base_component import Component
from flask import Flask, Response, request
from plotly.io.json import to_json_plotly

from dashboard.domain.wall_views import STOPS
from dashboard.store.engines import DatabaseUnavailable
from layouts import modules, shell, styles
from layouts.markup import LIBRARY, markup
from layouts.modules import ASSETS, MODULES
from layouts.styles import STYLES
from layouts.words import LANG_TAG

KEEP_S = 365 * 24 * 3600
WALL, CASE, DESK, LEADERS, DUTY, INCIDENT = (
    f"pages/{name}.js" for name in ("wall", "case", "desk", "leaders", "duty", "incident")
)
# What only some kinds of page have, by a part of its address; all else is for every page.
DESK_ONLY = ("/dash_ag_grid/", "/dash_mantine_components/")
MAPS = "/dash_leaflet/"
LEADERS_ONLY = "/plotly-basic."


class PageKind(NamedTuple):
    """The style sheet of a kind of page, and what it doesn't load."""

    sheet: str
    without: tuple[str, ...]


# By the module with which a page begins.
KINDS: Mapping[str, PageKind] = {
    WALL: PageKind("wall", without=(*DESK_ONLY, LEADERS_ONLY)),
    CASE: PageKind("desk", without=(LEADERS_ONLY,)),
    DESK: PageKind("desk", without=(LEADERS_ONLY,)),
    LEADERS: PageKind("leaders", without=(*DESK_ONLY, MAPS)),
    DUTY: PageKind("duty", without=(*DESK_ONLY, LEADERS_ONLY, MAPS)),
    INCIDENT: PageKind("incident", without=(DESK_ONLY[0], LEADERS_ONLY, MAPS)),
}
HOMES = {"/leaders": LEADERS, "/duty": DUTY}
# Left out: what Dash needs for its own tables, what our program contains, and parts that a library
# loads itself when it needs them.
NOBODYS = ("/dash_table/", "/socket.io.", "/async-", "-charts-shared.", "/plotly.")
# Such parts that a page needs at once: the page names them, and browsers keep them for good.
AT_ONCE = ("/async-GeoJSON.", "/async-community.")
# Reloads the page if its program doesn't arrive.
RELOAD_SCRIPT = "/assets/again.js"
# Only for the page that a refused wall is given.
REFUSED = r"refused\.js"
# The stops of a tour, for assets/js/wall/tour.js.
TOUR = f'<meta name="tour-stops" content="{" ".join(STOPS)}">'
# A browser's translation would put elements of its own around every text that we keep up to date.
ROOT, OWN_ROOT = "<html>", '<html lang="{lang}" translate="no" class="notranslate{kind}">'
# Where Dash makes the screen. Until it has, what the server has drawn lies over it.
ENTRY = '<div id="react-entry-point"></div>'
# Addresses that a browser and we write alike.
PLAIN = re.compile(r"[\w/.-]*\Z", re.ASCII)
DRAWING = re.compile(r'data-drawing="([^"]+)"')
TAG = re.compile(r"<(?:script|link)\b[^>]*?(?:src|href)=\"([^\"]*)\"[^>]*>(?:</script>)?")


class Pages(Dash):
    """Dash with pages that load only what the screen of the address needs.

    The page's own program starts Dash, so all that Dash calls exists before it renders anything.
    """

    def __init__(self, name: str, *, server: Flask, **options: Any) -> None:
        self.first_screen: Callable[[str, str], Component] | None = None
        """The screen of an address and its query, for the caller of the present request."""
        super().__init__(
            name,
            server=server,  # type: ignore[arg-type]
            assets_folder=str(ASSETS),
            assets_path_ignore=[f"^(?:{modules.FOLDER}|{styles.FOLDER})$"],
            assets_ignore=f"^{REFUSED}$",
            suppress_callback_exceptions=True,
            eager_loading=True,
            **options,
        )
        server.add_url_rule(f"/{modules.FOLDER}/<build>/<path:name>", modules.FOLDER, module)
        server.add_url_rule(f"/{styles.FOLDER}/<build>/<name>", styles.FOLDER, style_sheet)

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The page; see `Dash.interpolate_index`."""
        entry = entry_of(request.path)
        trimmed = {kind: wanted(parts[kind], entry) for kind in ("scripts", "css")}
        link, program = MODULES.tags(entry)
        screen = self._screen_here()
        # Before the libraries, which it doesn't wait for, but after the script that reloads without
        # it.
        again, trimmed["scripts"] = taken_out(RELOAD_SCRIPT, trimmed["scripts"])
        parts["config"] += self._brought(screen) + again + program
        parts["renderer"] = ""
        if screen:
            drawn = markup(screen if entry == WALL else shell.loading())
            parts["app_entry"] = plain(f'<div id="page-frame">{drawn}</div>', "&#37;") + ENTRY
            link += prepared(drawn)
            if entry == WALL and LIBRARY not in drawn:
                trimmed["scripts"] = later(trimmed["scripts"])
        trimmed["css"] = f"{link}\n{trimmed['css']}\n{STYLES.tag(KINDS[entry].sheet)}"
        if entry == WALL:
            parts["metas"] += TOUR
        page: str = super().interpolate_index(**parts | trimmed)  # type: ignore[no-untyped-call]
        lang = LANG_TAG["en" if request.args.get("lang") == "en" else "zh"]
        kind = " on-wall" if entry == WALL else ""
        return page.replace(ROOT, OWN_ROOT.format(lang=lang, kind=kind), 1)

    def _screen_here(self) -> Component | None:
        """The screen of this address, for its caller.

        None where Dash has to ask the server: at an odd address, or while the database is away.
        """
        if self.first_screen is None or request.method != "GET" or not PLAIN.match(request.path):
            return None
        query = request.query_string.decode("latin-1")
        with suppress(*DatabaseUnavailable):
            return self.first_screen(request.path, f"?{query}" if query else "")
        return None

    def _brought(self, screen: Component | None) -> str:
        """Layout and callbacks in the page: `live/page.js` answers Dash with them."""
        if screen is None:
            return ""
        layout = to_json_plotly(shell.page(screen))
        brought = {"layout": layout, "dependencies": self._told_callbacks}
        return "".join(in_page(name, text) for name, text in brought.items())

    @cached_property
    def _told_callbacks(self) -> str:
        """Dash's list of callbacks; the screen that is there isn't asked for at the start."""
        known = json.loads(to_json_plotly(self._callback_list))
        for callback in known:
            if callback["output"] == f"{shell.OUTLET}.children":
                callback["prevent_initial_call"] = True
        return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def taken_out(part: str, tags: str) -> tuple[str, str]:
    """The tag whose address has this part, and the others."""
    [found] = [tag[0] for tag in TAG.finditer(tags) if part in tag[1]]
    return found, tags.replace(found, "")


def later(scripts: str) -> str:
    """The libraries of a page whose first picture needs none: `live/page.js` runs them after it."""
    links = (
        f'<link rel="preload" as="script" fetchpriority="low" href="{tag[1]}">'
        for tag in TAG.finditer(scripts)
    )
    return f'{"".join(links)}<template id="page-libraries">{scripts}</template>'


def prepared(drawn: str) -> str:
    """Links to the drawings of maps on this screen, which its program asks for at once."""
    addresses = dict.fromkeys(DRAWING.findall(drawn))
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{at}">' for at in addresses)


def in_page(name: str, text: str) -> str:
    """JSON as a part of the page; nothing in it can end that part."""
    text = plain(text.replace("<", "\\u003c"), "\\u0025")
    return f'<script type="application/json" id="page-{name}">{text}</script>'


def plain(text: str, percent: str) -> str:
    """The text with no place in it that Dash would fill: those of its page are `{%name%}`."""
    return text.replace("{%", "{" + percent)


def module(build: str, name: str) -> Response:
    """One module at an address whose content never changes; 404 for another build or name."""
    return _for_good(MODULES.served.get(name) if build == MODULES.build else None, "javascript")


def style_sheet(build: str, name: str) -> Response:
    """One style sheet at an address whose content never changes; 404 for another build or name."""
    return _for_good(STYLES.served.get(name) if build == STYLES.build else None, "css")


def _for_good(text: str | None, kind: str) -> Response:
    if text is None:
        return Response(status=404)
    answer = Response(text, mimetype=f"text/{kind}")
    answer.headers["Cache-Control"] = f"private, max-age={KEEP_S}, immutable"
    return answer


def entry_of(path: str) -> str:
    """The module with which the page of this address begins."""
    if path.startswith("/wall/"):
        return WALL
    if path in HOMES:
        return HOMES[path]
    if path.startswith("/duty/incident/"):
        return INCIDENT
    return CASE if path.startswith("/case/") else DESK


def wanted(tags: str, entry: str) -> str:
    """The tags without those of other kinds of page than the one that begins with `entry`."""

    def kept(address: str) -> bool:
        if any(part in address for part in KINDS[entry].without):
            return False
        return any(part in address for part in AT_ONCE) or not any(
            part in address for part in NOBODYS
        )

    return TAG.sub(lambda tag: tag[0] if kept(tag[1]) else "", tags)
