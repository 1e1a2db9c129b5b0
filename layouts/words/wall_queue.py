"""Words of the wall of the queue."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.queue": ("新增与待办", "Waiting"),
    "screens.view.queue": ("清单", "Queue"),
    "queue.new": ("最新上报", "Just reported"),
    "queue.centre": ("待中心处理", "For the centre"),
    "queue.ack": ("等单位签收", "For units to acknowledge"),
    "queue.verify": ("等网格核查", "For grids to verify"),
    "queue.reported": ("今日上报", "New today"),
    "queue.closed": ("结案", "done"),
    "queue.order": ("按级别、久等在前", "longest first"),
    "queue.stages": ("各环节", "By stage"),
    "queue.stage": ("环节", "Stage"),
    "queue.count": ("件", "No."),
    "queue.oldest": ("最久", "Age"),
    "queue.late": ("超期", "Late"),
    "queue.stage.REPORTED": ("待受理", "New"),
    "queue.stage.VERIFYING": ("核实中", "Check"),
    "queue.stage.FILED": ("立案待派", "Assign"),
    "queue.stage.return": ("退单待定", "Return"),
    "queue.stage.extension": ("延期待批", "Extend"),
    "queue.stage.suspension": ("挂账待批", "Hold"),
    "queue.stage.proposal": ("待复核", "Confirm"),
    "queue.stage.DISPATCHED": ("待签收", "Accept"),
    "queue.stage.FEEDBACK": ("待核查", "Verify"),
    "queue.counted.state": ("状态为“{what}”的在办案卷", "Open cases in the state “{what}”"),
    "queue.counted.wait": (
        "已提出申请、等待决定的在办案卷：{what}",
        "Open cases in which this was asked for and isn't decided: {what}",
    ),
}

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "first": ("前 {n}", "first {n}"),
    "none.centre": ("没有待中心处理的案卷", "Nothing waits for the centre"),
    "none.ack": ("没有待签收的案卷", "Nothing to acknowledge"),
    "none.verify": ("没有待核查的案卷", "Nothing to verify"),
    "wait.return": ("退单", "Return?"),
    "wait.extension": ("延期", "Extend?"),
    "wait.suspension": ("挂账", "Suspend?"),
    "wait.proposal": ("复核", "Confirm?"),
}
