"""Words of the indicators: their names beside those in `leaders`, and what each counts."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "leaders.of.settled": ("已结案", "Closed by now"),
    "leaders.of.settled.counted": (
        "应结案中，到现在已经结案的，按期与否都算",
        "Of those due to be closed, the ones closed by now, on time or not",
    ),
    "leaders.of.extended": ("延过期", "Extended"),
    "leaders.of.extended.counted": (
        "应结案且派遣过的案卷中，批准过延期的",
        "Of those due to be closed that a unit has had, the ones that got more time",
    ),
    "leaders.of.suspended": ("挂过账", "Suspended before"),
    "leaders.of.suspended.counted": (
        "应结案且派遣过的案卷中，挂账后又恢复的；正挂账的不算",
        (
            "Of those due to be closed that a unit has had, the ones that were suspended and "
            "resumed; those suspended now don't count"
        ),
    ),
    "leaders.of.solved": ("回访已解决", "Solved"),
    "leaders.of.solved.counted": (
        "这段时间结案、回访答过的案卷中，最后一次回答“已解决”的",
        "Of those closed in this time whose reporter has answered, the ones last said to be solved",
    ),
    "leaders.of.once": ("一次办结", "Closed at once"),
    "leaders.of.once.counted": (
        "这段时间结案的案卷中，没有退单、返工、延期、重办的",
        "Of those closed in this time, the ones without return, rework, extension or reopening",
    ),
    "leaders.of.local": ("基层办结", "Closed below the district"),
    "leaders.of.local.counted": (
        "这段时间结案的案卷中，由网格、社区或街道办结的",
        "Of those closed in this time, the ones that grid, community or street has settled",
    ),
    "leaders.of.proactive": ("主动发现", "Found by ourselves"),
    "leaders.of.proactive.counted": (
        "这段时间立案的案卷中，由网格、巡查、说事点报来的；不予受理、作废、并案不算",
        (
            "Of those filed in this time, the ones from grids, patrols and talk points; "
            "rejected, voided and merged ones don't count"
        ),
    ),
    "leaders.of.acknowledged": ("按时签收", "Acknowledged in time"),
    "leaders.of.acknowledged.counted": (
        "最后一次派遣，在签收时限内签收的；没按时签收的算在签收时限到时",
        (
            "Those that their unit acknowledged by the limit of the last dispatch; "
            "others count when that limit ends"
        ),
    ),
}
"""`leaders.of.<metric>` and `.counted`, as in `leaders`."""
