"""Why a screen has no line: walls and desk say it alike."""

from collections.abc import Mapping

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "refused": ("服务器拒绝连接 · 以下是 {time} 的数据", "Refused by server · as of {time}"),
    "refused_blank": ("服务器拒绝连接 · 正在重试", "Refused by server · retrying"),
    "full": ("连接数已满 · 以下是 {time} 的数据", "All lines taken · as of {time}"),
    "full_blank": ("连接数已满 · 正在重试", "All lines taken · retrying"),
    "blocked": (
        "网络不放行 WebSocket，请联系网管 · 以下是 {time} 的数据",
        "Network blocks WebSocket: ask its keeper · as of {time}",
    ),
    "blocked_blank": (
        "网络不放行 WebSocket，请联系网管放行本站",
        "Network blocks WebSocket: ask its keeper to let it through",
    ),
}
