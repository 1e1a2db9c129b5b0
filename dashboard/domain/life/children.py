"""转子案: a part of the work becomes a case of its own."""

from dashboard.domain.case import Case, CaseState, Links
from dashboard.domain.copying import revised
from dashboard.domain.desk_commands import SpawnChild
from dashboard.domain.life.assigning import given
from dashboard.domain.life.assignment import need_duty
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.filing import filed
from dashboard.domain.life.guards import need_words
from dashboard.domain.refusals import Refused

CHILDREN_MAX = 20


def spawn(case: Case, command: SpawnChild, at: Circumstances) -> tuple[Case, Case]:
    """The parent as it goes on, and the child with the number of `at`, filed or with its unit.

    The parent can't close before a blocking child. A detached one (转长期件) is independent and
    takes the callback with it: the parent's answer is "surveyed, plan given" in its own time.
    """
    need_words(command.text, "text")
    if command.item == case.item and command.unit in (None, case.unit):
        raise Refused(
            "SAME_MATTER",
            f"A child of case {case.number} has another item or another unit.",
            case=case.number,
        )
    links = case.links
    if len(links.blocking) + len(links.detached) >= CHILDREN_MAX:
        raise Refused(
            "TOO_MANY_CHILDREN", f"A case has at most {CHILDREN_MAX} children.", most=CHILDREN_MAX
        )
    child = _child(case, command, at)
    if command.blocking:
        links = revised(links, blocking=(*links.blocking, child.number))
        return revised(case, links=links), child
    links = revised(links, detached=(*links.detached, child.number))
    return revised(case, links=links, reporter_known=False), child


def _child(case: Case, command: SpawnChild, at: Circumstances) -> Case:
    item = at.district.items[command.item]
    child = Case(
        number=at.number,
        version=1,
        state=CaseState.REPORTED,
        item=item.code,
        urgency=item.urgency,
        text=command.text,
        channel=case.channel,
        grid=case.grid,
        community=case.community,
        street=case.street,
        lon=case.lon,
        lat=case.lat,
        address=case.address,
        reported_at=at.now,
        reporter_known=case.reporter_known and not command.blocking,
        links=Links(parent=case.number),
    )
    if command.unit is None:
        return filed(child, at)
    need_duty(child, command.unit, at)
    child = revised(child, filed_at=at.now)
    # The tier of whoever arranged the parent on the spot: they have arranged this too.
    return given(child, command.unit, at, directed_by=case.directed_by)
