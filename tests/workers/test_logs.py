"""What a process writes into its log: never a secret, and never without a limit."""

import io
import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
import structlog

from callbacks import errors
from dashboard import app
from dashboard.access.identity import Caller, Who
from dashboard.domain.commands import Reporter
from dashboard.runtime import garbage, logs
from dashboard.settings import Settings
from tests.helpers.centre import SECRET, Centre


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a configured process writes."""
    out = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stdout", out)
    logs.configure()
    yield out
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def fail(found: Settings, cookie: str) -> None:
    """Fails like a callback that has secrets in its variables."""
    raise ValueError(f"no {len(found.demo_token)} {len(cookie)}")


def test_a_failing_callback_tells_no_secret(log: io.StringIO, sqlite_centre: Centre) -> None:
    cookie = "a live session's cookie"
    try:
        fail(sqlite_centre.system.settings, cookie)
    except ValueError as error:
        errors.log.error("a callback has failed", number="ABC", exc_info=error)
    written = log.getvalue()
    assert "no 0 23" in written
    assert "in fail" in written
    assert SECRET not in written
    assert cookie not in written
    assert written.count("\n") == 1


def test_a_web_process_is_configured_before_anything_else(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    structlog.reset_defaults()
    monkeypatch.setattr(app, "open_system", lambda _: None)
    monkeypatch.setattr(app, "build", lambda _: None)
    monkeypatch.setattr(app, "_end_with", lambda _: None)
    monkeypatch.setattr(garbage, "spare_the_start", lambda: None)
    app.create()
    (*_, last) = structlog.get_config()["processors"]
    assert isinstance(last, structlog.processors.LogfmtRenderer)


def test_no_line_is_without_an_end(log: io.StringIO) -> None:
    structlog.get_logger().warning("long", value="x" * 1_000_000)
    logging.getLogger("lines").error("long %s", "y" * 1_000_000)
    try:
        logs.VALUE_MAX.__format__("z" * 1_000_000)
    except ValueError:
        logging.getLogger("lines").exception("long")
    assert [len(line) < 10_000 for line in log.getvalue().splitlines()] == [True] * 3


@pytest.mark.parametrize("ours", [True, False])
def test_a_flood_is_counted_not_written(
    log: io.StringIO, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(number: int) -> None:
        if ours:
            structlog.get_logger().warning("a log-in failed", login=number)
        else:
            logging.getLogger("lines").error("junk from %s", number)

    for number in range(1_000):
        write(number)
    assert len(log.getvalue().splitlines()) == logs.EACH_MAX
    structlog.get_logger().warning("another")
    later = time.monotonic() + logs.WITHIN_S
    monkeypatch.setattr(logs, "time", SimpleNamespace(monotonic=lambda: later))
    write(1_000)
    *_, other, last = log.getvalue().splitlines()
    assert "another" in other
    assert "1000" in last
    assert ("left_out=970" in last) == ours


def test_no_line_tells_a_token(log: io.StringIO) -> None:
    address = "/wall/overview?lang=en&token=abcdefgh&theme=light"
    logging.getLogger("gunicorn.error").error("Error handling request %s", address)
    assert "abcdefgh" not in log.getvalue()
    assert "theme=light" in log.getvalue()


def test_what_is_secret_has_no_words(sqlite_centre: Centre) -> None:
    system, caller = sqlite_centre.system, Caller(Who.WALL, "hall", proof="0123abcd")
    found = replace(system.settings, database_url="postgresql://u:pass@h/d")
    said = repr((system, found, caller, Reporter("王秀英", "13504311234")))
    for secret in (SECRET, "pass", "0123abcd", "王秀英", "1350431"):
        assert secret not in said
