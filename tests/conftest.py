"""What every test may ask for: Valkey, Redis and database addresses, a browser, a page."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from dashboard.store import engines, migrate
from tests.helpers.exhaustive import PROVE, exhaustive
from tests.services.centre import RunningCentre
from tests.services.chromium import FLAGS, chromium_path
from tests.services.postgres import Postgres
from tests.services.valkey import Valkey

# A busy machine is no reason for a property to fail; a gate says the same of the same commit twice.
settings.register_profile(
    "unhurried",
    parent=settings(),
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=1_000 if PROVE else 100,
)
settings.load_profile("unhurried")

# What drives a browser, or kills processes and waits for them, on two cores that others use too.
SHAKEN = frozenset({"bench", "browser", "chaos", "demo", "desks", "screens", "services", "workers"})
SQL = frozenset({"store", "flow", "workers", "services"})
VIEWPORT: ViewportSize = {"width": 1920, "height": 1080}
# Scripts are kept compiled from their first run on, not only those that were run often.
COMPILED = "--v8-cache-options=code"
# What a page may keep beyond its own life, but for what it has loaded.
KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """A shaken test counts as failed if it fails twice; the summary names who was asked again.

    PostgreSQL is the gate's only where SQL is the subject, and its kills at every step are not;
    `make prove` asks it everything.
    """
    for item in items:
        folder = item.path.parent.name
        if folder in SHAKEN:
            item.add_marker(pytest.mark.flaky(reruns=1))
        asked = getattr(item, "callspec", None)
        here = folder in SQL and not (asked and "step" in asked.params)
        if asked and "postgresql" in asked.params.values() and not here:
            item.add_marker(exhaustive)


# Redis --------------------------------------------------------------------------------------


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


# Databases: empty ones, and copies of one that has been migrated once ------------------------


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


def migrate_at(url: str) -> None:
    """Gives a database this version's schema and lets it go."""
    engine, reader = engines.open_engines(url)
    migrate.upgrade(engine)
    engine.dispose()
    reader.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database of this version; for copies only."""
    path = tmp_path_factory.mktemp("schema") / "migrated.db"
    migrate_at(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres: Postgres) -> str:
    """The address of a PostgreSQL database of this version; for copies only."""
    url = postgres.new_database()
    migrate_at(url)
    return url


@pytest.fixture
def migrated_sqlite_url(migrated_file: Path, tmp_path: Path, sqlite_url: str) -> str:
    shutil.copyfile(migrated_file, tmp_path / "centre.db")
    return sqlite_url


@pytest.fixture
def migrated_postgresql_url(postgres: Postgres, migrated_template: str) -> Iterator[str]:
    url = postgres.new_database(migrated_template)
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """A database with this version's schema and nothing in it; once on each kind."""
    url: str = request.getfixturevalue(f"migrated_{request.param}_url")
    return url


# A whole centre ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def running_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """Started once for all files that can share it: each has persons of its own in it."""
    with RunningCentre(tmp_path_factory.mktemp("centre")).running() as centre:
        yield centre


# Browsers -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """For contexts of one's own, which keep nothing."""
    browser = driver.chromium.launch(executable_path=chromium_path(light=not PROVE), args=[*FLAGS])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def warm(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser in Changchun that has seen the pages before: it keeps what they load, compiled.

    Its first page stays empty: without any it would end.
    """
    context = driver.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("browser"),
        executable_path=chromium_path(light=not PROVE),
        args=[*FLAGS, COMPILED],
        viewport=VIEWPORT,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(warm: BrowserContext) -> Iterator[Page]:
    """A new page of a wall: no cookie, no storage, no other page of the test before."""
    page = warm.new_page()
    yield page
    for opened in warm.pages[1:]:
        opened.close()
    forget(warm)


@pytest.fixture
def timed_page(browser: Browser) -> Iterator[Page]:
    """A page whose clock a test may move: of a context that keeps nothing, for all its pages have
    the same clock, and it is never given back."""
    with browser.new_page(viewport=VIEWPORT, locale="zh-CN", timezone_id="Asia/Shanghai") as page:
        page.clock.install()
        yield page


def forget(context: BrowserContext) -> None:
    """Lets go of all that pages of this context have kept, their files excepted.

    They are closed by then: one that finds itself logged out goes elsewhere, and a page on its way
    may never close.
    """
    session = context.new_cdp_session(context.pages[0])
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": KEPT})
    session.detach()
    context.clear_cookies()
    context.clear_permissions()
    context.unroute_all()
