"""Words of the wall of a major incident."""

from collections.abc import Mapping

from layouts.words import (
    case,
    command_post,
    incidents,
    instructions,
    report_clocks,
    workspace,
)

WORDS: Mapping[str, tuple[str, str]] = {
    "wall.title.incidents": ("突发事件", "Incidents"),
    "screens.view.incidents": ("突发事件", "Incidents"),
    "incidents.map_alt": ("受影响网格示意图", "Schematic map of the affected grids"),
    "incidents.cells": ("涉及网格", "Affected grids"),
    "incidents.key": ("涉及网格", "affected"),
    "incidents.levels": ("分级", "The four levels"),
    "incidents.takes_over": ("接管大屏", "takes the walls over"),
    "incidents.takes_nothing": ("不接管", "tours go on"),
    "incidents.open": ("未结", "Open"),
    "incidents.late": ("超期", "Overdue"),
    "incidents.closed": ("已结", "Closed"),
    "incidents.holders": ("责任主体", "In whose hands"),
    "incidents.acts": ("事件经过", "What was done"),
    "incidents.reports": ("信息报告，按剩余时间", "Reports to the city by time left"),
    "incidents.tasks": ("任务，按剩余时间", "Tasks by time left"),
    "incidents.numbers": ("影响", "Concerned"),
    "incidents.linked": ("挂接案卷，按剩余时间", "Linked cases by time left"),
    "incidents.others": ("其他进行中事件", "Also in progress"),
    "incidents.over": ("最近结束的事件", "Last incidents over"),
    "incidents.watch": ("超期的特急案卷", "Critical cases overdue"),
}

ACTS = (
    *("report_incident", "escalate", "link_case", "unlink_cases", "confirm_incident"),
    *("correct_known_at", "declare_warning", "begin_drill"),
    *("note_milestone", "report_by_phone", "file_report", "sign_report"),
)
LEADING = ("COMMANDER", "ON_SCENE")
ROLES = tuple(key for key in case.WORDS if key.startswith("role."))

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    **{f"did.{act}": case.WORDS[f"did.{act}"] for act in ACTS},
    **{role: case.WORDS[role] for role in ROLES},
    **incidents.KINDS,
    **report_clocks.LIVE_WORDS,
    **workspace.MEASURES,
    **workspace.UNITS,
    **{f"command.{role}": command_post.ROLES[f"command.{role}"] for role in LEADING},
    **command_post.SUMS,
    "command.one": ("{role} {name}", "{role}: {name}"),
    "resources.all": ("力量 {stages}", "resources: {stages}"),
    "task.gap": workspace.LIVE_WORDS["task.gap"],
    "number.value": ("{value} {of}", "{value} {of}"),
    "number.given": ("{source} {at}", "{source} {at}"),
    **instructions.STANDINGS,
    "instruction": ("{at} 批示：{words}（{stands}）", "Instruction {at}: {words} ({stands})"),
    "rank.1": ("I 级 特别重大", "Level I"),
    "rank.2": ("II 级 重大", "Level II"),
    "rank.3": ("III 级 较大", "Level III"),
    "rank.4": ("IV 级 一般", "Level IV"),
    "rank.suspected": ("疑似 · 未定级", "Suspected, no level yet"),
    "rank.undecided": ("未定级", "No level set"),
    "status.SUSPECTED": ("待确认", "to be confirmed"),
    "status.CONFIRMED": ("已确认", "confirmed"),
    "status.ENDED": ("已结束", "ended"),
    "status.DISMISSED": ("已排除", "dismissed"),
    "declared": ("{role} {at} 定级", "level set {at} by {role}"),
    "declared_plain": ("{at} 定级", "level set {at}"),
    "since": ("{at} 接报", "Known since {at}"),
    "so_far": ("已 {t}", "{t} so far"),
    "cells": ("涉及网格 {n}", "Affected grids {n}"),
    "case_at": ("{street} {grid}", "grid {grid}"),
    "nobody": ("尚无单位", "No unit yet"),
    "holder_late": ("超期 {n}", "{n} overdue"),
    "no_linked": ("没有未结的挂接案卷", "No linked case is open"),
    "no_linked_closed": ("已结 {n} 件", "{n} closed"),
    "acts.link_case": ("挂接 {n} 件", "{n} linked"),
    "acts.unlink_cases": ("解除 {n} 件", "{n} unlinked"),
    "no_acts": ("尚无记录", "Nothing recorded yet"),
    "no_over": ("没有已结束的事件", "No incident has ended yet"),
    "no_watch": ("没有超期的特急案卷", "No critical case is overdue"),
    "over_at": ("{at} {status}", "{status} {at}"),
    "lasted": ("历时 {t}", "after {t}"),
    "none_detail": (
        "各大屏照常轮播；有突发事件上报，这里立即显示",
        "Tours go on as usual; an incident shows here the moment it is reported",
    ),
    "unstaffed": ("空岗：{gaps}", "Nobody there: {gaps}"),
    "unstaffed.one": ("{at} {post}无人", "{at} {post}"),
    "unstaffed.more": ("另有 {n} 处", "{n} more"),
    "foot.takeover": (
        "III 级及以上：轮播停在本页，直到事件结束。结束由有权限的人认定。",
        "Level III or graver: tours stay on this page until the incident is declared over.",
    ),
    "foot.watch": (
        "未定级或 IV 级：不接管大屏，轮播照常。定级由有权限的人认定。",
        "No level yet, or level IV: tours go on. A person declares the level.",
    ),
    "foot.quiet": (
        "定为 III 级及以上的突发事件会接管大屏。",
        "An incident declared level III or graver takes the walls over.",
    ),
}
