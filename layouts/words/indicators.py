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
    "indicators.title": ("考核指标", "Indicators"),
    "indicators.days": ("近 {n} 天", "last {n}d"),
    "indicators.seq": ("依据日志至第 {seq} 条", "by the journal up to entry {seq}"),
    "indicators.file": ("导出 {kind}", "Export {kind}"),
    "indicators.scheme": (
        "权重 {version}；没有案卷的指标不计，其余按比例分；不足 5 件的不排",
        (
            "weights {version}; an indicator without a case is left out and the others share its "
            "points; below 5 cases nobody is ranked"
        ),
    ),
    "indicators.alike": (
        "够样本的不到两家，或相差不到 {n} 分：差别没有意义，不排位次",
        "fewer than two with enough cases, or all within {n} point: no meaningful difference",
    ),
    "indicators.points": ("{n} 分", "{n} pt"),
    "indicators.points.inverse": ("{n} 分，越低越好", "{n} pt, less is better"),
    "indicators.unweighed": ("不计分", "not scored"),
    "indicators.few": ("样本不足", "too few"),
    "indicators.busy": (
        "正在做别的导出，过一会儿再点。",
        "Another file is being made; press again in a while.",
    ),
    "indicators.away": (
        "数据库暂时读不到，过一会儿再打开。",
        "The database can't be read just now; open this again in a while.",
    ),
    "sheet.rows": ("案卷", "Cases"),
    "sheet.table": ("指标", "Indicators"),
    "sheet.definitions": ("口径", "Definitions"),
    "sheet.what": ("项", "Item"),
    "sheet.said": ("说明", "What it is"),
    "sheet.demo": ("演示", "Demo"),
    "sheet.demo.of": ("演示数据，不是真实案卷", "Made-up data of a demo, no real cases"),
    "sheet.district": ("区", "District"),
    "sheet.part": ("范围", "Part"),
    "sheet.whole": ("全区", "the whole district"),
    "sheet.period": ("时段", "Period"),
    "sheet.period.of": (
        "{since} 至 {until}（含起点、不含终点，{zone}）",
        "{since} to {until} (its beginning but not its end, {zone})",
    ),
    "sheet.at": ("统计时刻", "Counted at"),
    "sheet.seq": ("日志序号", "Journal entry"),
    "sheet.counted": ("行数", "Rows counted"),
    "sheet.listed": ("本文件所列", "Rows listed here"),
    "sheet.cut": ("截断", "Cut"),
    "sheet.cut.of": (
        "共 {n} 行，本文件只列前 {most} 行；请缩短时段",
        "There are {n}; only the first {most} are listed here: choose a shorter period",
    ),
    "sheet.kind.department": ("部门", "Departments"),
    "sheet.kind.utility": ("公共服务企业", "Utilities"),
    "sheet.kind.street": ("街（乡）（作为承办单位）", "Streets, as those who handle cases"),
    "sheet.kind.area": ("街（乡）（辖区）", "Streets, as areas"),
    "sheet.own.unit": ("承办的案卷", "Cases that it handles"),
    "sheet.own.street": ("本街（乡）的案卷", "Cases of this street"),
    "sheet.own.community": ("本社区的案卷", "Cases of this community"),
    "sheet.own.grid": ("本网格的案卷", "Cases of this grid"),
    "sheet.column.number": ("案卷", "Case"),
    "sheet.column.item": ("小项", "Item"),
    "sheet.column.street": ("街（乡）", "Street"),
    "sheet.column.community": ("社区", "Community"),
    "sheet.column.grid": ("网格", "Grid"),
    "sheet.column.unit": ("单位", "Unit"),
    "sheet.column.urgency": ("紧急程度", "Urgency"),
    "sheet.column.state": ("状态", "State"),
    "sheet.column.reported": ("上报", "Reported"),
    "sheet.column.filed": ("立案", "Filed"),
    "sheet.column.handled": ("反馈", "Result"),
    "sheet.column.due": ("结案时限", "Due"),
    "sheet.column.closed": ("结案", "Closed"),
    "sheet.column.hours": ("用时（小时）", "Took (h)"),
    "sheet.column.kind": ("类别", "Group"),
    "sheet.column.peer": ("名称", "Name"),
    "sheet.column.indicator": ("指标", "Indicator"),
    "sheet.column.rate": ("率", "Rate"),
    "sheet.column.met": ("计入", "Counted"),
    "sheet.column.n": ("分母", "Of"),
    "sheet.column.median": ("全区同类中位数", "The district's median"),
    "sheet.column.points": ("得分", "Score"),
    "sheet.column.grade": ("等级", "Grade"),
    "sheet.column.place": ("位次", "Place"),
}
"""`leaders.of.<metric>` and `.counted`, as in `leaders`."""
