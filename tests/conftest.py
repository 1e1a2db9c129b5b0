"""What every test may ask for: Valkey, Redis and database addresses, a browser, a page."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services.chromium import FLAGS, chromium_path
from tests.services.postgres import Postgres
from tests.services.valkey import Valkey

# A busy machine is no reason for a property to fail; a gate says the same of the same commit twice.
settings.register_profile(
    "unhurried", parent=settings(), deadline=None, derandomize="CI" in os.environ
)
settings.load_profile("unhurried")

# What drives a browser, or kills processes and waits for them, on two cores that others use too.
SHAKEN = frozenset({"bench", "browser", "chaos", "demo", "desks", "screens", "services", "workers"})


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Such a test counts as failed if it fails twice; the summary names who was asked again."""
    for item in items:
        if item.path.parent.name in SHAKEN:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    server = Valkey(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def valkey(valkey_server: Valkey) -> Iterator[Valkey]:
    """The session's Valkey, running and empty, whatever the test before did to it."""
    valkey_server.start()
    with valkey_server.client() as client:
        client.flushall()
    yield valkey_server
    if valkey_server.running:
        valkey_server.resume()


@pytest.fixture
def redis_url(valkey: Valkey) -> str:
    return valkey.url


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'centre.db'}"


@pytest.fixture
def postgresql_url(postgres: Postgres) -> Iterator[str]:
    url = postgres.new_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database; the test runs once on each kind."""
    # Asked for by name, so that a run on SQLite alone starts no PostgreSQL.
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a wall in Changchun, with cookies and storage of its own."""
    context = browser.new_context(
        viewport={"width": 1920, "height": 1080}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
