"""Carries an act out, on one case or on many, and reports how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import no_update

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.requests import DialogRequest, SeenCase, to_browser
from callbacks.dialogs.values import command
from dashboard.actions.act_names import act_name
from dashboard.actions.alert_endings import BY
from dashboard.actions.handle import handle
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.desk_commands import Merge, Undo
from dashboard.domain.oversight_commands import EscalateIncident
from dashboard.domain.refusals import Refused
from dashboard.store import journal
from layouts.dialogs import answers
from layouts.dialogs.form import DialogLocale


@dataclass(frozen=True, slots=True)
class DialogUpdate:
    """What an answer changes on the screen: the dialog, the toast, the message in the dialog."""

    dialog: Any = no_update
    toast: Any = no_update
    answer: Any = no_update


@dataclass(slots=True)
class ActOutcome:
    """The result for each case."""

    done: list[SeenCase] = field(default_factory=list)
    refused: list[tuple[Case, Refused]] = field(default_factory=list)


def carry_out(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Does it to every case, each with the version that was seen. Raises `Refused`."""
    cases = context.cases(asked.rows)
    outcome = ActOutcome()
    for row, case in cases.items():
        wanted = command(asked.act, case, said, context.person, locale.local.zone)
        if isinstance(wanted, Merge) and wanted.into == case.number and len(cases) > 1:
            continue  # this one takes the others in
        seen, refused = _try(context, row, wanted)
        if refused is None:
            outcome.done.append(seen)
        else:
            outcome.refused.append((case, refused))
    return _shown(context, locale, asked, said, outcome)


def _try(
    context: DialogContext, row: SeenCase, wanted: CentreCommand
) -> tuple[SeenCase, Refused | None]:
    """Does it to the version that was seen; the person's own acts since then don't count.

    The same act as the last one counts, because Enter may have been pressed twice.
    """
    refused = handle(context.system, wanted, by=context.person, seen=row.version).refused
    if refused is None or refused.code != answer_words.CHANGED or row.version is None:
        return row, refused
    with context.system.reader.connect() as connection:
        since = journal.history(
            connection, context.district.key, Kind.CASE, row.number, row.version + 1
        )
    others = [act for act in since if act.by not in (context.person.login, BY)]
    if not since or others or since[-1].act == act_name(wanted):
        return row, refused
    now = SeenCase(row.number, since[-1].state.version)
    return now, handle(context.system, wanted, by=context.person, seen=now.version).refused


def _shown(
    context: DialogContext,
    locale: DialogLocale,
    asked: DialogRequest,
    said: Mapping[str, object],
    outcome: ActOutcome,
) -> DialogUpdate:
    if not outcome.refused:
        return DialogUpdate(dialog=[], toast=_done(locale, asked, said, outcome.done))
    if len(asked.rows) > 1:
        refusals = [
            answers.RefusedCase(
                answer_words.short_number(case.number), answer_words.refusal(locale, refused)
            )
            for case, refused in outcome.refused
        ]
        toast = _done(locale, asked, said, outcome.done) if outcome.done else []
        return DialogUpdate(dialog=answers.partly(locale, len(outcome.done), refusals), toast=toast)
    case, refused = outcome.refused[0]
    if refused.code == answer_words.CHANGED:
        return DialogUpdate(dialog=_overtaken(context, locale, asked, said, (case, refused)))
    words = answer_words.refusal(locale, refused)
    # Applying one's own act has no dialog that could stay.
    stays: Any = [] if asked.values else no_update
    toast = answers.toast(words, good=False)
    return DialogUpdate(dialog=stays, toast=toast, answer=answers.refused(words))


def _overtaken(
    context: DialogContext,
    locale: DialogLocale,
    asked: DialogRequest,
    said: Mapping[str, object],
    told: tuple[Case, Refused],
) -> Any:
    """The choice between a colleague's act and one's own, carried out on the present version."""
    case, refused = told
    by = answer_words.overtaken(context, locale, case, refused)
    now = [SeenCase(case.number, case.version)]
    kept = to_browser(asked.act, now, {name: value for name, value in said.items() if value})
    return answers.overtaken(locale, by, mine(locale, asked, said), kept)


def mine(locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]) -> str:
    """The act in words, with the unit where there is one."""
    words = locale.say(f"act.{asked.act.name}")
    unit = locale.district.units.get(str(said.get("unit", "")))
    return f"{words} → {locale.short(unit)}" if unit else words


def _done(
    locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object], done: Sequence[SeenCase]
) -> Any:
    act = mine(locale, asked, said)
    words = locale.say("done.many", act=act, n=len(done))
    if len(done) == 1:
        words = locale.say("done.one", act=act, number=answer_words.short_number(done[0].number))
    rows = [
        {"no": row.number, "version": row.version + 1} for row in done if row.version is not None
    ]
    # Each changes the case or incident that takes it in: only the last of several could be undone.
    into_one = asked.act.command in (Merge, EscalateIncident) and len(rows) > 1
    if not asked.act.undo or not rows or into_one:
        return answers.toast(words)
    return answers.undoable(locale, words, rows)


def take_back(
    context: DialogContext, locale: DialogLocale, rows: Sequence[SeenCase]
) -> DialogUpdate:
    """Undoes what was done to these cases; somebody may have changed each since."""
    outcome = ActOutcome()
    cases = context.cases(rows)
    for row, case in cases.items():
        wanted = Undo(case=row.number, version=row.version or 0)
        answer = handle(context.system, wanted, by=context.person)
        if answer.refused is None:
            outcome.done.append(row)
        else:
            outcome.refused.append((case, answer.refused))
    if not outcome.refused:
        return DialogUpdate(toast=answers.toast(locale.say("undo.done", n=len(outcome.done))))
    refusals = [
        answers.RefusedCase(
            answer_words.short_number(case.number), answer_words.refusal(locale, refused)
        )
        for case, refused in outcome.refused
    ]
    return DialogUpdate(dialog=answers.partly(locale, len(outcome.done), refusals), toast=[])
