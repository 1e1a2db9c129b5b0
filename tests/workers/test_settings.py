"""A setting that can't be used stops the start, with a sentence."""

from pathlib import Path

import pytest

from dashboard import settings
from dashboard.settings import SettingsError


def read(var: Path, *, demo: bool = True, **environment: str) -> settings.Settings:
    return settings.read({"VAR_FOLDER": str(var)} | environment, demo=demo)


@pytest.mark.parametrize(
    ("name", "weak"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 16),
        ("SECRET_KEY", "abcabcabcabcabcabcabc"),
        ("DEMO_TOKEN", "1"),
        ("DEMO_TOKEN", "11111111"),
    ],
)
def test_a_secret_that_is_guessed_is_refused(tmp_path: Path, name: str, weak: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        settings.read({"VAR_FOLDER": str(tmp_path), name: weak}, demo=True)
    assert weak not in str(refused.value)


def test_what_we_make_is_strong_enough(tmp_path: Path) -> None:
    made = read(tmp_path)
    again = read(tmp_path, SECRET_KEY=made.secret_key, DEMO_TOKEN=made.demo_token)
    assert again == made
