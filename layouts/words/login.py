"""Words of the log-in, the log-out and the refused page."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "login.title": ("登录", "Log in"),
    "login.login": ("账号", "Log-in name"),
    "login.password": ("密码", "Password"),
    "login.enter": ("登录", "Log in"),
    "login.wrong": ("账号或密码不对。", "The log-in name or the password is wrong."),
    "login.empty": ("请填写账号和密码。", "Fill in log-in name and password."),
    "login.slow": (
        "尝试过多，请等几秒再试。",
        "Too many attempts; wait some seconds and try again.",
    ),
    "login.busy": ("登录的人太多，请稍候再试。", "Too many log-ins at once; try again."),
    "login.stale": ("页面已过期，请再试一次。", "The page was out of date; try again."),
    "login.ended": (
        "登录已结束。请重新登录，刚才输入的内容还在。",
        "Your session has ended. Log in again; what you typed has been kept.",
    ),
    "login.away": ("数据库暂不可用，请稍候再试。", "The database is away; try again soon."),
    "login.wall": ("看大屏", "See the wall"),
    "login.demo": ("演示账号：", "Demo log-ins: "),
    "login.demo_password": ("密码见启动窗口。", "The password was printed at the start."),
    "login.other_language": ("English", "中文"),
    "password.title": ("修改密码", "Change your password"),
    "password.old": ("现在的密码", "Present password"),
    "password.new": ("新密码（至少 {n} 个字符）", "New password (at least {n} characters)"),
    "password.again": ("再输一次新密码", "New password once more"),
    "password.save": ("修改", "Change"),
    "password.wrong": ("现在的密码不对。", "The present password is wrong."),
    "password.short": (
        "新密码容易被猜到：太短、字符太少，或是常见词、键盘序列、账号名。",
        "Too easy to guess: too short, few characters, a common word, a row of keys or the log-in.",
    ),
    "password.same": ("新密码与现在的相同。", "The new password is the present one."),
    "password.first": (
        "此密码由 {by} 于 {at} 设置，请先改成只有你知道的密码；若非你要求重置，请告知审计员。",
        "By {by}, {at}. Choose one that only you know; tell the auditor if that was not your wish.",
    ),
    "password.differ": ("两次输入的新密码不一样。", "The new passwords differ."),
    "password.done": (
        "密码已修改，其他地方的登录已结束。",
        "Done; you have been logged out everywhere else.",
    ),
    "logout.title": ("退出", "Log out"),
    "logout.as": ("当前账号：{name}（{login}）", "Logged in as {name} ({login})"),
    "logout.leave": ("退出", "Log out"),
    "logout.stay": ("不退出，返回", "Stay"),
    "denied.title": ("没有权限", "Not for you"),
    "denied.words": (
        "此页不对当前账号开放：{name}。",
        "This page isn't open to the account {name}.",
    ),
    "denied.wall": (
        "此页需要大屏设备链接，或登录。",
        "This needs a wall's device link, or a log-in.",
    ),
    "denied.revoked": (
        "这块屏幕的链接已失效，请管理员重新发放；本页每半分钟自动重试。",
        "This screen's link has been taken back and must be given anew. Trying again by itself.",
    ),
    "denied.home": ("回到自己的页面", "To my own page"),
}
