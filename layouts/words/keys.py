"""Why a key of an outside system is refused, or what it says."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "refusal.KEY_TAKEN": ("已有名为“{name}”的密钥。", "There is a key {name} already."),
    "refusal.NO_SUCH_KEY": ("没有名为“{name}”的密钥。", "There is no key {name}."),
    "refusal.TOO_MANY_KEYS": ("密钥已有 {most} 个。", "There are {most} keys already."),
    "refusal.KEY_NAME": (
        "密钥和来源的名称须为 1 至 {most} 个字。",
        "Names of keys and sources have 1 to {most} characters.",
    ),
    "refusal.KEY_SOURCES": (
        "一个密钥最多 {most} 个来源。",
        "A key has at most {most} sources.",
    ),
    "refusal.KEY_GRANT": ("没有“{value}”。", "There is no {value}."),
    "refusal.KEY_QUOTA": ("限额须为 0 至 {most}。", "A quota is 0 to {most}."),
    "refusal.SOURCE_TAKEN": (
        "来源“{source}”属于另一个密钥。",
        "The source {source} belongs to another key.",
    ),
    "refusal.KEY_MAY_NOT_SEND": (
        "此密钥不得发送 {type}。",
        "This key may not send {type}.",
    ),
    "refusal.KEY_MAY_NOT_USE_SOURCE": (
        "来源属于密钥，不得另用他名。",
        "The source belongs to the key: another one can't be used.",
    ),
    "refusal.KEY_MAY_NOT_SPEAK_FOR": (
        "此密钥不得代表 {whom}。",
        "This key doesn't speak for {whom}.",
    ),
    "refusal.KEY_SIGNS_AS_PERSON": (
        "署名须为岗位，不得用个人账号。",
        "`by` names a post, never a person's log-in.",
    ),
}
