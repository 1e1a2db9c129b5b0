"""What the duty desk does inside an incident: notes, tasks and their answers, numbers.

Each follows from what has happened to the incident, and is planned once for it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.milestones import Milestone
from dashboard.domain.workspace.notes import AddNote
from dashboard.domain.workspace.numbers import GiveNumber, Measure, SituationNumber
from dashboard.domain.workspace.tasks import AnswerTask, IncidentTask, SetTask
from feeds.simulator import words
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.staff import ON_DUTY
from feeds.simulator.town import Town

MINUTE = timedelta(minutes=1)
SOON_MINUTES = (1.0, 6.0)
LATER_MINUTES = (25.0, 55.0)
AFTERWARDS, AFTERWARDS_MINUTES = 0.2, (4.0, 15.0)
"""Share of the notes that are entered later (补记), and by how much."""
LIMITS_MINUTES = {"tasks_street": 60.0, "tasks_desk": 30.0}
"""What is ordered once the level is declared: of the street, and of the duty room itself."""
LATE = 0.15
"""Share of the tasks that are answered after their limit."""
COURSE = (1.0, 2.0, 3.0, 1.25, 0.0)
"""How many homes are without supply, as the reports come in; in parts of the first number."""
HOMES = (20, 45)
"""In tens."""
STATED = {Milestone.ON_SITE: "notes_on_site", Milestone.CONTAINED: "notes_contained"}


def work_about(
    before: Incident | None, incident: Incident, now: datetime, town: Town, pace: Pace
) -> Iterator[DeskOrder]:
    """What is entered because of the incident's last change."""
    chance = town.chance("work", incident.number, incident.version)
    for about in _news(before, incident):
        said = words.say_of(incident.title, about, chance)
        yield _note(incident, said, now, chance, pace)
    if _declared_first(before, incident):
        for about, minutes in LIMITS_MINUTES.items():
            at = pace.after(now, _minutes(chance, SOON_MINUTES))
            due_at = pace.after(at, minutes * MINUTE)
            said = words.say_of(incident.title, about, chance)
            yield DeskOrder(ON_DUTY, at, _task(incident, about, said, due_at, town))
        yield from _first_numbers(incident, now, chance, town, pace)


def _minutes(chance: Random, between: tuple[float, float]) -> timedelta:
    return MINUTE * chance.uniform(*between)


def _news(before: Incident | None, incident: Incident) -> list[str]:
    if before is None:
        return []
    known = {one.milestone for one in before.milestones}
    fresh = [one.milestone for one in incident.milestones if one.milestone not in known]
    found = [STATED[one] for one in fresh if one in STATED]
    return ["notes_declared", *found] if _declared_first(before, incident) else found


def _declared_first(before: Incident | None, incident: Incident) -> bool:
    suspected = before is not None and before.state is IncidentState.SUSPECTED
    return suspected and incident.state is IncidentState.CONFIRMED


def _note(incident: Incident, said: str, now: datetime, chance: Random, pace: Pace) -> DeskOrder:
    happened = pace.after(now, _minutes(chance, SOON_MINUTES))
    later = chance.random() < AFTERWARDS
    wrote = pace.after(happened, _minutes(chance, AFTERWARDS_MINUTES)) if later else happened
    note = AddNote(incident=incident.number, words=said, at=happened if later else None)
    return DeskOrder(ON_DUTY, wrote, note)


def _task(incident: Incident, about: str, said: str, due_at: datetime, town: Town) -> SetTask:
    posts = town.district.posts
    desk = next((code for code, post in posts.items() if post.has_shift), "")
    of_street = about == "tasks_street" and incident.street in town.district.units
    return SetTask(
        incident=incident.number,
        words=said,
        due_at=due_at,
        unit=incident.street if of_street or not desk else "",
        post="" if of_street else desk,
    )


def next_answer(task: IncidentTask, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """The answer to an open task, mostly before its limit."""
    if not task.open or task.gap:
        return None
    chance = town.chance("answer", task.number)
    allowed = task.due_at - task.set_at
    share = chance.uniform(1.05, 1.4) if chance.random() < LATE else chance.uniform(0.4, 0.95)
    at = max(pace.after(since, MINUTE / 2), task.set_at + share * allowed)
    answer = AnswerTask(
        incident=task.incident, number=task.number, answer=words.say("answers", chance)
    )
    return DeskOrder(ON_DUTY, at, answer)


def next_in_work(
    state: IncidentTask | SituationNumber, since: datetime, town: Town, pace: Pace
) -> DeskOrder | None:
    """What follows a task or a number."""
    if isinstance(state, IncidentTask):
        return next_answer(state, since, town, pace)
    return next_number(state, since, town, pace)


# Numbers --------------------------------------------------------------------------------------


def _homes(incident: str, town: Town) -> int:
    return town.chance("homes", incident).randint(*HOMES) * 10


def _first_numbers(
    incident: Incident, now: datetime, chance: Random, town: Town, pace: Pace
) -> Iterator[DeskOrder]:
    given = [(Measure.DEAD, 0, "消防大队"), (Measure.INJURED, 0, "消防大队")]
    if words.is_burst(incident.title):
        water = "供水" in incident.title
        measure = Measure.WITHOUT_WATER if water else Measure.WITHOUT_HEAT
        source = "水务集团" if water else "供热集团"
        given.append((measure, _homes(incident.number, town), source))
    for measure, value, source in given:
        at = pace.after(now, _minutes(chance, SOON_MINUTES))
        number = GiveNumber(incident=incident.number, measure=measure, value=value, source=source)
        yield DeskOrder(ON_DUTY, at, number)


def next_number(row: SituationNumber, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """The next value of the homes without supply, until they have it again."""
    base = _homes(row.incident, town)
    course = [round(base * part) for part in COURSE]
    place = course.index(row.value) if row.value in course else len(course)
    if not row.measure.startswith("WITHOUT") or place + 1 >= len(course):
        return None
    chance = town.chance("homes", row.incident, place)
    number = GiveNumber(
        incident=row.incident,
        measure=row.measure,
        value=course[place + 1],
        source=row.source,
        seen=row.number,
    )
    return DeskOrder(ON_DUTY, pace.after(since, _minutes(chance, LATER_MINUTES)), number)
