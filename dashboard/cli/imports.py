"""Imports what another system has: persons and open cases from tables, line by line.

A line that can't be taken is refused with a sentence and stops no other line. What was taken stays:
the same file can be imported again when its bad lines are corrected.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from dashboard.access import passwords
from dashboard.actions.handle import handle
from dashboard.actions.ingest import Receipt, check, take
from dashboard.domain.accounts import SCOPES, Account, AddPerson, check_person, decide_account
from dashboard.domain.case import CaseState
from dashboard.domain.commands import Report, ReportCase
from dashboard.domain.desk_commands import Dispatch
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import BadMessage, Refused
from dashboard.store import intake, people, reads
from dashboard.store.engines import Conflict
from dashboard.system import System
from feeds import table
from feeds.files import ENCODING, Row, rows

BY = "command line"
LINES_MAX = 10_000
AT_ONCE = 100
ATTEMPTS = 5
NEEDED = frozenset({"login", "name", "role"})
OWN = table.own_layout("import")
HAD_IT = "原系统中由该单位办理"
"""The reason for giving a case to its unit: it has it already. Stored as it is, like any reason."""


@dataclass(slots=True)
class ImportOutcome:
    """The result of all lines: taken now, there already, or refused with a sentence."""

    taken: int = 0
    there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, why: Refused) -> None:
        self.refused.append((line, why.words))

    def told(self) -> Iterator[str]:
        """A sentence for each refused line, in the file's order; then how many of each kind."""
        for line, words in sorted(self.refused):
            yield f"line {line}: {words}"
        yield f"{self.taken} taken, {self.there} there already, {len(self.refused)} refused"


def end(outcome: ImportOutcome) -> None:
    """Prints the result of an import; exits with 1 if a line was refused."""
    for line in outcome.told():
        click.echo(line, err=True)
    if outcome.refused:
        sys.exit(1)


def limited(found: Iterable[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Reads all lines before the first is taken: an unreadable file imports nothing."""
    lines = list(found)
    if len(lines) > LINES_MAX:
        words = f"More than {LINES_MAX} lines in one file; split it."
        raise BadMessage("TOO_MANY", words)
    return lines


def import_persons(
    system: System, file: Path, outcome: ImportOutcome, *, encoding: str = ENCODING, dry_run: bool
) -> Iterator[tuple[str, str]]:
    """Opens an account for each line; yields each log-in with its first password, once it is open.

    The password must be changed at its first use. In a dry run no account is opened.
    """
    lines = limited(rows(file, set(NEEDED), encoding=encoding))
    with system.reader.connect() as connection:
        known = {one.person.login: one for one in people.accounts(connection, system.district.key)}
    for line, row in lines:
        try:
            person = _person(row)
            before = known.get(person.login)
            if before is not None and before.person == person:
                outcome.there += 1
                continue
            account = _account(system, before, person)
            if not dry_run:
                yield person.login, _open(system, person)
        except Refused as refused:
            outcome.refuse(line, refused)
        else:
            known[person.login] = account
            outcome.taken += 1


def _person(row: Row) -> Person:
    text = {name: row.get(name, "").strip() for name in (*NEEDED, *SCOPES)}
    try:
        role = Role(text["role"])
    except ValueError:
        words = f"`role` is {text['role'][:20]!r}; there are {', '.join(Role)}."
        raise BadMessage("UNREADABLE", words) from None
    if text["grid"] and not text["grid"].isdecimal():
        raise BadMessage("UNREADABLE", f"`grid` is {text['grid'][:20]!r}, which is no number.")
    return Person(
        login=text["login"],
        name=text["name"],
        role=role,
        grid=int(text["grid"]) if text["grid"] else None,
        community=text["community"] or None,
        street=text["street"] or None,
        unit=text["unit"] or None,
    )


def _account(system: System, before: Account | None, person: Person) -> Account:
    """The account that would be opened; raises `Refused`."""
    check_person(person, system.district)
    command = AddPerson(person=person, hashed="", temporary=True)
    return decide_account(before, command, system.clock())


def _open(system: System, person: Person) -> str:
    password = passwords.make()
    command = AddPerson(person=person, hashed=passwords.hashed(password), temporary=True)
    answer = handle(system, command, by=BY)
    if answer.refused:
        raise answer.refused
    return password


@dataclass(frozen=True, slots=True)
class _Line:
    """The case of one line, and the unit that has it already, if any."""

    number: int
    report: Report
    unit: str

    @property
    def identity(self) -> tuple[str, str]:
        return self.report.source, self.report.id


def import_cases(
    system: System,
    file: Path,
    mapping: table.Columns | None,
    outcome: ImportOutcome,
    *,
    dry_run: bool,
) -> None:
    """Reports each line's case, as an outside system would, and gives it to the unit that has it.

    Its clocks begin now; its report time in the other system is kept as the time of the event.
    """
    read = table.read(file, mapping) if mapping else rows(file, set(table.NEEDED))
    lines = list(_cases(system, limited(read), mapping or OWN, outcome))
    for start in range(0, len(lines), AT_ONCE):
        _import_line(system, lines[start : start + AT_ONCE], outcome, dry_run=dry_run)


def _cases(
    system: System, found: Iterable[tuple[int, Row]], mapping: table.Columns, outcome: ImportOutcome
) -> Iterator[_Line]:
    """The lines that can be taken; notes the others in `outcome`."""
    first: dict[tuple[str, str], int] = {}
    for number, row in found:
        try:
            report = _as_event(table.parse(row, mapping))
            line = _Line(number, report, table.value(row, mapping, "unit"))
            before = first.setdefault(line.identity, number)
            if before != number:
                raise BadMessage("REPEATED", f"`id` is that of line {before}.")
            yield _checked(system, line)
        except Refused as refused:
            outcome.refuse(number, refused)


def _as_event(report: Report) -> Report:
    command = report.command
    assert isinstance(command, ReportCase)  # noqa: S101 - a table holds nothing else
    return replace(report, command=replace(command, occurred_at=report.time))


def _checked(system: System, line: _Line) -> _Line:
    checked = check(system, line.report)
    if isinstance(checked, Refused):
        raise checked
    if line.unit and line.unit not in system.district.units:
        raise BadMessage("UNKNOWN_UNIT", f"There is no unit {line.unit[:20]!r}.")
    if line.unit and not getattr(line.report.command, "item", None):
        raise BadMessage("EMPTY", "`item` is empty; a case that a unit has needs one.")
    return line


def _import_line(
    system: System, lines: Sequence[_Line], outcome: ImportOutcome, *, dry_run: bool
) -> None:
    if dry_run:
        known = _known(system, lines)
        outcome.there += len(known)
        outcome.taken += len(lines) - len(known)
        return
    for line, answer in zip(lines, _take(system, lines), strict=True):
        refused = answer.refused or _hand_over(system, answer.key, line.unit)
        if refused:
            outcome.refuse(line.number, refused)
        elif answer.repeated:
            outcome.there += 1
        else:
            outcome.taken += 1


def _known(system: System, lines: Iterable[_Line]) -> Mapping[tuple[str, str], str]:
    with system.reader.connect() as connection:
        keys = [line.identity for line in lines]
        return intake.already_received(connection, system.district.key, keys)


def _take(system: System, lines: Iterable[_Line]) -> list[Receipt]:
    reports = [line.report for line in lines]
    for _ in range(ATTEMPTS - 1):
        try:
            return take(system, reports)
        except Conflict:
            continue
    return take(system, reports)


def _hand_over(system: System, number: str, unit: str) -> Refused | None:
    """Gives the case to the unit that has it, unless somebody here has handled it since."""
    with system.reader.connect() as connection:
        case = reads.one_case(connection, system.district.key, number)
    waits = case is not None and case.state is CaseState.FILED and not case.first_dispatched_at
    if not unit or not waits:
        return None
    refused = handle(system, Dispatch(case=number, unit=unit, reason=HAD_IT), by=BY).refused
    if refused is None:
        return None
    words = f"Taken as {number}, and not given to {unit}: {refused.words}"
    return Refused(refused.code, words)
