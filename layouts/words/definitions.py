"""The metric dictionary's page, and its entries beside the main figures in `metrics`."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "definitions.title": ("指标说明", "Metric dictionary"),
    "definitions.note": (
        "同一个数在大屏、派遣台、接口中只有一种算法；点一个数，看到的就是它所数的案卷。",
        (
            "A figure is counted in one way on walls, desks and the interface; "
            "behind each stand exactly the rows that it counts."
        ),
    ),
    "definitions.main": ("主要指标", "Main figures"),
    "definitions.other": ("分组与其他", "By group, and others"),
    "definitions.desk": ("派遣台筛选", "The desk's filters"),
    "definitions.metric": ("指标", "Figure"),
    "definitions.counted": ("算法", "What it counts"),
    "definitions.unit": ("单位", "Unit"),
    "definitions.shown": ("出现在", "Shown on"),
    "definitions.api": ("接口 /api/picture", "/api/picture"),
    "definitions.console": ("派遣台", "Desk"),
    "definitions.wall": ("大屏“{view}”", "wall “{view}”"),
    "definitions.unit.cases": ("件", "cases"),
    "definitions.unit.units": ("个单位", "units"),
    "definitions.unit.time": ("时长", "time"),
    "metric.of_group": ("街道、社区、网格、单位的在办", "Open, of a place or unit"),
    "metric.of_group.counted": (
        "该街道、社区、网格内，或以该单位为主办的在办案卷；地图街名旁为“超期/在办”",
        (
            "Open cases in that street, community or grid, or led by that unit; "
            "beside a street's name stand overdue/open"
        ),
    ),
    "metric.late_of_group": ("街道、社区、网格、单位的超期", "Overdue, of a place or unit"),
    "metric.late_of_group.counted": (
        "其中当前环节期限已过的；地图格子的颜色按此件数",
        "Those of them past the deadline of their stage; a map cell's colour follows it",
    ),
    "metric.capacity": ("承载量", "Capacity"),
    "metric.capacity.counted": (
        "工作日在岗人数（此刻在岗更多的按此刻）× 每人可同时办理件数；未报的按编制",
        "Its working day's handlers (those on duty, if more) times cases that each can hold",
    ),
    "metric.stage": ("各环节：件", "By stage: cases"),
    "metric.stage.counted": (
        "处于该状态，或已提出该申请、等待决定的在办案卷；一件可同时计入状态与申请",
        "Open cases in that state, or with that request undecided; one case may be in both",
    ),
    "metric.stage_oldest": ("各环节：最久", "By stage: age"),
    "metric.stage_oldest.counted": (
        "其中进入当前环节最早的一件，至今多久",
        "How long the one that has been in its stage longest has been there",
    ),
    "metric.stage_late": ("各环节：超期", "By stage: late"),
    "metric.stage_late.counted": (
        "其中当前环节期限已过的",
        "Those of them past the deadline of their stage",
    ),
    "metric.centre": ("待中心处理", "For the centre"),
    "metric.centre.counted": (
        "待受理、核实中、待派遣，以及退单、延期、挂账、办结建议待决定的在办案卷",
        (
            "Open cases that no unit has, and those with a return, extension, suspension or "
            "proposal to be decided"
        ),
    ),
    "metric.linked": ("突发事件挂接", "Linked to an incident"),
    "metric.linked.counted": (
        "挂接到该突发事件的在办案卷",
        "Open cases linked to that incident",
    ),
    "metric.facet": ("筛选项旁的数", "Beside a filter"),
    "metric.facet.counted": (
        "在其他筛选项不变时，选它会显示的案卷数；只含本人权限内的在办案卷",
        (
            "Cases that choosing it would show beside the other filters, "
            "of the open ones within one's own bounds"
        ),
    ),
    "facet.lamp.counted": (
        "按当前环节时钟：严重超期、超期、将到期、正常；挂账不计时",
        "By the clock of the present stage; suspended cases have none",
    ),
    "facet.alert.counted": ("未确认或搁置中的告警所指案卷", "Cases that a standing alert is about"),
    "facet.seat.counted": ("下一步由谁办", "Whose act comes next"),
    "facet.wait.counted": ("已提出、等待决定的申请", "What was asked for and isn't decided yet"),
    "facet.state.counted": ("案卷现在的状态", "The state a case is in"),
    "facet.urgency.counted": ("E1 特急至 E4 复杂", "E1 critical to E4 complex"),
    "facet.street.counted": ("案卷所在街道", "The street a case lies in"),
    "facet.unit.counted": ("现在的主办单位", "The unit that leads now"),
    "facet.item.counted": ("事项小类", "The duty item"),
    "facet.grid.counted": ("案卷所在网格", "The grid a case lies in"),
    "facet.incident.counted": ("挂接到的突发事件", "The incident a case is linked to"),
}
