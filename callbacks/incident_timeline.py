"""The one timeline of an incident: what was declared, reported, noted, ordered and counted."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from dashboard.domain.act_lines import lines_of
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import Milestone, is_late_entry
from dashboard.domain.workspace.command_seats import CommandSeat
from dashboard.domain.workspace.numbers import Measure
from dashboard.domain.workspace.resources import IncidentResource
from dashboard.domain.workspace.site_parties import SiteParty
from dashboard.domain.workspace.tasks import IncidentTask
from dashboard.store.workspace import DoneAct, IncidentFile
from dashboard.system import to_ms

WORDS_MAX = 1000
Entry = dict[str, Any]


def timeline(file: IncidentFile) -> dict[str, Entry]:
    """Every entry by its id, with the instant of the event and, entered late, that of the entry."""
    own = (*_acts(file), *_notes(file), *_tasks(file.tasks), *_numbers(file))
    found = (*own, *_seats(file.seats), *_resources(file.resources), *_parties(file.parties))
    return {one["id"]: one for one in found}


def _entry(kind: str, which: str, at: datetime, entered_at: datetime, **more: Any) -> Entry:
    late = is_late_entry(at, entered_at)
    told = {"id": f"{kind}/{which}", "kind": kind, "at": to_ms(at)}
    return told | {"entered": to_ms(entered_at) if late else None} | more


def _acts(file: IncidentFile) -> Iterator[Entry]:
    """The acts on the incident itself; cases linked one after the other are one entry."""
    last = _last_noted(file.acts)
    after = 0
    for line in lines_of(file.acts):
        after += line.acts
        place, one = after - 1, line.last
        which = str(file.left_out + place)
        milestone = _milestone(one)
        at = one.at
        if milestone is not None and last.get(milestone) == place:
            at = _happened(file.incident, milestone) or at
        yield _entry(
            "act",
            which,
            at,
            one.at,
            act=line.act,
            words="" if milestone else line.words[:WORDS_MAX],
            milestone=milestone,
            level=one.level,
            n=line.cases,
            by=file.names.get(one.by, one.by),
        )


def _milestone(one: DoneAct) -> str | None:
    if one.act != "note_milestone":
        return None
    name = one.why.partition(":")[0]
    return name if name in Milestone.__members__ else None


def _last_noted(acts: Sequence[DoneAct]) -> dict[str, int]:
    """Where each milestone was noted last: what came before has been corrected."""
    return {name: place for place, one in enumerate(acts) if (name := _milestone(one))}


def _happened(incident: Incident, milestone: str) -> datetime | None:
    return next((one.at for one in incident.milestones if one.milestone == milestone), None)


def _notes(file: IncidentFile) -> Iterator[Entry]:
    for one in file.notes:
        yield _entry(
            "note",
            one.number,
            one.at,
            one.entered_at,
            no=one.number,
            words=one.words,
            by=one.name,
            struck=one.struck_by,
            why=one.struck_why,
        )


def _tasks(tasks: Sequence[IncidentTask]) -> Iterator[Entry]:
    for one in tasks:
        of = {"unit": one.unit, "post": one.post, "gap": one.gap}
        set_at = one.set_at
        yield _entry("task", one.number, set_at, set_at, words=one.words, by=one.name, **of)
        if one.answered_at is not None:
            at, by = one.answered_at, one.answered_by
            yield _entry("answer", one.number, at, at, words=one.answer, by=by, of=one.words, **of)
        if one.dropped_at is not None:
            at, by = one.dropped_at, one.dropped_by
            why = one.dropped_why
            yield _entry("drop", one.number, at, at, words=why, by=by, of=one.words, **of)


def _numbers(file: IncidentFile) -> Iterator[Entry]:
    before: dict[Measure, int] = {}
    for one in file.numbers:
        yield _entry(
            "number",
            one.number,
            one.at,
            one.entered_at,
            measure=one.measure.value,
            value=one.value,
            before=before.get(one.measure),
            source=one.source,
            by=one.name,
        )
        before[one.measure] = one.value


def _seats(seats: Sequence[CommandSeat]) -> Iterator[Entry]:
    """Each change of hands, with who had it before."""
    for seat in seats:
        before = ""
        for place, term in enumerate(seat.terms):
            yield _entry(
                "seat",
                f"{seat.number}.{place}",
                term.at,
                term.entered_at,
                role=seat.role.value,
                holder=term.holder,
                before=before,
                unit=term.unit,
                by=term.name,
            )
            before = term.holder


def _resources(resources: Sequence[IncidentResource]) -> Iterator[Entry]:
    for one in resources:
        for step in one.steps:
            yield _entry(
                "resource",
                f"{one.number}.{step.stage}",
                step.at,
                step.entered_at,
                what=one.what,
                amount=one.amount,
                unit=one.unit,
                source=one.source,
                stage=step.stage.value,
                by=step.name,
            )


def _parties(parties: Sequence[SiteParty]) -> Iterator[Entry]:
    """Who came and who left; each word between is in the journal."""
    for one in parties:
        of = {"who": one.who, "people": one.people}
        came, at = one.entered_at, one.at
        yield _entry("party", f"{one.number}.CAME", at, came, stage="CAME", by=one.name, **of)
        if one.left_at is not None:
            at, by = one.left_at, one.left_by
            yield _entry("party", f"{one.number}.LEFT", at, at, stage="LEFT", by=by, **of)
