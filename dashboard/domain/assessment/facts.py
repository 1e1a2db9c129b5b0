"""What the assessment needs of a case, and the one instant at which the case is judged."""

from dataclasses import dataclass

from dashboard.domain.case import CaseState, Tier
from dashboard.domain.commands import Channel, Satisfaction
from dashboard.domain.life.clocks import HANDLING
from dashboard.domain.unit import Urgency

NO_MATTER = frozenset({CaseState.REJECTED, CaseState.VOIDED, CaseState.MERGED})
"""A merged case counts through the case it was merged into."""
NOT_JUDGED = NO_MATTER | {CaseState.SUSPENDED}
"""A suspended case counts once it resumes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One case as it stands. Instants are ms since 1970; None for one that hasn't come.

    `due_at` is the deadline of the whole case (结案时限), `stage_due_at` that of its present stage.
    Only a closed case has `closed_at`. `on_time` is how its unit was judged at the feedback.
    `acknowledge_by` and `acknowledged_at` are of its last dispatch; `handed_out` is whether any
    unit has had it, `suspended` whether it has ever been, `solved` the reporter's last answer.
    """

    number: str
    state: CaseState
    urgency: Urgency
    item: str | None
    unit: str | None
    street: str
    grid: int
    community: str = ""
    helpers: tuple[str, ...] = ()
    channel: Channel = Channel.OTHER
    reported_at: int
    filed_at: int | None = None
    closed_at: int | None = None
    due_at: int | None = None
    stage_due_at: int | None = None
    handled_at: int | None = None
    on_time: bool | None = None
    handed_out: bool = False
    acknowledge_by: int | None = None
    acknowledged_at: int | None = None
    returns: int = 0
    reworks: int = 0
    extensions: int = 0
    suspended: bool = False
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    tier: Tier | None = None

    @property
    def decided_at(self) -> int | None:
        """When it is known whether the case is on time: its close, or else its deadline.

        A case without a deadline is judged by its close alone.
        """
        closed, due = self.closed_at, self.due_at
        if closed is None:
            return None if self.state in NOT_JUDGED else due
        return closed if due is None or closed <= due else due

    @property
    def closed_in_time(self) -> bool:
        """Closed, and by its deadline."""
        return self.closed_at is not None and self.closed_at == self.decided_at

    @property
    def handling_decided_at(self) -> int | None:
        """The same for the unit's work: its result, or the deadline of a case in hand."""
        if self.unit is None or self._not_judged:
            return None
        if self._in_hand:
            return self.stage_due_at
        return self.handled_at if self.on_time is not None else None

    @property
    def handled_in_time(self) -> bool:
        """Whether the unit gave its result in time; a case in hand past its deadline has none."""
        return self.on_time is True and not self._in_hand

    @property
    def acknowledging_decided_at(self) -> int | None:
        """When it is known whether its unit acknowledged in time: then, or else at the limit."""
        if self.unit is None or self.acknowledge_by is None or self._not_judged:
            return None
        if self.acknowledged_at is None:
            return self.acknowledge_by
        return min(self.acknowledged_at, self.acknowledge_by)

    @property
    def acknowledged_in_time(self) -> bool:
        """Whether its unit has acknowledged it, and by the limit."""
        done = self.acknowledged_at
        return done is not None and done == self.acknowledging_decided_at

    @property
    def _not_judged(self) -> bool:
        return self.closed_at is None and self.state in NOT_JUDGED

    @property
    def _in_hand(self) -> bool:
        return self.closed_at is None and self.state in HANDLING

    @property
    def took(self) -> int:
        """From the report to the close, in ms; None if it isn't closed."""
        return 0 if self.closed_at is None else self.closed_at - self.reported_at
