"""What these tests work on: a web process, persons with real passwords, the command line."""

from collections.abc import Callable

import pytest
import structlog
from click.testing import CliRunner

from dashboard.__main__ import cli
from tests.helpers.centre import SECRET, Centre
from tests.helpers.fixtures import sqlite_centre
from tests.helpers.web import Web, web_process

__all__ = ["sqlite_centre"]

Command = Callable[..., str]


@pytest.fixture
def web(sqlite_centre: Centre) -> Web:
    """A web process whose follower stands still."""
    return web_process(sqlite_centre)


@pytest.fixture
def command(web: Web) -> Command:
    """Runs `python -m dashboard …` on the web process's centre; returns what it printed."""
    found = web.centre.system.settings
    environment = {
        "VAR_FOLDER": str(found.var),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": SECRET,
    }

    def run(*words: str, code: int = 0) -> str:
        ended = CliRunner().invoke(cli, words, env=environment, catch_exceptions=False)
        structlog.reset_defaults()
        assert ended.exit_code == code, ended.output
        return ended.output.strip()

    return run
