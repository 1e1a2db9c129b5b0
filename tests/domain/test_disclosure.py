"""Numbers long enough for a phone are not shown in lists."""

import pytest

from dashboard.domain.disclosure import without_phones


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("请回电13900001234谢谢", "请回电*1234谢谢"),
        ("0431-8888 1234 王先生", "*1234 王先生"),
        ("+86 139 0000 1234", "*1234"),
        ("3 号楼 1206 室，2026-11-2", "3 号楼 1206 室，2026-11-2"),
        ("一百元", "一百元"),
    ],
)
def test_of_a_phone_only_the_end_is_shown(said: str, shown: str) -> None:
    assert without_phones(said) == shown
