"""Words of the first bar of the pages where offices land."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "office.nav": ("去处", "Ways"),
    "office.desk": ("派遣台", "Desk"),
    "office.wall": ("大屏", "Walls"),
    "office.figures": ("指标", "Figures"),
    "office.logout": ("退出", "Log out"),
}
