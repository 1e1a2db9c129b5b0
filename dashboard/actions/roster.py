"""The roster's acts: a command becomes entries and journal rows, one writer after the other."""

from dataclasses import replace
from datetime import datetime

from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.changes import Act, Kind
from dashboard.domain.duty import roster as r
from dashboard.domain.duty import rostering as rule
from dashboard.domain.duty.rostering import NEAR, Rostered
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.store import people, records, roster, tokens
from dashboard.store.tokens import TokenUse
from dashboard.system import to_ms

NAMES: dict[type, str] = {
    r.AddToRoster: "add_to_roster",
    r.ChangeInRoster: "change_in_roster",
    r.TakeOutOfRoster: "take_out_of_roster",
    r.TakeGap: "take_gap",
    r.SwapInRoster: "swap_in_roster",
    r.OpenRosterAddress: "open_roster_address",
    r.CloseRosterAddress: "close_roster_address",
}
ROSTER = "roster"
"""The series of its numbers, and whose turn its writers wait for."""


def change(work: UnitOfWork, command: r.RosterCommand, by: Person) -> str:
    """Carries the command out; returns the number of the entry. Its caller writes."""
    if isinstance(command, r.AddressCommand):
        return _address(work, command, by)
    records.wait_turn(work.connection, work.district, [ROSTER])
    match command:
        case r.AddToRoster():
            _need_room(work)
            known = _near(work, command.begins_at, command.ends_at)
            holder = _holder(work, command.login)
            return _note(work, command, rule.added(command, _next(work), holder, known))
        case r.ChangeInRoster():
            before = _entry(work, command.number)
            known = _near(work, command.tour.begins_at, command.tour.ends_at)
            holder = _holder(work, command.tour.login)
            return _note(work, command, rule.changed(before, command, holder, known))
        case r.TakeOutOfRoster():
            before = _entry(work, command.number)
            return _note(work, command, rule.taken_out(before, command, work.now))
        case r.TakeGap():
            return _take(work, command, by)
        case r.SwapInRoster():
            return _swap(work, command)


def _take(work: UnitOfWork, command: r.TakeGap, by: Person) -> str:
    _need_room(work)
    asked = r.AddToRoster(
        post=command.post,
        login=by.login,
        begins_at=command.begins_at,
        ends_at=command.ends_at,
        contact=roster.last_contact(work.connection, work.district, by.login),
    )
    known = _near(work, command.begins_at, command.ends_at)
    entry = rule.gap_taken(asked, _next(work), by, known, work.system.zone)
    return _note(work, command, entry)


def _swap(work: UnitOfWork, command: r.SwapInRoster) -> str:
    first, second = (_entry(work, number) for number in (command.number, command.other))
    found = [entry for entry in (first, second) if entry is not None]
    near = {
        one.number: one for entry in found for one in _around(work, entry.begins_at, entry.ends_at)
    }
    holders = {entry.login: _holder(work, entry.login) for entry in found}
    active = {login: holder for login, holder in holders.items() if holder is not None}
    known = _known(work, list(near.values()))
    one, other = rule.swapped(first, second, command, active, known)
    _note(work, command, other)
    return _note(work, command, one)


def _address(work: UnitOfWork, command: r.AddressCommand, by: Person) -> str:
    """Opens or closes the person's own address; their account's history says so."""
    connection, district, now_ms = work.connection, work.district, to_ms(work.now)
    records.wait_turn(connection, district, [by.login])
    before = people.account_for_update(connection, district, by.login)
    if before is None:
        raise Refused("NO_SUCH_PERSON", "There is no such account.")
    tokens.revoke(connection, district, by.login, TokenUse.ROSTER, now_ms)
    if isinstance(command, r.OpenRosterAddress):
        given = (by.login, TokenUse.ROSTER, command.digest)
        tokens.keep_digest(connection, district, given, now_ms)
    after = replace(before, version=before.version + 1)
    act = NAMES[type(command)]
    work.add(Act(Kind.PERSON, by.login, act, work.person, "", work.now, after))
    return by.login


def _next(work: UnitOfWork) -> str:
    return f"{work.next_number(ROSTER):08}"


def _need_room(work: UnitOfWork) -> None:
    most = r.ENTRIES_MAX
    if roster.count_not_over(work.connection, work.district, work.now) >= most:
        words = f"The roster has {most} entries that aren't over."
        raise Refused("ROSTER_FULL", words, most=most)


def _entry(work: UnitOfWork, number: str) -> r.RosterEntry | None:
    return roster.entry_for_update(work.connection, work.district, number)


def _holder(work: UnitOfWork, login: str) -> Person | None:
    """The person of an account that is in use."""
    found = people.account(work.connection, work.district, login)
    return found.person if found is not None and found.active else None


def _near(work: UnitOfWork, begins_at: datetime, ends_at: datetime) -> Rostered:
    return _known(work, _around(work, begins_at, ends_at))


def _around(work: UnitOfWork, begins_at: datetime, ends_at: datetime) -> list[r.RosterEntry]:
    """The entries that may stand in the way of this span; an odd one is refused later."""
    since, until = min(begins_at, ends_at) - NEAR, max(begins_at, ends_at) + NEAR
    return roster.between(work.connection, work.district, since, until)


def _known(work: UnitOfWork, entries: list[r.RosterEntry]) -> Rostered:
    return Rostered(work.system.district.posts, entries, work.now)


def _note(work: UnitOfWork, command: r.RosterCommand, after: r.RosterEntry) -> str:
    why, act = getattr(command, "reason", ""), NAMES[type(command)]
    work.add(Act(Kind.ROSTER, after.key, act, work.person, why, work.now, after))
    return after.number
