"""Sources of reports that are silent, or of which every report is refused, on walls and desks."""

from collections.abc import Mapping

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "late_source": ("上报渠道 {names} 无消息", "No word from {names}"),
    "refused_source": (
        "上报渠道 {names} 的 {n} 条全被拒收：{why}",
        "All {n} of {names} refused: {why}",
    ),
    "why.IN_FUTURE": ("时间在未来", "clock ahead"),
    "why.NO_OFFSET": ("缺少时区", "no time zone"),
    "why.UNREADABLE": ("格式不对", "unreadable"),
    "why.UNKNOWN_TYPE": ("类型不明", "unknown type"),
    "why.UNKNOWN_ITEM": ("小项不明", "unknown item"),
    "why.UNKNOWN_GRID": ("网格不明", "unknown grid"),
    "why.UNKNOWN_UNIT": ("单位不明", "unknown unit"),
    "why.OUTSIDE_DISTRICT": ("地点在区外", "outside the district"),
    "why.PLACE_MISSING": ("缺少地点", "no place"),
    "why.CRS_MISSING": ("缺少坐标系", "no crs"),
    "why.TEXT_TOO_SHORT": ("描述太短", "text too short"),
    "why.TOO_LONG": ("内容太长", "too long"),
    "why.EMPTY": ("有空项", "empty field"),
    "why.NO_SUCH_CASE": ("无此案卷", "no such case"),
    "why.WRONG_STATE": ("案卷状态不符", "wrong state"),
    "why.KEY_MAY_NOT_SEND": ("密钥无此权限", "not granted"),
    "why.KEY_MAY_NOT_SPEAK_FOR": ("密钥无此权限", "not granted"),
    "why.KEY_MAY_NOT_USE_SOURCE": ("来源不属此密钥", "another's source"),
    "why.KEY_SIGNS_AS_PERSON": ("署名为个人账号", "signed as a person"),
}
