"""The gate before every HTTP path: deny by default, one table; and every answer's headers."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from dashboard import login
from dashboard.login import Caller, Role
from dashboard.system import System

# Paths, or prefixes where they end in / or -, and who may pass. What isn't here is refused.
DOORS: dict[str, frozenset[Role] | None] = {
    "/healthz": None,
    "/readyz": None,
    "/metrics": frozenset({Role.OUTSIDE}),
    "/api/picture": frozenset({Role.OUTSIDE}),
    "/api/cases/": frozenset({Role.OUTSIDE}),
    "/api/reports": frozenset({Role.OUTSIDE}),
    "/wall/": frozenset({Role.WALL}),
    "/geo/": frozenset({Role.WALL}),
    "/assets/": frozenset({Role.WALL}),
    "/_dash-": frozenset({Role.WALL}),
    "/_favicon.ico": None,
}
CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def caller(system: System) -> Caller:
    """Who sends this request: an outside system by its key, else a wall by its cookie."""
    if "Authorization" in request.headers:
        return login.outside(system, request.headers["Authorization"])
    cookie = request.cookies.get(login.WALL_COOKIE, "")
    return login.wall(system, cookie, request.remote_addr or "", request.host)


def may_pass(path: str, who: Callable[[], Caller]) -> bool:
    """Whether the door of this path opens."""
    for door, roles in DOORS.items():
        if path == door or (door.endswith(("/", "-")) and path.startswith(door)):
            return roles is None or who().role in roles
    return False


def register(server: Flask, system: System, hashes: Callable[[], Sequence[str]]) -> None:
    """Sets the gate. `hashes` are those of Dash's inline scripts, asked once they are known."""
    policy: list[str] = []

    def finish(response: Response) -> Response:
        if not policy:
            policy.append(CSP.format(hashes=" ".join(hashes())))
        response.headers.setdefault("Content-Security-Policy", policy[0])
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    server.before_request(lambda: _stop(system))
    server.after_request(finish)


def _stop(system: System) -> BaseResponse | None:
    """What is answered in place of the page; None lets the request pass."""
    if request.path == "/":
        return redirect("/wall/overview")
    if request.path.startswith("/wall/") and "token" in request.args:
        return _admit(system)
    if not may_pass(request.path, lambda: caller(system)):
        return _refuse()
    if request.method == "POST" and not _same_origin():
        return Response("This came from another page.\n", 403, mimetype="text/plain")
    return None


def _same_origin() -> bool:
    """A page of ours, or no browser at all: browsers name the origin of what they post."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    return site in ("same-origin", "none") and origin.split("://")[-1] == request.host


def _admit(system: System) -> BaseResponse:
    """A wall's link: the token becomes a cookie and leaves the address."""
    token = request.args["token"]
    who = login.wall(system, token, "", "")
    if who.role is not Role.WALL:
        return _refuse()
    rest = urlencode([(k, v) for k, v in request.args.items(multi=True) if k != "token"])
    response = redirect(request.path + (f"?{rest}" if rest else ""))
    response.set_cookie(
        login.WALL_COOKIE,
        token,
        max_age=login.COOKIE_AGE_S,
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )
    return response


def _refuse() -> Response:
    words = "此页需要大屏设备链接。\nThis needs a wall's device link or an API key.\n"
    return Response(words, 401, mimetype="text/plain")
