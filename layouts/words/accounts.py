"""Words of the administrator's pages and of the session's end."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "accounts.title": ("账号", "Accounts"),
    "accounts.count": ("共 {n} 个，启用 {on} 个", "accounts: {n}, {on} on"),
    "accounts.login": ("账号", "Log-in name"),
    "accounts.name": ("姓名", "Name"),
    "accounts.role": ("角色", "Role"),
    "accounts.scope": ("范围", "Scope"),
    "accounts.state": ("状态", "State"),
    "accounts.changed": ("最近更改", "Last change"),
    "accounts.on": ("启用", "On"),
    "accounts.off": ("停用", "Off"),
    "accounts.whole": ("全区", "Whole district"),
    "accounts.add": ("新增账号", "New account"),
    "accounts.add_do": ("新增", "Add"),
    "accounts.login_note": (
        "小写字母、数字、点、连字符，2–40 个",
        "2 to 40 of a–z, 0–9, dot and hyphen",
    ),
    "accounts.scope_note": (
        "网格长填网格号，社区站、街道、单位填代码；其余角色不填（派遣员可填街道）。",
        "A grid's number, or a community's, street's or unit's code; else empty.",
    ),
    "accounts.change": ("更改姓名、角色和范围", "Change name, role and scope"),
    "accounts.change_note": (
        "更改后，此人的登录立即结束，须重新登录。",
        "The person is logged out at once and has to log in again.",
    ),
    "accounts.save": ("保存", "Save"),
    "accounts.reset": ("重置密码", "Reset the password"),
    "accounts.switch_off": ("停用账号", "Switch the account off"),
    "accounts.switch_on": ("重新启用", "Switch the account on"),
    "accounts.history": ("变更记录", "What has been changed"),
    "accounts.back": ("返回账号列表", "Back to all accounts"),
    "accounts.password": (
        "{login} 的新密码（只显示这一次）：",
        "The new password of {login} (shown this once):",
    ),
    "accounts.done": ("已更改。", "Done."),
    "accounts.missing": ("没有这个账号", "There is no such account"),
    "accounts.act.add_person": ("新增", "added"),
    "accounts.act.change_person": ("更改", "changed"),
    "accounts.act.reset_password": ("重置密码", "password reset"),
    "accounts.act.change_password": ("本人修改密码", "own password changed"),
    "accounts.act.switch_account": ("启用或停用", "switched on or off"),
    "accounts.act.log_in": ("登录", "log-in"),
    "accounts.act.log_out": ("退出登录", "log-out"),
    "session.idle": (
        "{n} 秒后因无操作自动退出，按任意键继续。",
        "Logging out in {n} s for want of activity; press any key to stay.",
    ),
    "session.longest": (
        "{n} 秒后登录时长已满，将退出；已输入的内容会保留。",
        "This session reaches its longest in {n} s; what you typed will be kept.",
    ),
    "session.kept": ("上次退出前输入的内容：", "What you had typed before the session ended:"),
    "session.put_back": ("放回原处", "Put it back"),
    "session.copy": ("复制", "Copy"),
    "session.drop": ("不要了", "Drop it"),
}
