"""Words of an incident's command and of its resources."""

from collections.abc import Mapping

ROLES: Mapping[str, tuple[str, str]] = {
    "command.COMMANDER": ("总指挥", "Commander"),
    "command.ON_SCENE": ("现场指挥", "Commander on site"),
    "command.COORDINATION": ("综合协调组", "Coordination"),
    "command.RESCUE": ("抢险救援组", "Rescue"),
    "command.MEDICAL": ("医疗救护组", "Medical care"),
    "command.SECURITY": ("治安交通组", "Public security"),
    "command.EVACUATION": ("疏散安置组", "Evacuation and shelter"),
    "command.LOGISTICS": ("后勤保障组", "Logistics"),
    "command.INFORMATION": ("信息新闻组", "Public information"),
    "command.EXPERTS": ("专家组", "Experts"),
    "command.AFTERMATH": ("善后组", "Aftermath"),
}
"""By `CommandRole`."""
STAGES: Mapping[str, tuple[str, str]] = {
    "resource.stage.ASKED": ("已请求", "asked for"),
    "resource.stage.UNDER_WAY": ("途中", "under way"),
    "resource.stage.ON_SPOT": ("已到位", "on the spot"),
    "resource.stage.RELEASED": ("已撤离", "released"),
}
"""By `ResourceStage`."""
SUMS: Mapping[str, tuple[str, str]] = {
    "resources.ON_SPOT": ("已到位 {n}", "{n} on the spot"),
    "resources.UNDER_WAY": ("途中 {n}", "{n} under way"),
    "resources.ASKED": ("已请求 {n}", "{n} asked for"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    "workspace.command": ("指挥体系", "Command"),
    "workspace.resources": ("力量物资", "Resources"),
    "did.fill_seat": ("明确指挥", "filled a seat of the command"),
    "did.ask_for_resource": ("请求力量", "asked for a resource"),
    "did.move_resource": ("力量调度", "moved a resource on"),
    "duty.done.seat": ("已登记，原指挥保留在经过里。", "On record; the timeline keeps who had it."),
    "duty.done.resource": ("已登记请求。", "The request is on record."),
    "duty.done.move_resource": ("已登记。", "On record."),
    "field.holder": ("姓名", "Name"),
    "field.contact": ("电话", "Telephone"),
    "field.what": ("什么力量", "What"),
    "refusal.SEAT_EMPTY": ("请填姓名。", "Give a name."),
    "refusal.SEAT_BEFORE": (
        "{who} 自 {at} 起任此职，不能早于它。",
        "{who} has it since {at}: it can't be earlier.",
    ),
    "refusal.SEAT_CHANGED": (
        "{who} 已于 {at} 登记为 {holder}，请看过再改。",
        "{who} has entered {holder} at {at}, before you: see it first.",
    ),
    "refusal.NO_SUCH_AMOUNT": ("数量须在 1 到 {most} 之间。", "An amount is from 1 to {most}."),
    "refusal.NO_SUCH_RESOURCE": ("没有这项力量。", "There is no such resource."),
    "refusal.RESOURCE_MOVED": (
        "{who} 已于 {at} 登记过，请看过再改。",
        "{who} has moved it on at {at}, before you: see it first.",
    ),
    "refusal.STAGE_BEFORE": (
        "不能早于上一步（{at}）。",
        "It can't be earlier than the step before ({at}).",
    ),
}
LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **ROLES,
    **STAGES,
    **SUMS,
    "command.none": ("尚未明确", "Nobody is named yet"),
    "command.since": ("{at} 起", "since {at}"),
    "command.new": ("明确指挥", "Name who leads"),
    "command.role": ("职务", "Seat"),
    "command.holder": ("姓名（空着即撤）", "Name (empty: nobody)"),
    "command.contact": ("电话", "Telephone"),
    "command.unit": ("单位", "Unit"),
    "command.no_unit": ("不注明", "none"),
    "command.nobody": ("无人", "nobody"),
    "command.save": ("登记", "Enter it"),
    "resource.none": ("没有力量物资", "No resource"),
    "resource.of": ("{what} × {n} · {from}", "{what} × {n} · {from}"),
    "resource.since": ("{at} {name}", "{at}, {name}"),
    "resource.new": ("请求力量", "Ask for a resource"),
    "resource.what": ("什么（如 抢修车）", "What (such as: repair lorry)"),
    "resource.amount": ("数量", "How many"),
    "resource.unit": ("哪个单位", "From which unit"),
    "resource.elsewhere": ("其他来源", "from elsewhere"),
    "resource.source": ("来源", "From whom"),
    "resource.save": ("请求", "Ask for it"),
    "resource.to.UNDER_WAY": ("已出发", "Set out"),
    "resource.to.ON_SPOT": ("到位", "There"),
    "resource.to.RELEASED": ("撤离", "Release"),
    "entry.seat": ("指挥", "Command"),
    "entry.resource": ("力量", "Resource"),
    "entry.seat.words": ("{role}：{holder}", "{role}: {holder}"),
    "entry.seat.change": ("{role}：{before} → {holder}", "{role}: {before} → {holder}"),
    "entry.seat.empty": ("{role}：{before} 撤", "{role}: {before} no longer"),
    "entry.resource.words": ("{stage}：{what}", "{stage}: {what}"),
}
