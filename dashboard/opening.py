"""Opens the system of a process out of its settings."""

from dashboard import districts
from dashboard.settings import Settings
from dashboard.store import engines
from dashboard.streams import client
from dashboard.system import Clock, System, real_clock


def open_system(settings: Settings, clock: Clock = real_clock) -> System:
    """Loads the district and prepares both connections.

    Raises `districts.PackError` or `engines.UnsafeDatabase`, each with a sentence.
    """
    engine, reader = engines.open_engines(settings.database_url)
    return System(
        settings=settings,
        engine=engine,
        reader=reader,
        redis=client.connect(settings.redis_url),
        pack=districts.load(settings.district),
        clock=clock,
    )
