"""decide(): from a case and a command to the next case, or to the rule that stands against it."""

from typing import Any

from dashboard.domain.case import Case
from dashboard.domain.copying import revised
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.guards import need_state
from dashboard.domain.life.rules import RULES
from dashboard.domain.refusals import Refused


def decide(case: Case, command: Any, at: Circumstances) -> Case:
    """The case after the command, one version on; `Refused` if a guard stands against it.

    Commands on more than one state have a handler of their own: here they are a TypeError.
    """
    kind = type(command)
    check(case, kind, at)
    effect = RULES[kind].effect
    if effect is None:
        raise TypeError(kind.__name__)
    return next_version(effect(case, command, at), case)


def next_version(after: Case, before: Case) -> Case:
    """The state that follows on `before`."""
    return revised(after, version=before.version + 1)


def check(case: Case, kind: type, at: Circumstances) -> None:
    """Raises `Refused` where no command of this kind can be carried out, whatever it says."""
    rule = RULES[kind]
    need_state(case, rule.states)
    for guard in rule.guards:
        guard(case, at)


def possible(case: Case, kind: type, at: Circumstances) -> Refused | None:
    """What stands against any command of this kind now; None: it may be tried.

    What the command itself says isn't looked at, nor who asks.
    """
    try:
        check(case, kind, at)
    except Refused as refused:
        return refused
    return None
