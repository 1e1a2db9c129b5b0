"""How long each step of a case may take, by urgency (brief of the field, 2.4)."""

from dataclasses import dataclass

from dashboard.domain.unit import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowances:
    """The limits of one urgency, from the district's pack.

    `handle` is for cases without a limit of their own: text alone, or a report graver than its
    item. `return_within` is the window for returning a case to the dispatcher; None: not allowed.
    """

    intake: Limit
    verify_report: Limit
    dispatch: Limit
    acknowledge: Limit
    return_within: Limit | None
    handle: Limit
    verify: Limit
    callback: Limit
