"""What `up` prints: an address that works, and what to do next."""

from pathlib import Path

import pytest

from dashboard.cli import announcement
from dashboard.demo.people import LOGINS
from dashboard.settings import Settings
from tests.helpers.centre import read_settings


def told(var: Path, *, staffed: bool = False, **more: str) -> str:
    return "\n".join(announcement.lines(found(var, **more), staffed=staffed))


def found(var: Path, **more: str) -> Settings:
    return read_settings(var, "redis://localhost", "sqlite://", **more)


def test_a_plain_start_names_the_log_in_and_how_the_first_administrator_is_made(
    tmp_path: Path,
) -> None:
    said = told(tmp_path)
    assert "http://127.0.0.1:8050/login" in said
    assert "/wall/" not in said  # nobody has a link to one yet
    assert f"{announcement.COMMAND} user add admin 'Your Name' admin" in said
    assert str(tmp_path / "log") in said


def test_once_somebody_has_an_account_the_first_is_no_more_spoken_of(tmp_path: Path) -> None:
    said = told(tmp_path, staffed=True)
    assert "user add" not in said
    assert "screen add NAME" in said


def test_a_demo_names_its_walls_and_its_log_ins(tmp_path: Path) -> None:
    said = told(tmp_path, DEMO="yes", DEMO_PASSWORD="for all of them")
    assert "http://127.0.0.1:8050/wall/overview\n" in said
    assert "for all of them" in said
    assert all(login in said for login in LOGINS)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0.0.0.0", "http://127.0.0.1:8050"),  # noqa: S104 - the address is what is tested
        ("::1", "http://[::1]:8050"),
        ("::", "http://[::1]:8050"),
        ("centre.example", "http://centre.example:8050"),
    ],
)
def test_the_address_is_one_that_a_browser_here_opens(
    tmp_path: Path, host: str, address: str
) -> None:
    assert announcement.address_of(found(tmp_path, HOST=host)) == address
