"""Makes a case from a report."""

from dashboard.domain.case import Case, CaseState, Tier
from dashboard.domain.commands import Direct, ReportCase, SelfResolve
from dashboard.domain.copying import revised
from dashboard.domain.life.assigning import directed
from dashboard.domain.life.circumstances import Circumstances
from dashboard.domain.life.clocks import allowances, marked, stage
from dashboard.domain.life.filing import filed, gravest, reported
from dashboard.domain.life.guards import need_item, need_words
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Urgency


def open_case(command: ReportCase, at: Circumstances) -> Case:
    """A new case from a report. Known items are filed at once, text alone waits for a person.

    Raises `Refused` if a self-resolved report is critical (E1), has no item or one that no grid of
    the district may settle alone, or lacks the picture that its item needs.
    """
    spot = at.spot
    if spot is None:
        raise Refused("PLACE_MISSING", "A report needs a place.")
    item = at.district.items[command.item] if command.item else None
    grid = at.district.grids[spot.grid]
    case = Case(
        number=at.number,
        version=1,
        state=CaseState.REPORTED,
        item=command.item,
        urgency=gravest(command.urgency, item),
        text=command.text,
        channel=command.channel,
        grid=grid.no,
        community=grid.community,
        street=grid.street,
        lon=spot.lon,
        lat=spot.lat,
        address=spot.address,
        reported_at=at.now,
        occurred_at=command.occurred_at,
        attachments=command.attachments,
        external_no=command.external_no,
        reporter_known=command.reporter is not None,
    )
    if isinstance(command, SelfResolve):
        return _self_resolved(case, command, at)
    if isinstance(command, Direct):
        return directed(case, command, at)
    return filed(case, at) if item else reported(case, at)


def _self_resolved(case: Case, command: SelfResolve, at: Circumstances) -> Case:
    """Settled on the spot: files itself, and waits for the community station to verify it."""
    if case.urgency is Urgency.E1:
        raise Refused("E1_NOT_ALONE", "A critical case (E1) can't be settled by the grid alone.")
    need_words(command.result, "result")
    need_item(case, at)
    item = at.district.items[case.item or ""]
    if not item.grid_settles:
        words = f"Item {item.code} isn't one that a grid settles alone: report it instead."
        raise Refused("NOT_FOR_GRID", words, item=item.code)
    if item.needs_picture and not case.attachments:
        words = f"Item {item.code}, settled by the grid, needs a picture in `attachments`."
        raise Refused("PICTURE_NEEDED", words, item=item.code)
    done = stage(
        case,
        allowances(case, at).verify,
        at,
        state=CaseState.FEEDBACK,
        filed_at=at.now,
        fed_back_at=at.now,
        self_resolved_by=at.person.login if at.person else command.by,
        result=command.result,
        tier_resolved=Tier.GRID,
        on_time=True,
    )
    return marked(revised(done, case_due_at=done.due_at), at)
