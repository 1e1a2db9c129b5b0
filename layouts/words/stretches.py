"""Words for why a deadline is when it is: what a stretch of time is, and the rule behind it."""

WORDS = {
    "stretch.RUNNING": ("连续计时", "runs on"),
    "stretch.WORK": ("工作时间", "working time"),
    "stretch.MAKE_UP": ("调休上班", "make-up working day"),
    "stretch.START_DAY": ("起始当日", "first day"),
    "stretch.NIGHT": ("下班后", "after hours"),
    "stretch.BREAK": ("午休", "midday break"),
    "stretch.WEEKEND": ("周末", "weekend"),
    "stretch.HOLIDAY": ("法定节假日", "public holiday"),
    "stretch.EXCEPTION": ("本区例外日", "local exception"),
    "stretch.ROLLED": ("顺延", "moved on"),
    "stretch.named": ("{what} · {name}", "{what} · {name}"),
    "stretch.skipped": ("不计", "not counted"),
    "stretch.provisional": ("暂定", "provisional"),
    "stretch.total": ("合计", "in all"),
    "stretch.minutes": ("{n} 分钟", "{n} min"),
    "stretch.hours": ("{n} 小时", "{n} h"),
    "rule.FROM_THE_MOMENT": (
        "按小时计算的，自规定的时间起连续计算（民法典第201条）",
        "hours count from the moment they begin (Civil Code, art. 201)",
    ),
    "rule.START_DAY": (
        "按日计算的，开始的当日不计入（民法典第201条）",
        "in days, the day of the start isn't counted (Civil Code, art. 201)",
    ),
    "rule.EVERY_DAY": ("自然日逐日计入", "every calendar day counts"),
    "rule.WORKING_TIME": ("按本区作息时间", "the district's working hours"),
    "rule.WORKING_DAYS": (
        "按国务院放假安排：节假日、周末不计，调休上班日计入",
        "the State Council's calendar: days off don't count, make-up days do",
    ),
    "rule.LOCAL": ("本区另行规定的日子", "a day that the district has excepted"),
    "rule.LAST_DAY": (
        "最后一日是休息日的，顺延至次一工作日下班（民法典第203条）",
        "a last day that is a rest day gives way to the next working day (Civil Code, art. 203)",
    ),
}
HOLIDAYS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "农历除夕": "Lunar New Year's Eve",
    "清明": "Tomb-Sweeping Day",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "端午节": "Dragon Boat Festival",
    "中秋": "Mid-Autumn Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "Victory Day, 70th anniversary",
}
"""The calendar's names of days, for readers of English."""
