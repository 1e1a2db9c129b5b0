"""`python -m dashboard user`: accounts of persons."""

from dataclasses import replace
from pathlib import Path

import click

from dashboard.access import passwords
from dashboard.actions.handle import handle
from dashboard.actions.ingest import Receipt
from dashboard.cli import imports
from dashboard.cli.imports import BY
from dashboard.domain.accounts import Account, AddPerson, ChangePerson, ResetPassword, SwitchAccount
from dashboard.domain.persons import Person, Role
from dashboard.runtime.readiness import ready_system
from dashboard.store import people
from dashboard.system import System
from feeds.files import ENCODING

ROLES = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Accounts of persons."""


def _scope(command: click.Command) -> click.Command:
    for name, kind, words in (
        ("unit", str, "A unit's code."),
        ("street", str, "A street's code."),
        ("community", str, "A community's code."),
        ("grid", int, "A grid's number."),
    ):
        option = click.Option([f"--{name}"], type=kind, help=words)
        command.params.append(option)
    return command


@_scope
@user.command("add")
@click.argument("login")
@click.argument("name")
@click.argument("role", type=ROLES)
def user_add(login: str, name: str, role: str, **scope: str | int | None) -> None:
    """Open an account for NAME in ROLE and print its first password, once."""
    person = Person(login=login, name=name, role=Role(role), **scope)  # type: ignore[arg-type]
    password = passwords.make()
    command = AddPerson(person=person, hashed=passwords.hashed(password), temporary=True)
    _demand(handle(ready_system(), command, by=BY))
    click.echo(password)


@_scope
@user.command("change")
@click.argument("login")
@click.argument("role", type=ROLES)
@click.option("--name", help="Another name.")
def user_change(login: str, role: str, name: str | None, **scope: str | int | None) -> None:
    """Give LOGIN another ROLE and scope; open sessions are ended."""
    system = ready_system()
    known = next((one.person for one in _accounts(system) if one.person.login == login), None)
    if known is None:
        raise click.ClickException(f"There is no account {login!r}.")
    found = replace(known, role=Role(role), name=name or known.name, **scope)  # type: ignore[arg-type]
    _demand(handle(system, ChangePerson(person=found), by=BY))


@user.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--encoding", default=ENCODING, help="GB18030, if UTF-8 isn't what it was saved as.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and why not; open none.")
def user_import(file: Path, encoding: str, *, dry_run: bool) -> None:
    """Open an account for each line of a table and print the first passwords, once.

    Ends with 1 if a line is refused. See docs/import.md.
    """
    outcome = imports.ImportOutcome()
    brought = imports.import_persons(
        ready_system(), file, outcome, encoding=encoding, dry_run=dry_run
    )
    for login, password in brought:
        click.echo(f"{login},{password}")
    imports.end(outcome)


@user.command("list")
def user_list() -> None:
    """List all accounts."""
    found = _accounts(ready_system())
    if not found:
        click.echo("There is no account yet; `user add LOGIN NAME admin` makes the first.")
    for account in found:
        person = account.person
        scope = person.grid or person.community or person.street or person.unit or "-"
        state = "on" if account.active else "off"
        click.echo(
            f"{person.login:<20} {state:<4} {person.role.value:<12} {scope!s:<14} {person.name}"
        )


def _accounts(system: System) -> list[Account]:
    with system.reader.connect() as connection:
        return people.accounts(connection, system.district.key)


@user.command("password")
@click.argument("login")
def user_password(login: str) -> None:
    """Give LOGIN another password and print it, once; all of its sessions end."""
    password = passwords.make()
    command = ResetPassword(login=login, hashed=passwords.hashed(password), temporary=True)
    _demand(handle(ready_system(), command, by=BY))
    click.echo(password)


@user.command("off")
@click.argument("login")
def user_off(login: str) -> None:
    """Switch LOGIN off: it can't log in, and all of its sessions end."""
    _demand(handle(ready_system(), SwitchAccount(login=login, active=False), by=BY))


@user.command("on")
@click.argument("login")
def user_on(login: str) -> None:
    """Switch LOGIN on again."""
    _demand(handle(ready_system(), SwitchAccount(login=login, active=True), by=BY))


def _demand(answer: Receipt) -> None:
    if answer.refused:
        raise click.ClickException(answer.refused.words)
