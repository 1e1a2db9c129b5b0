"""Guards: what can forbid a command; each refusal is one sentence with its values."""

from collections.abc import Callable, Iterable

from dashboard.domain.case import Case, CaseState
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.refusals import Refused

Guard = Callable[[Case, Circumstances], None]


def need_state(case: Case, states: Iterable[CaseState]) -> None:
    """Refuses if the case is not in one of these states."""
    if case.state in states:
        return
    number, state = case.number, case.state
    if not case.open:
        raise Refused(
            "CASE_CLOSED",
            f"Case {number} is {state}; nothing can change it.",
            case=number,
            state=state,
        )
    wanted = tuple(one for one in CaseState if one in states)
    raise Refused(
        "WRONG_STATE",
        f"Case {number} is {state}; this needs {' or '.join(wanted)}.",
        case=number,
        state=state,
        wanted=wanted,
    )


def need_unit(case: Case, unit: str) -> None:
    """Refuses if the message's unit doesn't have the case."""
    if case.unit != unit:
        raise Refused(
            "OTHER_UNIT",
            f"Case {case.number} is with {case.unit or 'no unit'}, not with {unit}.",
            case=case.number,
            unit=case.unit,
            other=unit,
        )


def need_words(said: str, field: str) -> None:
    """Refuses if a reason or opinion is missing."""
    if not said.strip():
        raise Refused("WORDS_MISSING", f"`{field}` must be given here.", field=field)


def need_item(case: Case, _: Circumstances) -> None:
    """Refuses if the case has no duty item."""
    if case.item is None:
        raise Refused("ITEM_MISSING", f"Case {case.number} has no duty item yet.", case=case.number)


def need_children_closed(case: Case, at: Circumstances) -> None:
    """Refuses if a blocking child is still open."""
    still = open_children(case, at)
    if still:
        raise Refused(
            "CHILDREN_OPEN",
            f"Case {case.number} closes after its child cases: {', '.join(still)}.",
            case=case.number,
            children=still,
        )


def need_parent_open(case: Case, at: Circumstances) -> None:
    """Refuses to reopen a blocking child of a closed case."""
    parent = at.linked.get(case.links.parent or "")
    if parent is not None and not parent.open and case.number in parent.links.blocking:
        raise Refused(
            "PARENT_CLOSED",
            f"Case {case.number} is part of {parent.number}, which is closed: reopen that first.",
            case=case.number,
            parent=parent.number,
        )


def open_children(case: Case, at: Circumstances) -> tuple[str, ...]:
    """The open blocking children, which prevent the close."""
    linked = at.linked
    return tuple(no for no in case.links.blocking if no in linked and linked[no].open)
