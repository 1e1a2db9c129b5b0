"""Why a person may not do what they ask for: the rules of `dashboard.domain.roles` in words."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "refusal.NOT_YOUR_ROLE": ("{role}无权进行此操作。", "The role {role} may not do this."),
    "refusal.NOT_YOUR_AREA": (
        "没有案卷 {case}，或它不在你的管辖范围内。",
        "There is no case {case}, or it is not yours.",
    ),
    "refusal.NOT_YOUR_UNIT": (
        "只有责任单位自己可以这样做。",
        "Only the accountable unit may do this.",
    ),
    "refusal.NOT_YOUR_GRID": ("网格 {grid} 不是你的网格。", "Grid {grid} is not yours."),
    "refusal.FOREMAN_DESIGNATES": (
        "两个单位已退单，由值班长指定单位。",
        "Two units have returned it: the shift foreman says who takes it.",
    ),
    "refusal.NOT_YOUR_SUPERVISION": (
        "这次督办不是发给你的，由被督办的一方答复。",
        "It was addressed to somebody else.",
    ),
    "refusal.DUTY_CRITICAL": (
        "值班员、带班领导只受理、立案、派遣特急（E1）案卷，其余由受理员、派遣员办。",
        "The duty desk takes what is critical (E1) to its unit; intake and dispatch do the rest.",
    ),
    "refusal.NEEDS_FOREMAN": (
        "同一案卷第二次退单由值班长裁定。",
        "The second return of a case is ruled by the shift foreman.",
    ),
    "refusal.NEEDS_DIRECTOR": (
        "第二次延期由中心主任（或值班长代）审批。",
        "A second extension is the director's, or the foreman's in their place.",
    ),
    "refusal.NEEDS_LEADER": (
        "复杂案卷挂账由分管区领导审批。",
        "A complex case is suspended by the district leader in charge.",
    ),
    "refusal.OWN_PROPOSAL": (
        "你自己提出的，须由另一人确认。",
        "You proposed it: another person has to confirm.",
    ),
    "refusal.OWN_WORK": ("不能核查自己办的案卷。", "Nobody verifies their own work."),
    "refusal.NOT_YOUR_VERIFICATION": (
        "此案卷由另一层级核查：自处置的由社区站或街道，其余由网格长。",
        "The station or street verifies what the grid settled, the grid leader all else.",
    ),
    "refusal.SUPERVISION_TOO_HIGH": (
        "你最多可督办到 {level} 级。",
        "You may supervise to level {level}.",
    ),
    "refusal.LEVEL_NOT_YOURS": (
        "事件等级由带班领导宣布。",
        "The level is declared by the leader on duty.",
    ),
    "refusal.ADMIN_APART": (
        "管理员账号不能改为其他角色，其他账号也不能改为管理员；请另开账号。",
        "An administrator's account stays one, and no other becomes one; add an account.",
    ),
    "refusal.OWN_ACCOUNT": (
        "自己的账号须由另一位管理员更改。",
        "Another administrator has to change your account.",
    ),
    "refusal.NOT_YOUR_ACCOUNT": (
        "每个人只能修改自己的密码。",
        "Everybody changes their own password.",
    ),
    "refusal.LOGIN_TAKEN": ("账号 {login} 已存在。", "The log-in {login} is taken."),
    "refusal.NO_SUCH_PERSON": ("没有这个账号。", "There is no such account."),
    "refusal.BAD_LOGIN": (
        "账号须为 2–40 个小写字母、数字、点或连字符。",
        "A log-in is 2 to 40 of a–z, 0–9, dot and hyphen.",
    ),
    "refusal.BAD_NAME": ("姓名须有 1–{most} 个字。", "A name has 1 to {most} characters."),
    "refusal.SCOPE_MISSING": ("这个角色须填范围。", "This role needs its scope."),
    "refusal.BAD_SCOPE": (
        "范围与角色不符，或没有这个代码。",
        "The scope doesn't fit the role, or isn't known.",
    ),
}
