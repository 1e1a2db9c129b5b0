"""Why a command is refused: the rules of a case's life, and what is wrong with a message."""

from collections.abc import Mapping

CASES: Mapping[str, tuple[str, str]] = {
    "refusal.CHANGED": (
        "{at} {who} 已对案卷 {case} 做了“{act}”，请看过再定。",
        "{who} did “{act}” on case {case} at {at}, before you.",
    ),
    "refusal.TOO_MANY_DISCLOSURES": (
        "一分钟内已查看 {most} 位反映人，请稍后再看。",
        "You have looked at {most} reporters within a minute; wait a little.",
    ),
    "refusal.BUSY": ("案卷正被多人同时处理，请重试。", "Others keep changing it; try again."),
    # The same as refusal.NOT_YOUR_AREA: which numbers there are isn't everybody's to know.
    "refusal.NO_SUCH_CASE": (
        "没有案卷 {case}，或它不在你的管辖范围内。",
        "There is no case {case}, or it is not yours.",
    ),
    "refusal.CASE_CLOSED": ("案卷 {case} {state}，不能再改。", "Case {case} is over: {state}."),
    "refusal.WRONG_STATE": (
        "案卷 {case} {state}；这一步须在：{wanted}。",
        "Case {case} is “{state}”; this needs {wanted}.",
    ),
    "refusal.WORDS_MISSING": ("请填写：{field}。", "Required: {field}."),
    "refusal.ITEM_MISSING": ("尚未确定小项。", "It has no duty item yet."),
    "refusal.PLACE_MISSING": ("须有地点：网格或坐标。", "A place is needed: grid or point."),
    "refusal.E1_NOT_ALONE": (
        "特急（E1）不能由网格自行处置。",
        "A critical case (E1) can't be settled by the grid alone.",
    ),
    "refusal.NOT_FOR_GRID": (
        "小项 {item} 不由网格自处置，请上报。",
        "Item {item} isn't settled by a grid alone: report it.",
    ),
    "refusal.PICTURE_NEEDED": (
        "小项 {item} 自处置须附图片。",
        "Item {item}, settled by a grid, needs a picture.",
    ),
    "refusal.NOTHING_ATTACHED": ("没有附件。", "There is nothing to attach."),
    "refusal.TOO_MANY_ATTACHMENTS": (
        "一件案卷最多 {most} 个附件。",
        "A case holds at most {most} attachments.",
    ),
}
UNITS: Mapping[str, tuple[str, str]] = {
    "refusal.ALREADY_ASSIGNED": ("案卷 {case} 已在{unit}。", "Case {case} is with {unit}."),
    "refusal.OTHER_UNIT": (
        "案卷 {case} 不在{other}，现由{unit}负责。",
        "Case {case} is with {unit}, not with {other}.",
    ),
    "refusal.SAME_UNIT": ("案卷 {case} 本来就在{unit}。", "Case {case} is with {unit} already."),
    "refusal.NO_UNIT": (
        "案卷 {case} 在中心手里，没有可催督的单位或网格。",
        "Case {case} is at the centre: there is no unit or grid to press.",
    ),
    "refusal.NO_DUTY": (
        "{unit}在网格 {grid} 没有小项 {item} 的职责；有职责的：{units}。",
        "{unit} has no duty for item {item} in grid {grid}; {units} have.",
    ),
    "refusal.E1_NO_RETURN": ("特急（E1）不得退单。", "A critical case (E1) can't be returned."),
    "refusal.RETURN_PENDING": (
        "案卷 {case} 的退单正待裁定。",
        "The return of case {case} already waits for a ruling.",
    ),
    "refusal.RETURNED_BEFORE": (
        "{unit}已退过一次案卷 {case}，不能再退。",
        "{unit} has returned case {case} once; that was its one time.",
    ),
    "refusal.RULING_FINAL": (
        "案卷 {case} 已两次退单，值班长的裁定为终局。",
        "Case {case} was returned twice; the foreman's ruling is final.",
    ),
    "refusal.RETURN_LATE": (
        "案卷 {case} 的退单时限 {until} 已过。",
        "Case {case} could be returned until {until}.",
    ),
    "refusal.NOTHING_ASKED": ("没有待定的申请。", "Nothing waits for a decision."),
    "refusal.HELPS_ALREADY": ("{unit}已在办案卷 {case}。", "{unit} works on case {case} already."),
    "refusal.TOO_MANY_HELPERS": ("会办单位最多 {most} 个。", "At most {most} units help."),
    "refusal.NO_HELPER": ("{unit}没有在会办案卷 {case}。", "{unit} isn't helping with {case}."),
}
TIMES: Mapping[str, tuple[str, str]] = {
    "refusal.E1_NO_EXTENSION": ("特急（E1）不得延期。", "A critical case (E1) isn't extended."),
    "refusal.E1_NO_SUSPENSION": ("特急（E1）不得挂账。", "A critical case (E1) isn't suspended."),
    "refusal.E2_A_DAY": ("紧急（E2）延期不超过 24 小时。", "An E2 is extended by 24 h at most."),
    "refusal.EXTENDED_ENOUGH": (
        "案卷 {case} 最多延期 {most} 次，已用完。",
        "Case {case} may be extended {most} times, and has been.",
    ),
    "refusal.TOO_LATE": ("延期须在到期前申请。", "Ask for more time before the deadline."),
    "refusal.NOT_LATER": (
        "新期限须晚于现在的期限。",
        "The new deadline must be later than the present one.",
    ),
    "refusal.LONGER_THAN_LIMIT": (
        "一次延期不得超过原办理时限。",
        "An extension is no longer than the limit itself.",
    ),
    "refusal.ALREADY_PAST": (
        "所申请的时间 {until} 已过。",
        "The time asked for, {until}, is past.",
    ),
    "refusal.BAD_RESUME_DATE": ("挂账最长 {days} 天。", "A case resumes within {days} days."),
    "refusal.CLOSED_TOO_LONG": (
        "案卷 {case} 结案已超过 {days} 天，请另行上报。",
        "Case {case} was closed more than {days} days ago; report it anew.",
    ),
    "refusal.NOTHING_MOVES": ("案卷 {case} 的期限没有变化。", "No deadline of {case} moves."),
}
TOGETHER: Mapping[str, tuple[str, str]] = {
    "refusal.SAME_MATTER": (
        "子案须与本案小项不同或单位不同。",
        "A child case has another item or another unit.",
    ),
    "refusal.TOO_MANY_CHILDREN": ("子案最多 {most} 件。", "At most {most} child cases."),
    "refusal.CHILDREN_OPEN": ("子案未结：{children}。", "Child cases are open: {children}."),
    "refusal.PARENT_CLOSED": (
        "本案是 {parent} 的子案，母案已办结，请先重办母案。",
        "This is a part of {parent}, which is closed: reopen that first.",
    ),
    "refusal.HAS_RELATIVES": (
        "案卷 {case} 有母案或子案，不能并案。",
        "Case {case} has a parent or children and isn't merged.",
    ),
    "refusal.SAME_CASE": ("不能并入自己。", "A case isn't merged into itself."),
    "refusal.INTO_CLOSED": ("案卷 {into} 已办结。", "Case {into} is over."),
    "refusal.OTHER_ITEM": ("小项不同，不能并案。", "Only cases of one item are merged."),
    "refusal.REASON_TO_MERGE": (
        "同一突发事件内小项或地点不同的并案，须写明理由。",
        "In one incident, other items or places are merged with a reason.",
    ),
    "refusal.TOO_FAR_APART": (
        "两件上报相隔超过 {hours} 小时。",
        "The reports lie more than {hours} hours apart.",
    ),
    "refusal.NOT_NEAR": (
        "不在同一网格，且相距超过 {metres} 米。",
        "Two grids, and more than {metres} m apart.",
    ),
    "refusal.MERGED_TOO_LONG": (
        "并案已超过 {hours} 小时，不能拆开。",
        "Merged more than {hours} hours ago.",
    ),
    "refusal.NO_SUCH_VERSION": ("{case} 没有可撤销的这一步。", "There is no such step of {case}."),
    "refusal.ACTED_AFTER": (
        "{at} {who} 已对 {case} 做了“{act}”，不能撤销。",
        "{who} did “{act}” on {case} at {at}, after you.",
    ),
    "refusal.NOT_YOURS": ("这是 {who} 做的，只能由本人撤销。", "It was {who} who did it."),
    "refusal.NOT_UNDOABLE": ("“{act}”不能撤销。", "“{act}” can't be taken back."),
    "refusal.UNDO_LATE": ("只能在 {seconds} 秒内撤销。", "Only within {seconds} seconds."),
}
RULINGS: Mapping[str, tuple[str, str]] = {
    "refusal.PROPOSAL_PENDING": (
        "{who} 已有提议待复核。",
        "{who} has proposed something already.",
    ),
    "refusal.SAME_PERSON": (
        "这是 {who} 提议的，须由另一人复核。",
        "{who} has proposed this; somebody else decides.",
    ),
    "refusal.REPLY_MISSING": (
        "反映人尚未得到答复：请填写如何答复。",
        "The reporter hasn't been told yet: say what they were told.",
    ),
    "refusal.REPLY_OR_WHY": (
        "反映人已登记：请填写如何答复，或未能答复的原因。",
        "The reporter is known: say what they were told, or why they couldn't be.",
    ),
    "refusal.SAME_CLASS": (
        "小项和紧急程度没有变化。",
        "It has this item and this urgency already.",
    ),
    "refusal.ANSWER_MISSING": ("接通后须填是否解决。", "Say whether it is solved."),
    "refusal.NO_SUCH_LEVEL": ("没有 {level} 级。", "There is no level {level}."),
    "refusal.LEVEL_NOT_HIGHER": (
        "案卷 {case} 已是 {level} 级督办。",
        "Case {case} is under supervision of level {level} already.",
    ),
    "refusal.ONE_LEVEL_UP": (
        "督办逐级上升，现可到 {level} 级。",
        "Supervision rises by one level, now to {level}.",
    ),
    "refusal.ESCALATED_ALREADY": (
        "案卷 {case} 已属突发事件 {incident}。",
        "Case {case} belongs to incident {incident}.",
    ),
    "refusal.KIND_MISSING": ("请选事件种类。", "Say what kind of incident this is."),
    "refusal.NO_SUCH_INCIDENT": ("没有突发事件 {incident}。", "There is no incident {incident}."),
    "refusal.CASE_NOT_LINKED": (
        "案卷 {case} 不属突发事件 {incident}。",
        "Case {case} doesn't belong to incident {incident}.",
    ),
    "refusal.INCIDENT_FULL": ("一个事件最多 {most} 件案卷。", "At most {most} cases."),
    "refusal.INCIDENT_OVER": ("突发事件 {incident} 已结束。", "Incident {incident} is over."),
    "refusal.INCIDENT_CONFIRMED": (
        "突发事件 {incident} 已确认，只能结束，不能排除。",
        "Incident {incident} is confirmed: it is ended, not dismissed.",
    ),
    "refusal.INCIDENT_SUSPECTED": (
        "突发事件 {incident} 尚未确认，只能排除。",
        "Incident {incident} isn't confirmed: it is dismissed, not ended.",
    ),
}
MESSAGES: Mapping[str, tuple[str, str]] = {
    "refusal.EMPTY": ("请填写：{field}。", "Required: {field}."),
    "refusal.TOO_LONG": ("{field}最多 {most} 字。", "{field}: at most {most} characters."),
    "refusal.CONTROL_CHARACTER": (
        "{field}含有控制字符 {character}。",
        "{field} holds the control character {character}.",
    ),
    "refusal.NO_OFFSET": ("{field}缺少时区。", "{field} needs a time zone."),
    "refusal.TOO_OLD": ("{field}早于 {year} 年。", "{field} lies before {year}."),
    "refusal.IN_FUTURE": ("{field}在五分钟以后。", "{field} lies in the future."),
    "refusal.TOO_FAR": ("{field}最多在 {days} 天以内。", "{field}: at most {days} days ahead."),
    "refusal.NO_CASES": ("请先勾选案卷。", "Choose cases first."),
    "refusal.TOO_MANY_AT_ONCE": ("一次最多 {most} 件案卷。", "At most {most} cases at once."),
    "refusal.TOO_MANY": ("一次最多 {most} 个附件。", "At most {most} attachments at once."),
    "refusal.UNKNOWN_UNIT": ("没有单位 {unit}。", "There is no unit {unit}."),
    "refusal.UNKNOWN_ITEM": ("没有小项 {item}。", "There is no duty item {item}."),
    "refusal.UNKNOWN_GRID": ("没有网格 {grid}。", "There is no grid {grid}."),
    "refusal.OUT_OF_RANGE": ("{field}超出范围。", "{field} is out of range."),
    "refusal.CRS_MISSING": ("坐标须注明坐标系。", "A point needs its coordinate system."),
    "refusal.TEXT_TOO_SHORT": (
        "没有小项时，描述至少 {least} 个字。",
        "Without an item the text needs at least {least} characters.",
    ),
    "refusal.OUTSIDE_DISTRICT": ("地点不在任何网格内。", "The point is in no grid."),
}
WORDS: Mapping[str, tuple[str, str]] = {
    **CASES,
    **UNITS,
    **TIMES,
    **TOGETHER,
    **RULINGS,
    **MESSAGES,
}
