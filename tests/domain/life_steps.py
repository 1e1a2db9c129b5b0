"""Commands on a case: any at all, the usual next one, or one aside."""

from datetime import datetime, timedelta
from typing import Any, get_type_hints

from hypothesis import strategies as st

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.case import Case, CaseState
from dashboard.domain.life import RULES
from tests.domain.situations import CRITICAL, DISTRICT, GRID, LEADER, LONG, OTHER_UNIT, PLAIN, UNIT
from tests.domain.values import WRITABLE, any_of
from tests.helpers.clock import MORNING

S = CaseState
STREET = DISTRICT.grids[GRID].street
UNITS = st.sampled_from([UNIT, OTHER_UNIT, STREET])
PEOPLE = st.sampled_from([LEADER, "station", "li", "wang", UNIT, OTHER_UNIT])
NUMBERS = tuple(f"NG20261123-{n:04}" for n in range(1, 6))
PICK = st.integers(0, len(NUMBERS) - 1)
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "case": st.just(NUMBERS[0]),
    "unit": UNITS,
    "by": PEOPLE,
    "item": st.sampled_from([PLAIN, PLAIN, CRITICAL, LONG]),
    "level": st.integers(0, 4),
    "until": st.timedeltas(timedelta(0), timedelta(days=200)).map(lambda wait: MORNING + wait),
    **dict.fromkeys(
        ("reason", "words", "opinion", "result", "text", "whom", "reply"), st.just("理由")
    ),
}
SOLE = [kind for kind, rule in RULES.items() if rule.effect]
MOVING = [kind for kind in SOLE if RULES[kind].states != frozenset(S)]
"""Without what only adds to the record."""
GIVING = (c.Direct, d.Dispatch, d.Reassign, d.AddCoHandler)


def any_command(kind: type) -> st.SearchStrategy[Any]:
    """Any command of this kind, with units, people, items and times that can mean something."""
    hints = get_type_hints(kind)
    fields = {name: any_of(hint, WRITABLE) for name, hint in hints.items()}
    fields |= {name: BY_NAME[name] for name in hints.keys() & BY_NAME.keys()}
    return st.builds(kind, **fields)


def verifier(case: Case) -> str:
    """A post whose turn it is to verify."""
    return "station" if case.self_resolved_by else "somebody"


def next_step(case: Case) -> Any:
    """What usually comes next; None if only somebody else's decision helps."""
    no, unit = case.number, case.unit or UNIT
    steps: dict[CaseState, Any] = {
        S.REPORTED: d.Accept(case=no, item=PLAIN),
        S.VERIFYING: d.VerifyReport(case=no, found=True, opinion="属实"),
        S.FILED: c.Direct(case=no, unit=unit, by=LEADER),
        S.DISPATCHED: c.Acknowledge(case=no, unit=unit),
        S.PROCESSING: c.FeedBack(case=no, unit=unit, result="已清"),
        S.SUSPENDED: d.Resume(case=no),
        S.FEEDBACK: c.Verify(case=no, passed=True, by=verifier(case)),
        S.VERIFIED: c.CallBack(case=no, reached=True, solved=True),
    }
    return steps.get(case.state)


def side_step(case: Case, now: datetime, agreed: bool) -> Any:
    """What else may come: a decision on a request, or a new request."""
    no, unit, why = case.number, case.unit or UNIT, "理由"
    waiting = {
        d.DecideProposal: case.proposal,
        d.DecideReturn: case.return_pending,
        d.DecideExtension: case.extension_pending,
        d.DecideSuspension: case.suspension_pending,
    }
    for kind, asked in waiting.items():
        if asked:
            return kind(case=no, agreed=agreed, reason=why)
    later = (case.due_at or now) + timedelta(hours=1 if agreed else 30)
    steps: dict[CaseState, Any] = {
        S.REPORTED: d.Accept(case=no, item=PLAIN, verify=agreed),
        S.VERIFYING: d.VerifyReport(case=no, found=agreed, opinion=why)
        if agreed
        else d.File(case=no, reason=why),
        S.FILED: d.ProposeVoid(case=no, reason=why),
        S.DISPATCHED: c.Return(case=no, unit=unit, reason=why),
        S.PROCESSING: c.RequestExtension(case=no, unit=unit, reason=why, until=later)
        if agreed
        else c.RequestSuspension(case=no, unit=unit, reason=why, until=now + timedelta(days=9)),
        S.FEEDBACK: c.Verify(case=no, passed=False, by=verifier(case), opinion=why),
        S.VERIFIED: d.Close(case=no, reason=why, no_reply="" if agreed else why),
        S.SUSPENDED: d.Resume(case=no),
    }
    return steps.get(case.state)
