"""The administrator's pages: plain forms, each of which sends a command to `handle()`."""

from flask import Flask, Response, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from dashboard.access import identity, passwords
from dashboard.actions.handle import handle
from dashboard.domain.accounts import (
    MAY_HAVE,
    Account,
    AccountCommand,
    AddPerson,
    ChangePerson,
    ResetPassword,
    SwitchAccount,
)
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.store import journal, people
from dashboard.system import System
from dashboard.web.middleware import asked_language
from layouts import accounts as pages
from layouts.plain_pages import query
from layouts.refused import in_words
from layouts.words import word

FIELD_MAX = 100
Change = tuple[AccountCommand, str]
"""A command, and the password that it sets, if any."""


def register(server: Flask, system: System) -> None:
    """Adds the routes."""
    views = _Accounts(system)
    methods = ["GET", "POST"]
    server.add_url_rule("/accounts", endpoint="accounts", view_func=views.every, methods=methods)
    server.add_url_rule(
        "/accounts/<name>", endpoint="account", view_func=views.one, methods=methods
    )


class _Accounts:
    """The views; each runs inside a request of an administrator."""

    def __init__(self, system: System) -> None:
        self._system = system

    def every(self) -> BaseResponse:
        """Lists all accounts; a post adds one."""
        form, answer = pages.AccountForm(), self._answer(None)
        if request.method == "POST":
            answer = self._answer(self._new())
            if answer.password is None:
                form = pages.AccountForm(
                    *(_field(name) for name in ("login", "name", "role", "scope"))
                )
        with self._system.reader.connect() as connection:
            found = people.accounts(connection, self._system.district.key)
        district = self._system.district
        return _page(pages.every(asked_language(), district, found, answer, form))

    def _new(self) -> Change | Refused:
        person = _person(_field("login").lower())
        if isinstance(person, Refused):
            return person
        password = passwords.make()
        return AddPerson(person=person, hashed=passwords.hashed(password), temporary=True), password

    def one(self, name: str) -> BaseResponse:
        """Shows one account; a post changes its role, password or state."""
        if self._account(name) is None:
            return redirect("/accounts" + query(asked_language()))
        changed = self._changed(name) if request.method == "POST" else None
        answer = self._answer(changed)
        with self._system.reader.connect() as connection:
            acts = journal.history(connection, self._system.district.key, Kind.PERSON, name)
        account = self._account(name)
        assert account is not None  # noqa: S101 - accounts are never taken away
        return _page(pages.one(asked_language(), self._system.district, account, acts, answer))

    def _account(self, name: str) -> Account | None:
        with self._system.reader.connect() as connection:
            return people.account(connection, self._system.district.key, name)

    def _changed(self, name: str) -> Change | Refused | None:
        match _field("act"):
            case "change":
                person = _person(name)
                return person if isinstance(person, Refused) else (ChangePerson(person=person), "")
            case "reset":
                password = passwords.make()
                return ResetPassword(
                    login=name, hashed=passwords.hashed(password), temporary=True
                ), password
            case "on" | "off" as state:
                return SwitchAccount(login=name, active=state == "on"), ""
        return None

    def _answer(self, change: Change | Refused | None) -> pages.FormAnswer:
        """Carries the change out; returns the page's answer."""
        lang, csrf = asked_language(), generate_csrf()
        if change is None:
            return pages.FormAnswer(csrf=csrf)
        refused, password = self._carry_out(change)
        if refused:
            said = in_words(lang, self._system.district, refused)
            return pages.FormAnswer(csrf=csrf, said=said)
        if password is None:
            return pages.FormAnswer(csrf=csrf, said=word(lang, "accounts.done"))
        return pages.FormAnswer(csrf=csrf, password=password)

    def _carry_out(self, change: Change | Refused) -> tuple[Refused | None, pages.Password | None]:
        if isinstance(change, Refused):
            return change, None
        command, password = change
        admin = identity.person_here()
        assert admin is not None  # noqa: S101 - the middleware lets nobody else in
        answer = handle(self._system, command, by=admin)
        return answer.refused, pages.Password(command.login, password) if password else None


def _field(name: str) -> str:
    return request.form.get(name, "").strip()[:FIELD_MAX]


def _person(name: str) -> Person | Refused:
    """The person in the form; the role decides what the single scope field means."""
    try:
        role = Role(_field("role"))
    except ValueError:
        return Refused("BAD_SCOPE", "There is no such role.", scope="role")
    scope, text = MAY_HAVE.get(role, "grid"), _field("scope")
    value = int(text) if scope == "grid" and text.isdecimal() else text or None
    return Person(login=name, name=_field("name"), role=role, **{scope: value})  # type: ignore[arg-type]


def _page(text: str) -> Response:
    return Response(text, mimetype="text/html")
