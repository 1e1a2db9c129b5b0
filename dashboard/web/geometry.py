"""Where a district's places lie, for maps: as GeoJSON by level, and as one drawing."""

from collections.abc import Callable
from functools import partial
from typing import get_args

from flask import Flask, Response, request
from werkzeug.wrappers import Response as BaseResponse

from dashboard.districts import Pack
from dashboard.districts.outlines import Kind
from dashboard.domain.screens import Profile

NO_PLACES = b'{"type":"FeatureCollection","features":[]}'
KEEP_S = 365 * 24 * 3600
KINDS = f"<any({', '.join(get_args(Kind))}):kind>.json"


def register(server: Flask, pack: Pack, profile_here: Callable[[], Profile]) -> None:
    """`profile_here` says what the present request's screen may show; visitors get no cameras."""

    def geometry(kind: Kind, *, on_tiles: bool) -> BaseResponse:
        if kind == "cameras" and profile_here() is Profile.VISITORS:
            drawn = NO_PLACES
        else:
            drawn = pack.geometry(kind, on_tiles=on_tiles)
        answer = Response(drawn, mimetype="application/geo+json")
        answer.add_etag()
        answer.headers["Cache-Control"] = "no-cache"
        return answer.make_conditional(request)

    for on_tiles, folder in ((False, "/geo/"), (True, "/geo/tiles/")):
        view = partial(geometry, on_tiles=on_tiles)
        server.add_url_rule(folder + KINDS, f"geometry-{on_tiles}", view)
    register_drawing(server, pack)


def register_drawing(server: Flask, pack: Pack) -> None:
    """The drawing, at an address whose content never changes; 404 for another version."""

    @server.get("/geo/drawing/<build>.json")
    def drawing(build: str) -> Response:
        if build != pack.drawing.build:
            return Response(status=404)
        answer = Response(pack.drawing.content, mimetype="application/json")
        answer.headers["Cache-Control"] = f"private, max-age={KEEP_S}, immutable"
        return answer
