"""Stands before every HTTP path and denies by default; sets the headers of every answer."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from dashboard import codec
from dashboard.access import identity, permissions
from dashboard.access.identity import Caller, Who
from dashboard.domain.refusals import BadMessage
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System
from layouts import login as pages
from layouts.plain_pages import query
from layouts.words import Lang

CALLBACK = "/_dash-update-component"
CSRF_COOKIE = "csrf_token"
OK = 200
MACHINES = (
    *("/api/", "/_dash-", "/session", "/metrics", "/geo/", "/assets/", "/js/", "/css/"),
    permissions.ROSTER_FILE,
)
CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:{tiles}; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


HSTS = "max-age=31536000"
PROXIED = frozenset(
    {"forwarded", "via", "x-real-ip"} | {f"x-forwarded-{what}" for what in ("for", "proto", "host")}
)
"""Headers by which a proxy can be recognised."""


class _Signed(SecureCookieSessionInterface):
    """Flask's signed cookie, which contains only the secret of the page's forms."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def caller(system: System) -> Caller:
    """Who sends this request: a system by key, a person, a wall by cookie, a calendar program."""
    if request.path == permissions.ROSTER_FILE and "token" in request.args:
        return identity.calendar(system, request.args["token"])
    if "Authorization" in request.headers:
        return identity.outside(system, request.headers["Authorization"])
    person = identity.person(
        system, identity.shown(system, request.cookies, identity.PERSON_COOKIE)
    )
    if person.person is not None:
        return person
    cookie = identity.shown(system, request.cookies, identity.WALL_COOKIE)
    # Behind a proxy every request comes from this machine, under any host name.
    peer = "" if PROXIED & {name.lower() for name, _ in request.headers} else request.remote_addr
    return identity.wall(system, cookie, peer or "", request.host)


def register(server: Flask, system: System, callbacks: Mapping[str, object]) -> None:
    """Adds the middleware. `callbacks` are the registered ones by output; others are refused."""
    server.session_interface = _Signed()
    server.config.update(
        SESSION_COOKIE_NAME=system.settings.cookie("page"),
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    csrf = CSRFProtect(server)
    tiles = system.settings.tiles
    policy = content_policy(tiles.origin if tiles else "")

    def stop() -> BaseResponse | None:
        return _stop(system, csrf, callbacks)

    def finish(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        # What no header allows to store must not be stored: it may be somebody's case.
        response.headers.setdefault("Cache-Control", "no-store")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if response.mimetype == "text/html" and response.status_code == OK:
            _give_token(system, response)
        return response

    server.before_request(stop)
    server.after_request(finish)
    for trouble in DatabaseUnavailable:
        server.register_error_handler(trouble, _away)


def content_policy(tiles: str = "") -> str:
    """What a page may load: everything from us, and pictures from one host of map tiles."""
    return CSP.format(tiles=f" {tiles}" if tiles else "")


def _give_token(system: System, response: Response) -> None:
    """Sets the cookie that Dash and our scripts send back as a header with every post."""
    name = system.settings.cookie(CSRF_COOKIE)
    response.set_cookie(name, generate_csrf(), samesite="Lax", secure=request.is_secure)


def _away(_: Exception) -> Response:
    return Response("数据库暂不可用。\nThe database is away.\n", 503, mimetype="text/plain")


def _stop(
    system: System, csrf: CSRFProtect, callbacks: Mapping[str, object]
) -> BaseResponse | None:
    """The answer in place of the page; None lets the request pass."""
    if request.path == "/":
        return redirect(permissions.home(caller(system)) + query(asked_language()))
    if request.path.startswith("/wall/") and "token" in request.args:
        return _admit(system)
    if not permissions.is_open(request.path):
        g.caller = caller(system)
        if not permissions.may_pass(request.path, g.caller):
            return refuse(system, g.caller)
    if request.method == "POST":
        return _stop_post(csrf, callbacks)
    _note_visit(system)
    return None


def _stop_post(csrf: CSRFProtect, callbacks: Mapping[str, object]) -> Response | None:
    if not _same_origin():
        return Response("This came from another page.\n", 403, mimetype="text/plain")
    if identity.caller_here().who is not Who.OUTSIDE:
        csrf.protect()
    return _stop_callback(callbacks) if request.path == CALLBACK else None


def _stop_callback(callbacks: Mapping[str, object]) -> Response | None:
    try:
        asked = codec.from_browser(request.get_data())
    except BadMessage as bad:
        return Response(f"{bad.words}\n", 400, mimetype="text/plain")
    if not _may_call(asked, callbacks):
        return Response("This isn't yours to ask for.\n", 403, mimetype="text/plain")
    return None


def _may_call(asked: object, callbacks: Mapping[str, object]) -> bool:
    output = asked.get("output") if isinstance(asked, dict) else None
    if not isinstance(output, str) or output not in callbacks:
        return False
    return permissions.may_call(output, identity.caller_here())


def _note_visit(system: System) -> None:
    """Opening a page counts as the person's activity; requests that a page makes alone don't."""
    here = identity.caller_here()
    if here.person and request.method == "GET" and not request.path.startswith(MACHINES):
        with suppress(*DatabaseUnavailable):
            identity.touch(system, here.proof)


def _same_origin() -> bool:
    """Whether a post comes from our own page, or not from a browser: browsers send its origin."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    return site in ("same-origin", "none") and origin.split("://")[-1] == request.host


def _admit(system: System) -> BaseResponse:
    """A wall's link: moves the token from the address into a cookie."""
    token = request.args["token"]
    who = identity.wall(system, token, "", "")
    if who.who is not Who.WALL:
        return refuse(system, who)
    response = redirect(without_token())
    response.set_cookie(
        system.settings.cookie(identity.WALL_COOKIE),
        token,
        max_age=identity.COOKIE_AGE_S,
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )
    return response


def without_token() -> str:
    """The requested address without a wall's token, which must not get into a link or log."""
    rest = urlencode([(k, v) for k, v in request.args.items(multi=True) if k != "token"])
    return request.path + (f"?{rest}" if rest else "")


def refuse(system: System, who: Caller) -> BaseResponse:
    """Asks an unknown caller to log in; tells a known one that this page is not for them."""
    lang, district = asked_language(), system.district
    status = 403 if who.person or who.key else 401
    is_page = request.method in ("GET", "HEAD") and not request.path.startswith(MACHINES)
    if not is_page or who.who is Who.OUTSIDE:
        words = {"error": _no_entry(who)}
        return Response(codec.to_json(words), status, mimetype="application/json")
    if who.who is Who.NEWCOMER:
        return redirect(permissions.home(who) + query(lang))
    if who.person:
        home = permissions.home(who) + query(lang)
        return _page(pages.denied(lang, district, name=who.person.name, home=home), status)
    entry = "/login" + query(lang, without_token())
    # A wall shows what is wrong with it: nobody could log in there.
    if request.path.startswith("/wall/"):
        if (
            identity.shown(system, request.cookies, identity.WALL_COOKIE)
            and "token" not in request.args
        ):
            return _page(pages.revoked(lang, district), status)
        return _page(pages.denied(lang, district, name="", home=entry), status)
    return redirect(entry)


def _no_entry(who: Caller) -> str:
    if who.key:
        return "This key may not do this."
    return "Not allowed." if who.person else "Log in first, or show a key."


def _page(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/html")


def asked_language() -> Lang:
    """English only if the address contains ?lang=en."""
    return "en" if request.args.get("lang") == "en" else "zh"
