"""Log-in, log-out and the session's clock: plain pages and forms that need no JavaScript."""

from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, redirect, request
from flask import session as page
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from dashboard import codec
from dashboard.access import identity, known_browsers, passwords, permissions
from dashboard.access.identity import Caller
from dashboard.access.throttle import Throttle, TooMany
from dashboard.actions.accounts import note_failure, note_session
from dashboard.demo import people
from dashboard.domain.persons import Person
from dashboard.settings import LOOPBACK
from dashboard.store.engines import DatabaseUnavailable
from dashboard.system import System
from dashboard.web import middleware
from layouts import login as pages
from layouts.plain_pages import query
from layouts.words import word

log = structlog.get_logger()
LOGIN_MAX = 40
SAID = ("idle", "longest", "kept", "put_back", "copy", "drop")


def register(server: Flask, system: System, throttle: Throttle) -> None:
    """Adds the routes."""
    views = _LoginViews(system, throttle)
    routes = {
        "/login": (views.login, ["GET", "POST"]),
        "/logout": (views.logout, ["GET", "POST"]),
        "/session": (views.session, ["GET", "POST"]),
    }
    for path, (view, methods) in routes.items():
        server.add_url_rule(path, endpoint=f"login {path}", view_func=view, methods=methods)
    server.register_error_handler(CSRFError, _stale)


def _stale(_: Exception) -> BaseResponse:
    """Answers a form or a page's post from before the cookies changed."""
    if request.path in permissions.PLAIN:
        return redirect(request.full_path.rstrip("?"), 303)
    return Response(codec.to_json({"error": "Reload the page."}), 400, mimetype="application/json")


class _LoginViews:
    """The views; each runs inside a request."""

    def __init__(self, system: System, throttle: Throttle) -> None:
        self._system = system
        self._throttle = throttle

    def login(self) -> BaseResponse:
        """Shows the form; redirects people who are logged in already."""
        here = self._caller()
        if request.method == "POST":
            return self._try()
        if here.person:
            return redirect(self._onward(here))
        return self._form("login.ended" if "ended" in request.args else "")

    def _form(self, said: str, status: int = 200) -> Response:
        system = self._system
        entry = pages.LoginPage(
            csrf=generate_csrf(),
            login=request.form.get("login", "")[:LOGIN_MAX],
            said=said,
            next=_same_site(request.args.get("next", "")),
            demo=tuple(people.LOGINS) if system.settings.demo else (),
        )
        text = pages.login(middleware.asked_language(), system.district, entry)
        return Response(text, status, mimetype="text/html")

    def _try(self) -> BaseResponse:
        name = request.form.get("login", "").strip().lower()[:LOGIN_MAX]
        password = request.form.get("password", "")[: passwords.LENGTH_MAX]
        if not name or not password:
            return self._form("login.empty", 400)
        try:
            right = self._matches(name, password)
        except TooMany:
            return self._form("login.slow", 429)
        except passwords.Busy:
            return self._form("login.busy", 503)
        except DatabaseUnavailable:
            return self._form("login.away", 503)
        return self._enter(name) if right else self._form("login.wrong", 401)

    def _matches(self, name: str, password: str) -> bool:
        address, browser = peer(), known_browser(self._system, name)
        self._throttle.wait(name, address, browser)
        right = passwords.matches(identity.password_of(self._system, name), password)
        if right:
            self._throttle.succeeded(name, browser)
        else:
            self._throttle.failed(name, address, browser)
            log.warning("a log-in failed", login=repr(name), address=address)
            note_failure(self._system, name, address)
        return right

    def _enter(self, name: str) -> BaseResponse:
        """Opens a session with a new secret for its forms: older secrets are worth nothing then."""
        old = self._caller()
        if old.person:
            identity.end(self._system, old.proof)
        page.clear()
        answer = redirect("/login", 303)
        answer.location = self._onward(give_session(self._system, name, answer))
        note_session(self._system, name, "log_in", peer())
        return answer

    def _onward(self, here: Caller) -> str:
        """Where `next` in the address leads, if it is on this site and this person may open it."""
        asked = _same_site(request.args.get("next", ""))
        path = urlsplit(asked).path
        if path not in permissions.PLAIN and permissions.may_pass(path, here):
            return asked
        return permissions.home(here) + query(middleware.asked_language())

    def logout(self) -> BaseResponse:
        """Asks for confirmation; a post ends the session, and with it its sockets."""
        here, lang = self._caller(), middleware.asked_language()
        if here.person is None:
            return redirect("/login" + query(lang))
        if request.method != "POST":
            return Response(self._farewell(here, here.person), mimetype="text/html")
        identity.end(self._system, here.proof)
        note_session(self._system, here.person.login, "log_out", peer())
        page.clear()
        answer = redirect("/login" + query(lang), 303)
        for name in (self._system.settings.cookie(identity.PERSON_COOKIE), identity.PERSON_COOKIE):
            answer.delete_cookie(name)
        return answer

    def _farewell(self, here: Caller, person: Person) -> str:
        lang, district = middleware.asked_language(), self._system.district
        home = permissions.home(here)
        return pages.logout(lang, district, csrf=generate_csrf(), here=person, home=home)

    def session(self) -> BaseResponse:
        """How long the session lasts, in ms; a post means that the person is active."""
        here = identity.caller_here()
        if request.method == "POST":
            identity.touch(self._system, here.proof)
        found = identity.session(self._system, here.proof)
        if found is None:
            return middleware.refuse(self._system, identity.NOBODY)
        now, lang = self._system.now_ms(), middleware.asked_language()
        told = {
            "login": found.person.login,
            "cookie": self._system.settings.cookie(middleware.CSRF_COOKIE),
            "left_ms": identity.ends_at(self._system, found) - now,
            "longest_ms": identity.longest_at(self._system, found) - now,
            "words": {name: word(lang, f"session.{name}", n="{n}") for name in SAID},
        }
        return Response(codec.to_json(told), mimetype="application/json")

    def _caller(self) -> Caller:
        return middleware.caller(self._system)


def known_browser(system: System, name: str) -> str:
    """The requesting browser's name if this person has logged in there before; else empty."""
    cookie = request.cookies.get(system.settings.cookie(known_browsers.COOKIE), "")
    return known_browsers.browser_of(system.settings.secret_key, cookie, name)


def _remember(system: System, name: str, answer: BaseResponse) -> None:
    cookie = system.settings.cookie(known_browsers.COOKIE)
    answer.set_cookie(
        cookie,
        known_browsers.remembered(
            system.settings.secret_key, request.cookies.get(cookie, ""), name
        ),
        max_age=known_browsers.COOKIE_AGE_S,
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
        path="/",
    )


def give_session(system: System, person: str, answer: BaseResponse) -> Caller:
    """Opens a session by a cookie for a person who gave the password; returns the new caller."""
    token = identity.begin(system, person)
    name = system.settings.cookie(identity.PERSON_COOKIE)
    answer.set_cookie(name, token, httponly=True, secure=request.is_secure, samesite="Lax")
    _remember(system, person, answer)
    return identity.person(system, token)


def peer() -> str:
    """The address of whoever tries; a proxy on this machine names the address behind it."""
    address = request.remote_addr or ""
    if address in LOOPBACK:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return forwarded[:LOGIN_MAX] or address
    return address


def _same_site(address: str) -> str:
    """The address if it is on this site: a path, and not `//elsewhere` in any disguise."""
    plain = address.startswith("/") and address.isprintable() and "\\" not in address
    return address if plain and not address.startswith("//") else ""
