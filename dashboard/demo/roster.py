"""The demo's roster: two weeks ahead, with a night now and then for which nobody was found."""

from datetime import UTC, datetime, time, timedelta

from dashboard.actions.handle import handle
from dashboard.demo.past import SEED
from dashboard.demo.people import CREW, everybody
from dashboard.domain.duty.duty_posts import DutyPost
from dashboard.domain.duty.gaps import Span, tours
from dashboard.domain.duty.roster import AddToRoster
from dashboard.store import roster
from dashboard.store.demo_mark import BY
from dashboard.system import System
from feeds.simulator.handover import change_after, officer
from feeds.simulator.town import Town

DAYS = 14
DAY = timedelta(days=1)
SHORT_OF = "HEAT"
"""The post for which nobody is found every third night."""
EVERY = 3


def write_roster(system: System) -> None:
    """Fills the days ahead on which nobody has any tour yet."""
    today = system.day_start(system.clock())
    for ahead in range(DAYS):
        day = Span(today + ahead * DAY, today + (ahead + 1) * DAY)
        with system.reader.connect() as connection:
            key = system.district.key
            known = roster.between(connection, key, day.begins_at, day.ends_at)
        if any(entry.begins_at >= day.begins_at for entry in known):
            continue
        for place, post in enumerate(system.district.posts.values()):
            if post.code == SHORT_OF and ahead % EVERY == 0:
                continue
            _fill(system, post, day, place)


def _fill(system: System, post: DutyPost, day: Span, place: int) -> None:
    """The tours that begin on this day, each by the first who may have it."""
    persons = everybody(system.district)
    for tour in _shifts(system, day) if post.has_shift else _tours(system, post, day):
        logins = (
            [officer(_town(system), tour.begins_at)]
            if post.has_shift
            else _turn(system, day, place)
        )
        for login in logins:
            command = AddToRoster(
                post=post.code,
                login=login,
                begins_at=tour.begins_at,
                ends_at=tour.ends_at,
                contact=f"8870 {1000 + list(persons).index(login)}",
            )
            if handle(system, command, by=BY).refused is None:
                break


def _turn(system: System, day: Span, place: int) -> list[str]:
    """The crew, in another order each day; who can hold fewer posts comes first."""
    posts = system.district.posts.values()
    turn = day.begins_at.astimezone(system.zone).date().toordinal() * len(posts) + place
    crew = sorted(
        (CREW[(turn + n) % len(CREW)] for n in range(len(CREW))),
        key=lambda person: sum(person.role in one.roles for one in posts),
    )
    return [person.login for person in crew]


def _town(system: System) -> Town:
    return Town(system.district, system.pack.places, SEED)


def _shifts(system: System, day: Span) -> list[Span]:
    """The shifts that begin on this day, as the simulated officers keep them."""
    town, found = _town(system), []
    begins_at = change_after(town, day.begins_at)
    while begins_at < day.ends_at:
        found.append(Span(begins_at, change_after(town, begins_at)))
        begins_at = found[-1].ends_at
    return found


def _tours(system: System, post: DutyPost, day: Span) -> list[Span]:
    if post.hours is None:
        return []
    window = Span(day.begins_at, day.ends_at + DAY)
    begun = _local(day.begins_at, post.hours[0], system)
    return [tour for tour in tours(post.hours, window, system.zone) if tour.begins_at == begun]


def _local(day_start: datetime, at: time, system: System) -> datetime:
    day = day_start.astimezone(system.zone).date()
    return datetime.combine(day, at, system.zone).astimezone(UTC)
