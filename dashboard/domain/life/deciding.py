"""decide(): from a case and a command to the next case, or to the rule that forbids it."""

from typing import Any

from dashboard.domain.case import Case
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_state
from dashboard.domain.life.rules import RULES
from dashboard.domain.refusals import Refused


def decide(case: Case, command: Any, at: Circumstances) -> Case:
    """The next version of the case; raises `Refused` if a guard forbids the command.

    Commands on more than one state have their own handler: here they are a TypeError.
    """
    kind = type(command)
    check(case, kind, at)
    effect = RULES[kind].effect
    if effect is None:
        raise TypeError(kind.__name__)
    return next_version(effect(case, command, at), case)


def next_version(after: Case, before: Case) -> Case:
    """`after` as the version that follows `before`."""
    return revised(after, version=before.version + 1)


def check(case: Case, kind: type, at: Circumstances) -> None:
    """Raises `Refused` if no command of this kind is possible, whatever it contains."""
    rule = RULES[kind]
    need_state(case, rule.states)
    for guard in rule.guards:
        guard(case, at)


def possible(case: Case, kind: type, at: Circumstances) -> Refused | None:
    """Why any command of this kind would be refused now; None if it may be tried.

    It doesn't look at the command's content, nor at who gives it.
    """
    try:
        check(case, kind, at)
    except Refused as refused:
        return refused
    return None
