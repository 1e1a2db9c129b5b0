"""Words of the saved views."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "views.title": ("我的视图", "My views"),
    "views.drop": ("删除此视图", "Forget this view"),
    "views.VIEW_NAME": ("视图名称须为 1–{most} 字", "A view's name has 1 to {most} characters"),
    "views.VIEW_EMPTY": ("没有可保存的筛选", "There is no filter to be saved"),
    "views.TOO_MANY_VIEWS": ("最多保存 {most} 个视图", "At most {most} views can be saved"),
}
