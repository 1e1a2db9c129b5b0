"""How each assessed figure is made: its formula, its period, its source, and its rivals."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "formula.title": ("考核口径", "How the assessed figures are counted"),
    "formula.note": (
        (
            "每个数是一条对案卷的判断：一件只在一个时刻算一次，时段含起点、不含终点。"
            "下面每个数都按同一组例子算出，并与另外两种常见算法对照。没有案卷时写“—”，不写 0%。"
        ),
        (
            "Each number is a rule about cases: a case counts once, at one instant; a period has "
            "its beginning and not its end. Each is worked out here on the same cases, beside two "
            "other common ways. Of no case it is “—”, never 0 %."
        ),
    ),
    "formula.example": ("例子：十件案卷", "The example: ten cases"),
    "formula.example.note": (
        "时段 {since} 至 {until}；数字是例子里的案卷号",
        "The period is {since} to {until}; numbers are those of the cases",
    ),
    "formula.state": ("状态", "State"),
    "formula.reported_at": ("上报", "Reported"),
    "formula.filed_at": ("立案", "Filed"),
    "formula.acknowledge_by": ("签收时限", "Acknowledge by"),
    "formula.acknowledged_at": ("签收", "Acknowledged"),
    "formula.stage_due_at": ("处置时限", "Handle by"),
    "formula.handled_at": ("反馈", "Result"),
    "formula.due_at": ("结案时限", "Due"),
    "formula.closed_at": ("结案", "Closed"),
    "formula.more": ("其他", "Besides"),
    "formula.more.on_time": ("按期处置", "handled in time"),
    "formula.more.not_on_time": ("超期处置", "handled late"),
    "formula.more.returns": ("退单 {n}", "returns: {n}"),
    "formula.more.reworks": ("返工 {n}", "reworks: {n}"),
    "formula.more.extensions": ("延期 {n}", "extensions: {n}"),
    "formula.more.suspended": ("挂过账", "suspended before"),
    "formula.more.solved": ("答“已解决”", "said to be solved"),
    "formula.more.not_solved": ("答“未解决”", "said not to be"),
    "formula.tier.GRID": ("网格办结", "closed by the grid"),
    "formula.tier.COMMUNITY": ("社区办结", "closed by the community"),
    "formula.tier.STREET": ("街道办结", "closed by the street"),
    "formula.tier.DISTRICT": ("区级办结", "closed by the district"),
    "formula.counts": ("数什么", "What it counts"),
    "formula.formula": ("公式", "Formula"),
    "formula.period": ("归到哪天", "Period"),
    "formula.source": ("出处", "Source"),
    "formula.source.of": (
        "案卷现状（由日志逐条得来）：{fields}",
        "the case as it stands, made by the journal: {fields}",
    ),
    "formula.worked": ("例子里", "In the example"),
    "formula.rivals": ("另外两种算法", "Two other ways"),
    "formula.why": ("为什么不用", "Why not"),
    "formula.rate": ("{n} 件中 {met} 件，{share}%", "{met} of {n}, {share}%"),
    "formula.count": ("{n} 件", "{n}"),
    "formula.times": (
        "一半在 {half} 内，九成在 {most} 内",
        "half within {half}, nine in ten within {most}",
    ),
    "formula.nothing": ("没有案卷：—", "no case: —"),
    "formula.which": ("案卷 {cases}", "cases {cases}"),
    "formula.of.reported": ("上报件数", "cases reported"),
    "formula.of.closed": ("结案件数", "cases closed"),
    "formula.of.judged": ("应结案件数", "cases due to be closed"),
    "formula.of.on_time": ("按期结案 ÷ 应结案", "closed on time ÷ due to be closed"),
    "formula.of.late": ("未按期结案 ÷ 应结案", "not closed on time ÷ due to be closed"),
    "formula.of.settled": ("已结案 ÷ 应结案", "closed by now ÷ due to be closed"),
    "formula.of.returned": (
        "应结案中退过单的 ÷ 应结案中派遣过的",
        "returned ÷ handed to a unit, of those due to be closed",
    ),
    "formula.of.extended": (
        "应结案中延过期的 ÷ 应结案中派遣过的",
        "extended ÷ handed to a unit, of those due to be closed",
    ),
    "formula.of.suspended": (
        "应结案中挂过账的 ÷ 应结案中派遣过的",
        "suspended before ÷ handed to a unit, of those due to be closed",
    ),
    "formula.of.reworked": (
        "应结案中返过工的 ÷ 应结案中反馈过的",
        "reworked ÷ with a result, of those due to be closed",
    ),
    "formula.of.satisfied": (
        "（满意＋基本满意）÷ 结案且回访有评价的",
        "(satisfied + mostly so) ÷ closed and rated",
    ),
    "formula.of.solved": (
        "答“已解决” ÷ 结案且回访答过的",
        "said to be solved ÷ closed and answered",
    ),
    "formula.of.once": (
        "没有退单、返工、延期、重办的 ÷ 结案",
        "without return, rework, extension, reopening ÷ closed",
    ),
    "formula.of.local": (
        "网格、社区、街道办结 ÷ 结案",
        "closed by grid, community, street ÷ closed",
    ),
    "formula.of.proactive": (
        "网格、巡查、说事点报来 ÷ 立案",
        "from grids, patrols, talk points ÷ filed",
    ),
    "formula.of.time_to_close": (
        "从上报到结案的时长，排在一半和九成处的那一件",
        "time from report to close of the case at half, and at nine tenths",
    ),
    "formula.of.handled": (
        "按期反馈 ÷ 处置有结果或已超时限的",
        "results in time ÷ results, and late in hand",
    ),
    "formula.of.handled_late": ("1 − 按期处置率", "1 − handled on time"),
    "formula.of.acknowledged": (
        "按时签收 ÷ 已签收或签收时限已过的",
        "acknowledged in time ÷ acknowledged, or past the limit",
    ),
    "formula.at.report": ("上报时", "at its report"),
    "formula.at.filing": ("立案时", "at its filing"),
    "formula.at.close": ("结案时", "at its close"),
    "formula.at.fate": (
        "按期结案的在结案时，其余在结案时限到时",
        "at its close if that was in time, else at its deadline",
    ),
    "formula.at.work": (
        "反馈时；手里超期的在处置时限到时",
        "at the result; late in hand, at the unit's deadline",
    ),
    "formula.at.taking": (
        "按时签收的在签收时，其余在签收时限到时",
        "when acknowledged in time, else at that limit",
    ),
    "rival.by_deadline": ("按时限所在的日期", "By the day of the deadline"),
    "rival.by_deadline.why": (
        "早就办结的要等时限到了才算，这段时间办得多快看不出来。",
        "What was closed early waits for its deadline: how well a week went is known weeks later.",
    ),
    "rival.by_close": ("只看结了的，按结案日期", "Only closed ones, by the day of the close"),
    "rival.by_close.why": (
        "一直不结就一直不算：压着超期案卷不结，率反而好看。",
        "What is never closed never counts: whoever sits on late cases looks better.",
    ),
    "rival.by_report": ("按上报日期", "By the day of the report"),
    "rival.by_report.why": (
        "同一天的数以后还会变：当天看和下周看不是一个率。",
        "A day's number goes on changing: today and next week it is another rate.",
    ),
    "rival.all_reports": ("除以上报总数", "Of everything reported"),
    "rival.all_reports.why": (
        "分母里有不该它办、还没办的：来的件多，率就变。",
        "Most of those can't show it yet or ever: the rate moves with how much comes in.",
    ),
    "rival.only_done": ("只看办完的", "Only what is done"),
    "rival.only_done.why": (
        "手里超期没办的不进分母，拖着不办没有代价。",
        "What is late and undone is in no number: leaving it there costs nothing.",
    ),
    "rival.silence": ("没答的算好评", "Silence counts as content"),
    "rival.silence.why": (
        "没打通、没回答不是满意；该看回访了多少。",
        "Whoever wasn't reached isn't satisfied; how many answered stands beside the rate instead.",
    ),
    "rival.by_result": ("按反馈算办结", "By the unit's result"),
    "rival.by_result.why": (
        "单位说办完了还没有人核查，返工的会算两次。",
        "Nobody has verified it yet, and what is reworked would count twice.",
    ),
    "rival.to_result": ("算到反馈为止", "Until the unit's result"),
    "rival.to_result.why": (
        "反映人等的是办好，不是等一句“办完了”。",
        "The reporter waits until it is done, not until somebody says so.",
    ),
    "rival.by_filing": ("按立案数", "By what is filed"),
    "rival.by_filing.why": (
        "没受理的也是群众打来的；工作量要看来了多少。",
        "What isn't accepted was reported, too: the load is what comes.",
    ),
    "rival.accepted": ("去掉不予受理、作废、并案", "Without rejected, voided and merged ones"),
    "rival.accepted.why": (
        "过后才知道哪些会并案，同一天的数会往回变。",
        "What is merged is known later: a day's number would shrink.",
    ),
}
"""`formula.of.<metric>`, `formula.at.<period>`, `rival.<way>` and `.why`."""
