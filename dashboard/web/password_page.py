"""The page where a person changes their password: a plain form that asks for the old one."""

from dataclasses import replace

from flask import Flask, Response, request
from flask import session as page
from flask_wtf.csrf import generate_csrf

from dashboard.access import identity, passwords, permissions
from dashboard.access.identity import Who
from dashboard.access.throttle import Throttle, TooMany
from dashboard.actions.accounts import note_failure
from dashboard.actions.handle import handle
from dashboard.domain.accounts import ChangePassword
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Person
from dashboard.store import journal
from dashboard.system import System
from dashboard.web.login_routes import give_session, known_browser, peer
from dashboard.web.middleware import asked_language
from layouts import login as pages


def register(server: Flask, system: System, throttle: Throttle) -> None:
    """Adds the route; wrong guesses are slowed down together with those at log-in."""

    def view() -> Response:
        person = identity.person_here()
        assert person is not None  # noqa: S101 - the middleware lets nobody else in
        if request.method != "POST":
            return _form(system, person, "")
        fault = _fault(system, person, throttle)
        return _form(system, person, fault, 400) if fault else _change(system, person)

    server.add_url_rule("/password", endpoint="password", view_func=view, methods=["GET", "POST"])


def _form(system: System, person: Person, said: str, status: int = 200) -> Response:
    here = identity.caller_here()
    if not said and here.who is Who.NEWCOMER:
        said = "password.first"
    shown = pages.NewPassword(
        csrf=generate_csrf(),
        login=person.login,
        home=permissions.home(replace(here, who=Who.PERSON)),
        least=passwords.LENGTH_MIN,
        said=said,
        values=_set_by(system, person) if said == "password.first" else {},
    )
    text = pages.password(asked_language(), system.district, shown)
    return Response(text, status, mimetype="text/html")


def _set_by(system: System, person: Person) -> dict[str, str]:
    """Who set the present password, and when."""
    with system.reader.connect() as connection:
        acts = journal.history(connection, system.district.key, Kind.PERSON, person.login)
    last = next(act for act in reversed(acts) if act.act in ("add_person", "reset_password"))
    return {"by": last.by, "at": f"{last.at.astimezone(system.zone):%Y-%m-%d %H:%M}"}


def _weakness(person: Person) -> str:
    """What is wrong with the new password itself."""
    new = _field("new")
    if passwords.is_weak(new, person.login):
        return "password.short"
    if new == _field("old"):
        return "password.same"
    return "" if new == _field("again") else "password.differ"


def _fault(system: System, person: Person, throttle: Throttle) -> str:
    """What prevents the change, as a key of words."""
    weak = _weakness(person)
    if weak:
        return weak
    try:
        browser = known_browser(system, person.login)
        throttle.wait(person.login, peer(), browser)
        right = passwords.matches(identity.password_of(system, person.login), _field("old"))
    except TooMany:
        return "login.slow"
    except passwords.Busy:
        return "login.busy"
    if not right:
        throttle.failed(person.login, peer(), browser)
        note_failure(system, person.login, peer())
        return "password.wrong"
    return ""


def _change(system: System, person: Person) -> Response:
    """Changes the password: all sessions end, and this browser gets a new one."""
    command = ChangePassword(login=person.login, hashed=passwords.hashed(_field("new")))
    if handle(system, command, by=person).refused:
        return _form(system, person, "login.busy", 503)
    page.clear()
    answer = _form(system, person, "password.done")
    give_session(system, person.login, answer)
    return answer


def _field(name: str) -> str:
    return request.form.get(name, "")[: passwords.LENGTH_MAX]
