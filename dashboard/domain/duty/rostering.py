"""What may stand in a roster: nobody in two places, no post held twice, and rest in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.gaps import Span, gaps_of
from dashboard.domain.duty.roster import (
    AHEAD_MAX,
    CONTACT_MAX,
    REASON_MAX,
    REST,
    TOUR_MAX,
    AddToRoster,
    ChangeInRoster,
    RosterEntry,
    SwapInRoster,
    TakeOutOfRoster,
)
from dashboard.domain.life.guards import need_words
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused

HOUR = timedelta(hours=1)
NEAR = TOUR_MAX + REST
"""Entries further away than this from a tour can't forbid it."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """What a decision looks at: the posts, and the standing entries near the tour in question."""

    posts: Mapping[str, DutyPost]
    entries: Sequence[RosterEntry]
    now: datetime

    def post(self, code: str) -> DutyPost:
        """The post of this code. Raises `Refused`."""
        found = self.posts.get(code)
        if found is None:
            raise Refused("ROSTER_NO_POST", f"There is no post {code[:20]!r}.", post=code[:20])
        return found

    def others(self, *but: str) -> list[RosterEntry]:
        """The entries without those of these numbers."""
        return [one for one in self.entries if one.number not in but]


def added(command: AddToRoster, number: str, holder: Person | None, known: Rostered) -> RosterEntry:
    """The new entry. Raises `Refused`."""
    return _fitting(_entry(command, number, 1, _account(command.login, holder)), known)


def changed(
    before: RosterEntry | None, command: ChangeInRoster, holder: Person | None, known: Rostered
) -> RosterEntry:
    """The entry as it stands now. Raises `Refused`.

    Of one that runs the beginning stays, and its end isn't put before now: what was, was.
    """
    seen = _seen(before, command.version, known.now)
    tour = command.tour
    after = _entry(tour, seen.number, seen.version + 1, _account(tour.login, holder))
    if seen.begins_at <= known.now and (
        after.begins_at != seen.begins_at or after.login != seen.login or after.post != seen.post
    ):
        _runs()
    return _fitting(after, known)


def taken_out(before: RosterEntry | None, command: TakeOutOfRoster, now: datetime) -> RosterEntry:
    """The entry, which counts no more. Raises `Refused`."""
    seen = _seen(before, command.version, now)
    if seen.begins_at <= now:
        _runs()
    _need_reason(command.reason)
    return replace(seen, version=seen.version + 1, taken_out=True)


def gap_taken(
    asked: AddToRoster, number: str, by: Person, known: Rostered, zone: ZoneInfo
) -> RosterEntry:
    """The entry of who takes the rest of a gap. Raises `Refused`, also if it is nobody's gap."""
    post = known.post(asked.post)
    this_minute = known.now.replace(second=0, microsecond=0)
    rest = replace(asked, begins_at=max(asked.begins_at, this_minute))
    entry = _fitting(_entry(rest, number, 1, by), known)
    window = Span(entry.begins_at - TOUR_MAX, entry.ends_at + TOUR_MAX)
    gaps = gaps_of(post, known.entries, window, zone)
    if not any(gap.begins_at <= entry.begins_at and entry.ends_at <= gap.ends_at for gap in gaps):
        raise Refused("ROSTER_NO_GAP", "Nobody is missing there then.")
    return entry


def swapped(
    first: RosterEntry | None,
    second: RosterEntry | None,
    command: SwapInRoster,
    holders: Mapping[str, Person],
    known: Rostered,
) -> tuple[RosterEntry, RosterEntry]:
    """Both entries, each with the other's person. Raises `Refused` if either can't be."""
    one = _seen(first, command.version, known.now)
    two = _seen(second, command.other_version, known.now)
    if one.login == two.login:
        raise Refused("ROSTER_SAME_PERSON", "A swap is between two persons.")
    for entry in (one, two):
        if entry.begins_at <= known.now:
            raise Refused("ROSTER_BEGUN", f"{entry.name} is on duty already.", who=entry.name)
    _need_reason(command.reason)
    after_one = _given(one, two, _account(two.login, holders.get(two.login)))
    after_two = _given(two, one, _account(one.login, holders.get(one.login)))
    rest = known.others(one.number, two.number)
    for after, other in ((after_one, after_two), (after_two, after_one)):
        _fitting(after, replace(known, entries=(*rest, other)))
    return after_one, after_two


def _given(entry: RosterEntry, other: RosterEntry, to: Person) -> RosterEntry:
    return replace(
        entry,
        version=entry.version + 1,
        login=to.login,
        name=to.name,
        role=to.role,
        contact=other.contact,
    )


def _entry(tour: AddToRoster, number: str, version: int, holder: Person) -> RosterEntry:
    return RosterEntry(
        number=number,
        version=version,
        post=tour.post,
        login=holder.login,
        name=holder.name,
        role=holder.role,
        begins_at=tour.begins_at.astimezone(UTC),
        ends_at=tour.ends_at.astimezone(UTC),
        contact=tour.contact.strip(),
    )


def _account(login: str, holder: Person | None) -> Person:
    if holder is None:
        words = f"{login[:40]!r} has no account that is in use."
        raise Refused("ROSTER_NO_ACCOUNT", words, who=login[:40])
    return holder


def _seen(entry: RosterEntry | None, version: int, now: datetime) -> RosterEntry:
    """The entry as who asks has seen it. Raises `Refused`."""
    if entry is None or entry.taken_out:
        raise Refused("ROSTER_NO_ENTRY", "There is no such entry in the roster any more.")
    if entry.version != version:
        words = f"Somebody has changed this tour since you saw it; {entry.name} has it now."
        raise Refused("ROSTER_CHANGED", words, who=entry.name)
    if entry.ends_at <= now:
        raise Refused("ROSTER_OVER", "That is over; what was stays as it was.")
    return entry


def _runs() -> NoReturn:
    words = "It runs already: its end and its contact may change, nothing else."
    raise Refused("ROSTER_RUNS", words)


def _need_reason(reason: str) -> None:
    need_words(reason, "reason")
    if len(reason) > REASON_MAX:
        words = f"A reason has at most {REASON_MAX} characters."
        raise Refused("ROSTER_LONG_WORDS", words, field="reason", most=REASON_MAX)


def _fitting(entry: RosterEntry, known: Rostered) -> RosterEntry:
    """The entry, if it may stand beside the others. Raises `Refused`."""
    _check_span(entry, known.now)
    post = known.post(entry.post)
    if entry.role not in post.roles:
        words = f"{entry.name} ({entry.role}) may not hold {post.code}."
        raise Refused("ROSTER_NOT_FOR", words, who=entry.name, role=entry.role, post=post.code)
    if len(entry.contact) > CONTACT_MAX or not entry.contact.isprintable():
        words = f"A contact has at most {CONTACT_MAX} characters."
        raise Refused("ROSTER_LONG_WORDS", words, field="contact", most=CONTACT_MAX)
    others = known.others(entry.number)
    _check_post(entry, others)
    _check_person(entry, [one for one in others if one.login == entry.login])
    return entry


def _check_span(entry: RosterEntry, now: datetime) -> None:
    for at in (entry.begins_at, entry.ends_at):
        if at.second or at.microsecond:
            raise Refused("ROSTER_NO_MINUTE", "A roster is written in whole minutes.")
    if entry.ends_at <= now:
        raise Refused("ROSTER_OVER", "That is over; what was stays as it was.")
    if entry.ends_at <= entry.begins_at:
        raise Refused("ROSTER_BACKWARDS", "It has to end after it begins.")
    if entry.ends_at - entry.begins_at > TOUR_MAX:
        hours = TOUR_MAX // HOUR
        raise Refused("ROSTER_TOO_LONG", f"A tour has at most {hours} hours.", hours=hours)
    if entry.ends_at - now > AHEAD_MAX:
        days = AHEAD_MAX.days
        raise Refused("ROSTER_TOO_FAR", f"It may be written {days} days ahead.", days=days)


def _check_post(entry: RosterEntry, others: Iterable[RosterEntry]) -> None:
    for one in others:
        if one.post == entry.post and one.overlaps(entry.begins_at, entry.ends_at):
            words = f"{one.name} has {one.post} {_said(one)}."
            raise Refused("ROSTER_TAKEN", words, **_values(one))


def _check_person(entry: RosterEntry, own: Iterable[RosterEntry]) -> None:
    """No two tours at once; those that touch are one, and before and after it is rest."""
    apart = sorted(own, key=lambda one: one.begins_at)
    for one in apart:
        if one.overlaps(entry.begins_at, entry.ends_at):
            words = f"{one.name} is at {one.post} {_said(one)}."
            raise Refused("ROSTER_TWICE", words, **_values(one))
    begins, ends = entry.begins_at, entry.ends_at
    for one in reversed(apart):
        begins = one.begins_at if one.ends_at == begins else begins
    for one in apart:
        ends = one.ends_at if one.begins_at == ends else ends
    if ends - begins > TOUR_MAX:
        hours = TOUR_MAX // HOUR
        words = f"{entry.name} would be on duty for more than {hours} hours on end."
        raise Refused("ROSTER_NO_END", words, who=entry.name, hours=hours)
    for one in apart:
        if one.overlaps(begins - REST, ends + REST) and not one.overlaps(begins, ends):
            hours = REST // HOUR
            words = f"{entry.name} rests {hours} hours between tours; one is {_said(one)}."
            raise Refused("ROSTER_NO_REST", words, hours=hours, **_values(one))


def _said(one: RosterEntry) -> str:
    return f"from {one.begins_at:%Y-%m-%d %H:%M} to {one.ends_at:%Y-%m-%d %H:%M} UTC"


def _values(one: RosterEntry) -> dict[str, object]:
    """What a sentence says of the entry that stands in the way."""
    return {"who": one.name, "post": one.post, "begins": one.begins_at, "ends": one.ends_at}
