"""Opens a process's system from its settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from dashboard import districts
from dashboard.settings import Settings, SettingsError
from dashboard.store import engines
from dashboard.streams import client
from dashboard.system import Clock, System, real_clock


def open_system(found: Settings, clock: Clock = real_clock) -> System:
    """Loads the district and prepares both connections.

    Raises `districts.PackError`, `engines.UnsafeDatabase` or `SettingsError`, each with a sentence.
    """
    try:
        redis = client.connect(found.redis_url)
    except ValueError as error:
        # The error is left out: it may repeat a part of the password.
        raise SettingsError(
            "REDIS_URL isn't an address such as redis://host:6379/0, rediss://… or unix:///path."
        ) from error
    engine, reader = engines.open_engines(found.database_url)
    return System(
        settings=found,
        engine=engine,
        reader=reader,
        redis=redis,
        pack=districts.load(found.district, cameras=found.cameras, tiles_crs=found.tiles_crs),
        clock=clock,
    )


@contextmanager
def closing_database(system: System) -> Iterator[None]:
    """Closes the database's connections at the end, so that others can use it alone."""
    try:
        yield
    finally:
        system.engine.dispose()
        system.reader.dispose()
